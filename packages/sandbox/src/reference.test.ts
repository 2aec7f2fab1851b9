/** The sandbox's reference says of every endpoint what the code does with it; `npm run docs` writes its tables. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { CONTROL_TABLE } from './control/endpoints'
import { CONTROL_ENDPOINTS } from './control/routes'
import { HUBSPOT_ENDPOINTS } from './hubspot/endpoints'
import { ENDPOINTS, findRoute } from './hubspot/routes/router'
import { STANDING_TOKEN } from './salesforce/auth/sessions'
import { SALESFORCE_ENDPOINTS } from './salesforce/endpoints'
import { salesforceId } from './salesforce/ids'
import { createSalesforce } from './salesforce/salesforce'
import { CONNECTED_USER } from './salesforce/store/org'
import type { Endpoint } from './world/endpoint'
import { FAULT_KINDS } from './world/faults'
import { EMPTY_SEED, type SeedRow } from './world/seed'
import type { SandboxRequest, System } from './world/system'
import { World } from './world/world'

const file = new URL('../../../docs/reference/sandbox.md', import.meta.url)
const page = readFileSync(file, 'utf8')

type Cells = readonly [string, string, string]

/** The page with the first table below a heading that has this head replaced. */
function withTable(text: string, heading: string, head: Cells, rows: readonly Cells[]): string {
  const line = (cells: Cells) => `|${cells.map((cell) => (cell === '' ? ' ' : ` ${cell} `)).join('|')}|\n`
  const start = text.indexOf(line(head), text.indexOf(`\n## ${heading}\n`))
  if (start < 0) throw new Error(`no table below ${heading}`)
  const end = text.indexOf('\n\n', start) + 1
  return `${text.slice(0, start)}${line(head)}|---|---|---|\n${rows.map(line).join('')}${text.slice(end)}`
}

const cellsOf = ({ method, path, state, note = '' }: Endpoint): Cells => [`\`${method} ${path}\``, state, note]

function written(text: string): string {
  const head: Cells = ['endpoint', 'state', 'what to know']
  const hubspot = withTable(text, 'HubSpot', head, HUBSPOT_ENDPOINTS.map(cellsOf))
  const salesforce = withTable(hubspot, 'Salesforce', head, SALESFORCE_ENDPOINTS.map(cellsOf))
  const rows = CONTROL_TABLE.map(({ method, path, body = '', does }): Cells => [`\`${method} ${path}\``, body, does])
  return withTable(salesforce, 'Control API', ['endpoint', 'body', 'does'], rows)
}

test('the tables of the page are written from the lists beside the routes', () => {
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, written(page))
  expect(readFileSync(file, 'utf8')).toBe(written(page))
})

const nameOf = ({ method, path }: { readonly method: string; readonly path: string }) => `${method} ${path}`

test('the HubSpot table is the route table', () => {
  const served = HUBSPOT_ENDPOINTS.filter(({ state }) => state !== 'absent')
  expect(served.map(nameOf).sort()).toEqual([...ENDPOINTS].sort())
  const absent = HUBSPOT_ENDPOINTS.filter(({ state }) => state === 'absent')
  expect(absent.filter(({ method, path }) => typeof findRoute(method, path.replace(/\{\w+\}/g, '1')) === 'object')).toEqual([])
})

/** Methods and paths that the vendor's client knows, with their parameters in braces. */
function clientCalls(areas: readonly string[]): readonly (readonly [method: string, path: string])[] {
  const root = join(dirname(createRequire(import.meta.url).resolve('@hubspot/api-client')), 'codegen')
  const files = areas.flatMap((area) =>
    readdirSync(join(root, area), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\bapis\/\w+Api\.js$/.test(name.replaceAll('\\', '/')))
      .map((name) => readFileSync(join(root, area, name), 'utf8')),
  )
  const call = /localVarPath = '([^']+)'[^;]*;\s*const requestContext = [^;]*HttpMethod\.(\w+)\)/g
  return files.flatMap((text) => [...text.matchAll(call)].map(([, path = '', method = '']) => [method, path.replace(/\/$/, '')] as const))
}

test('the HubSpot table has a word on all that the vendor’s client can ask of the CRM, of settings, webhooks, events and forms', () => {
  const calls = clientCalls(['crm', 'oauth', 'settings', 'webhooks', 'events', 'marketing/forms'])
  const absent = new Set(
    HUBSPOT_ENDPOINTS.filter(({ state }) => state === 'absent').map(({ method, path }) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`),
  )
  const isServed = (method: string, path: string) =>
    ['contacts', '1'].some((word) => typeof findRoute(method, path.replace(/\{\w+\}/g, word)) === 'object')
  const unknown = calls.filter(([method, path]) => !isServed(method, path) && !absent.has(`${method} ${path.replace(/\{\w+\}/g, '{}')}`))
  expect(unknown).toEqual([])
  expect(calls.length).toBeGreaterThan(300)
})

test('the control table is the control API, and the page names all faults', () => {
  expect(CONTROL_TABLE.map(nameOf).sort()).toEqual([...CONTROL_ENDPOINTS].sort())
  const section = page.slice(page.indexOf('\n## Control API\n'), page.indexOf('\n## Seed data\n'))
  const faults = [...section.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name]) => name)
  expect(faults.sort()).toEqual([...FAULT_KINDS].sort())
})

const LEAD = salesforceId('00Q', 1)
const row: SeedRow = { id: LEAD, values: { LastName: 'Doe', Company: 'Acme', Email: 'doe@acme.example' }, links: {}, line: 1 }
/** A call that each SOAP API has. */
function soapOf(path: string): string {
  const call = path.includes('/Soap/m/') ? 'describeMetadata' : 'getUserInfo'
  return `<e:Envelope xmlns:e="e"><e:Header><SessionHeader><sessionId>${STANDING_TOKEN}</sessionId></SessionHeader></e:Header><e:Body><${call}/></e:Body></e:Envelope>`
}
const FIELD = { FullName: 'Lead.Extra__c', Metadata: { type: 'Checkbox', label: 'Extra', defaultValue: false } }

function send(system: System, method: string, url: string, body: unknown) {
  const [path = '', query = ''] = url.split('?')
  const request: SandboxRequest = {
    method,
    path,
    query: new URLSearchParams(query),
    headers: { authorization: `Bearer ${system.accessToken}`, host: '127.0.0.1' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    size: { url: url.length, head: url.length },
    call: 1,
  }
  return Promise.resolve(system.handle(request))
}

/** An org with one lead, one custom field and two jobs, and what stands for the parts of a path in it. */
async function furnished(): Promise<{ readonly system: System; readonly values: Readonly<Record<string, string>> }> {
  const world = new World()
  world.load({ limits: { salesforce: { daily: 1_000_000 } } })
  const system = createSalesforce(world)
  system.load({ ...EMPTY_SEED.salesforce, objects: [{ name: 'Lead', file: 'Lead.jsonl', rows: [row] }] })
  const made = await send(system, 'POST', '/services/data/v62.0/tooling/sobjects/CustomField', FIELD)
  const jobs = await send(system, 'POST', '/services/data/v62.0/jobs/ingest', { object: 'Lead', operation: 'insert' })
  const queries = await send(system, 'POST', '/services/data/v62.0/jobs/query', { operation: 'query', query: 'SELECT Id FROM Lead' })
  const idOf = ({ body }: { body?: unknown }) => (body as { id: string }).id
  const values = {
    org: world.org,
    user: CONNECTED_USER,
    v: 'v62.0',
    version: '62.0',
    type: 'Lead',
    id: LEAD,
    field: 'Email',
    value: 'doe@acme.example',
    fieldId: idOf(made),
    recordType: '012000000000000AAA',
    ingestId: idOf(jobs),
    queryId: idOf(queries),
  }
  return { system, values }
}

/** A path with its parts filled in. */
const filled = (path: string, values: Readonly<Record<string, string>>) =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? name)

/** The status of an endpoint in an org of its own. */
async function statusOf({ method, path }: Endpoint): Promise<number> {
  const { system, values } = await furnished()
  return (await send(system, method, filled(path, values), path.includes('/Soap/') ? soapOf(path) : {})).status
}

test('what the Salesforce table calls absent answers 404, all else is there', async () => {
  const answers = await Promise.all(
    SALESFORCE_ENDPOINTS.map(async (each) => ({ endpoint: nameOf(each), state: each.state, status: await statusOf(each) })),
  )
  expect(answers.filter(({ state, status }) => state === 'absent' && status !== 404)).toEqual([])
  expect(answers.filter(({ state, status }) => state !== 'absent' && [404, 405, 500].includes(status))).toEqual([])
  expect(answers.length).toBeGreaterThan(40)
})

/** Words in quotes that the handlers of the REST API compare parts of paths with, and much else. */
function handlerWords(): ReadonlySet<string> {
  const words = new Set<string>()
  for (const area of ['rest', 'sosl', 'bulk']) {
    const folder = new URL(`./salesforce/${area}/`, import.meta.url)
    for (const name of readdirSync(folder).filter((each) => each.endsWith('.ts') && !each.endsWith('.test.ts'))) {
      for (const [, word = ''] of readFileSync(new URL(name, folder), 'utf8').matchAll(/'([A-Za-z]+)'/g)) words.add(word)
    }
  }
  return words
}

test('what the org answers below its data is in the Salesforce table', async () => {
  const { system, values } = await furnished()
  const base = '/services/data/v62.0'
  const listed = SALESFORCE_ENDPOINTS.filter(({ state }) => state !== 'absent').map(({ method, path }) => ({
    method,
    pattern: new RegExp(
      `^${path
        .replace('{v}', 'v62.0')
        .replaceAll('.', '\\.')
        .replace(/[^/]*\{[^/]*/g, '[^/]+')}$`,
      'i',
    ),
  }))
  const words = [...handlerWords()]
  const parts = SALESFORCE_ENDPOINTS.filter(({ path }) => path.startsWith('/services/data/{v}/')).map(({ path }) =>
    filled(path, values)
      .slice(base.length + 1)
      .split('/'),
  )
  const prefixes = new Set(parts.flatMap((each) => each.slice(0, -1).map((_, index) => each.slice(0, index + 1).join('/'))))
  const paths = [...words, ...[...prefixes].flatMap((prefix) => words.map((word) => `${prefix}/${word}`))].map((path) => `${base}/${path}`)
  const unlisted = new Set<string>()
  for (const path of paths) {
    for (const method of ['GET', 'POST', 'PATCH']) {
      const { status } = await send(system, method, path, {})
      const isThere = status !== 404 && status !== 405
      if (isThere && !listed.some((each) => each.method === method && each.pattern.test(path))) unlisted.add(`${method} ${path} ${status}`)
    }
  }
  expect([...unlisted]).toEqual([])
  expect(paths.length).toBeGreaterThan(2_000)
})
