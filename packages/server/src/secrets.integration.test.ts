/** Canaries: services that repeat the login in their answers, in every form; nothing that is kept or shown holds it afterwards. */
import { mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRedactor } from '@lockstep/runtime'
import { type Sandbox, startSandbox } from '@lockstep/sandbox'
import { afterEach, expect, test } from 'vitest'
import { createConnections } from './connections'
import { createLogger } from './log'
import { startServer } from './serve'
import { readSettings } from './settings/settings'
import { policy } from './testing/api-world'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

type Answer = { readonly status: number; readonly body: string; readonly headers?: Readonly<Record<string, string>> }

/** Passes requests on to `target`, but for those that `instead` answers by itself, told what the request carried. */
const startProxy = async (
  target: string,
  instead: (path: string, method: string, carried: string) => Answer | undefined,
): Promise<string> => {
  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request)
    const { host: _host, connection: _connection, 'content-length': _length, ...headers } = request.headers
    const carried = `${headers.authorization ?? ''} ${body.toString('utf8')}`
    const own = instead(request.url ?? '/', request.method ?? 'GET', carried)
    if (own !== undefined) {
      response.writeHead(own.status, { 'content-type': 'application/json', ...own.headers }).end(own.body)
      return
    }
    const answer = await fetch(`${target}${request.url}`, {
      method: request.method ?? 'GET',
      headers: headers as Record<string, string>,
      ...(body.length === 0 ? {} : { body: new Uint8Array(body) }),
      redirect: 'manual',
    })
    const text = Buffer.from(await answer.arrayBuffer())
    const sent = Object.fromEntries(
      [...answer.headers].filter(([name]) => !/^(content-encoding|content-length|connection|transfer-encoding|keep-alive)$/.test(name)),
    )
    response.writeHead(answer.status, sent).end(text)
  }
  const server: Server = createServer((request, response) => {
    pass(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
}

/** The credential alone, in the ways in which error texts repeat it. */
const spelled = (carried: string): string => {
  const token = carried.replace(/^Bearer /, '').split(' ')[0] ?? ''
  return `${carried} ${token} ${encodeURIComponent(token)} ${Buffer.from(token).toString('base64')} ${JSON.stringify(JSON.stringify(carried))}`
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(join(folder, entry.name)) : entry.isFile() ? [join(folder, entry.name)] : [],
  )

/** Where any of the secrets stands, in any of these forms. */
const leaksOf = (places: Readonly<Record<string, string>>, secrets: readonly string[]): readonly string[] =>
  Object.entries(places).flatMap(([place, text]) =>
    secrets.some((secret) =>
      [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64').slice(0, -2)].some((form) => text.includes(form)),
    )
      ? [place]
      : [],
  )

type World = {
  readonly sandbox: Sandbox
  readonly folder: string
  readonly environment: Readonly<Record<string, string>>
  readonly secrets: readonly string[]
}

/** A policy folder with its catalog, beside a sandbox whose tokens are the canaries. */
const prepare = async (): Promise<World> => {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-secrets-'))
  closing.push(() => rmSync(folder, { recursive: true, force: true }))
  const sandbox = await startSandbox({ empty: true })
  closing.push(() => sandbox.close())
  const environment = {
    LOCKSTEP_HUBSPOT_OVERLAP_SECONDS: '0',
    HUBSPOT_API_URL: sandbox.hubspot.url,
    HUBSPOT_ACCESS_TOKEN: sandbox.hubspot.accessToken,
    SALESFORCE_INSTANCE_URL: sandbox.salesforce.url,
    SALESFORCE_ACCESS_TOKEN: sandbox.salesforce.accessToken,
  }
  const { connectors } = createConnections(readSettings(folder, environment), true)
  mkdirSync(join(folder, 'catalog'))
  writeFileSync(join(folder, 'catalog/hubspot.json'), JSON.stringify(await connectors.hubspot.catalog(['contact', 'company'])))
  writeFileSync(join(folder, 'catalog/salesforce.json'), JSON.stringify(await connectors.salesforce.catalog(['Lead', 'Contact', 'User'])))
  writeFileSync(join(folder, 'policy.sync'), policy)
  return { sandbox, folder, environment, secrets: [sandbox.hubspot.accessToken, sandbox.salesforce.accessToken] }
}

/** Runs plans and syncs through the server, one of each a round; everything that can be read of it, and every file that it left. */
const traceOf = async (
  folder: string,
  environment: Readonly<Record<string, string>>,
  rounds: readonly (() => void)[] = [() => undefined],
): Promise<Readonly<Record<string, string>>> => {
  const settings = readSettings(folder, environment)
  const log = join(folder, 'log.txt')
  const redactor = createRedactor(settings.secrets)
  const server = await startServer({
    folder,
    settings: { ...settings, port: 0 },
    version: '0.0.0',
    logger: createLogger('trace', openSync(log, 'a'), redactor),
    redactor,
    schedule: false,
  })
  const url = server.url.replace('localhost', '127.0.0.1')
  const places: Record<string, string> = {}
  const ask = async (path: string, method = 'GET'): Promise<string> => {
    const text = await (await fetch(`${url}${path}`, { method })).text()
    const place = `${method} ${path.replace(/[0-9a-f-]{36}/, 'ID')}`
    places[place] = `${places[place] ?? ''}${text}`
    return text
  }
  for (const begin of rounds) {
    begin()
    for (const path of ['/api/plans', '/api/runs']) {
      const { job } = JSON.parse(await ask(path, 'POST')) as { job?: string }
      for (let state = 'queued'; job !== undefined && (state === 'queued' || state === 'running'); ) {
        state = (JSON.parse(await ask(`/api/jobs/${job}`)) as { state: string }).state
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    }
    await ask('/api/status')
  }
  for (const path of ['/api/policy', '/api/runs', '/api/errors', '/api/errors.csv', '/api/usage', '/api/records']) await ask(path)
  await server.close()
  for (const file of filesBelow(settings.data)) places[`file ${file.slice(settings.data.length + 1)}`] = readFileSync(file, 'latin1')
  places['log'] = readFileSync(log, 'utf8')
  return places
}

test('a service that repeats the token in the refusals of single records leaves it nowhere', async () => {
  const world = await prepare()
  await fetch(`${world.sandbox.control.url}/edit`, {
    method: 'POST',
    body: JSON.stringify({ system: 'hubspot', object: 'contact', values: { email: 'ada@example.com', lastname: 'Lovelace' } }),
  })
  const salesforce = await startProxy(world.sandbox.salesforce.url, (path, method, carried) =>
    method === 'POST' && /composite/.test(path) && carried.includes('ada@example.com')
      ? { status: 400, body: JSON.stringify([{ errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: spelled(carried), fields: [] }]) }
      : undefined,
  )
  const places = await traceOf(world.folder, { ...world.environment, SALESFORCE_INSTANCE_URL: salesforce })
  const errors = JSON.parse(places['GET /api/errors'] ?? '{}') as { items: readonly { code: string; message: string }[] }
  expect({
    leaks: leaksOf(places, world.secrets),
    card: errors.items.map(({ code, message }) => `${code} ${message.startsWith('Bearer [secret]')}`),
  }).toEqual({ leaks: [], card: ['FIELD_CUSTOM_VALIDATION_EXCEPTION true'] })
})

const html = (carried: string): string => `<html><body>${spelled(carried)}</body></html>`
const json = (carried: string): string => JSON.stringify({ status: 'error', category: 'X', message: spelled(carried), correlationId: 'c' })

/** How services misbehave, each for one plan and one run. */
const answers: readonly ((carried: string) => Answer)[] = [
  (carried) => ({ status: 401, body: json(carried) }),
  (carried) => ({ status: 403, body: json(carried) }),
  (carried) => ({ status: 400, body: html(carried), headers: { 'content-type': 'text/html' } }),
  (carried) => ({ status: 418, body: JSON.stringify([{ errorCode: carried, message: spelled(carried) }]) }),
  (carried) => ({ status: 302, body: '', headers: { location: `https://elsewhere.example/?t=${encodeURIComponent(carried)}` } }),
  (carried) => ({ status: 200, body: JSON.stringify({ [carried]: carried }) }),
]

test.each([
  ['HubSpot', 'HUBSPOT_API_URL', 'hubspot'],
  ['Salesforce', 'SALESFORCE_INSTANCE_URL', 'salesforce'],
] as const)(
  '%s repeats the login in refusals, pages, codes, redirects and answers of another shape: it is kept and shown nowhere',
  async (_name, variable, system) => {
    const world = await prepare()
    let answer = answers[0]
    const met = new Set<number>()
    const proxy = await startProxy(world.sandbox[system].url, (_path, _method, carried) => {
      const given = answer?.(carried)
      if (given !== undefined) met.add(given.status)
      return given
    })
    const rounds = answers.map((each) => () => {
      answer = each
    })
    const places = await traceOf(world.folder, { ...world.environment, [variable]: proxy }, rounds)
    expect({ leaks: leaksOf(places, world.secrets), met: [...met] }).toEqual({ leaks: [], met: [401, 403, 400, 418, 302, 200] })
  },
)

test('what a login answers is a secret from then on', async () => {
  const world = await prepare()
  const { SALESFORCE_INSTANCE_URL: _url, SALESFORCE_ACCESS_TOKEN: _token, ...rest } = world.environment
  const login = { SALESFORCE_CLIENT_ID: 'client-id', SALESFORCE_CLIENT_SECRET: 'client-secret-canary' }
  const learned = 'learned-token-canary'
  const asked: string[] = []
  const salesforce: string = await startProxy(world.sandbox.salesforce.url, (path, _method, carried) => {
    asked.push(path.split('?')[0] ?? '')
    return path.startsWith('/services/oauth2/token')
      ? {
          status: 200,
          body: JSON.stringify({ access_token: learned, instance_url: salesforce, id: `${salesforce}/id/1/2`, token_type: 'Bearer' }),
        }
      : { status: 400, body: JSON.stringify([{ errorCode: 'MALFORMED_QUERY', message: spelled(carried) }]) }
  })
  const places = await traceOf(world.folder, { ...rest, ...login, SALESFORCE_LOGIN_URL: salesforce })
  expect({
    leaks: leaksOf(places, [learned, login.SALESFORCE_CLIENT_SECRET]),
    asked: [...new Set(asked)],
    told: /"message":"[^"]*\[secret\]/.test(places['GET /api/jobs/ID'] ?? ''),
  }).toEqual({ leaks: [], asked: ['/services/oauth2/token', '/services/oauth2/userinfo'], told: true })
})
