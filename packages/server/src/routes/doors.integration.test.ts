/** Doors of the API: every route has a limit for its body, takes no key that it does not know, and JSON alone. */
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { type ApiWorld, startApiWorld } from '../testing/api-world'
import { apiError } from './schemas'

let world: ApiWorld
beforeAll(async () => {
  world = await startApiWorld()
})
afterAll(() => world.close())

/** Bytes that each route takes; a route that is not here fails the first test. */
const limits: Readonly<Record<string, number>> = {
  'GET /api/errors': 0,
  'GET /api/errors.csv': 0,
  'GET /api/events': 0,
  'GET /api/jobs/:job': 0,
  'GET /api/openapi.json': 0,
  'GET /api/plans/:job': 0,
  'GET /api/policy': 0,
  'GET /api/records': 0,
  'GET /api/records/:record': 0,
  'GET /api/runs': 0,
  'GET /api/status': 0,
  'GET /api/usage': 0,
  'POST /api/checks': 16_000_000,
  'POST /api/errors/ignore': 1_000_000,
  'POST /api/errors/retry': 1_000_000,
  'POST /api/plans': 4_000,
  'POST /api/runs': 4_000,
  'PUT /api/policy/files/:path': 8_000_000,
}
const routes = Object.entries(limits).map(([route, limit]) => ({
  route,
  method: route.split(' ')[0] ?? '',
  path: (route.split(' ')[1] ?? '').replace(/:\w+/, 'x'),
  limit,
}))

const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
  Promise.resolve(world.app.request(`http://localhost${path}`, { ...init, headers: { host: 'localhost', ...init.headers } }))
const failure = async (response: Response) => {
  const { error } = apiError.parse(await response.json())
  return { status: response.status, code: error.code, message: error.message }
}
const json = { 'content-type': 'application/json' }

test('these are all routes, and the document describes each', async () => {
  const registered = world.app.routes
    .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api'))
    .map(({ method, path }) => `${method} ${path}`)
  expect([...new Set(registered)].sort()).toEqual(Object.keys(limits).sort())
  const { paths } = (await (await ask('/api/openapi.json')).json()) as { paths: Record<string, Record<string, unknown>> }
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/, ':$1')}`),
  )
  expect([...described, 'GET /api/openapi.json'].sort()).toEqual(Object.keys(limits).sort())
})

describe.each(routes)('$route', ({ method, path, limit }) => {
  it('refuses a key of the address that it does not know, by name', async () => {
    const response = await ask(`${path}?surprise=1`, { method, ...(limit === 0 ? {} : { headers: json, body: '{}' }) })
    expect(await failure(response)).toEqual({ status: 400, code: 'bad_request', message: '`surprise` is not a key of this request' })
  })

  if (limit === 0) {
    it('takes no body', async () => {
      const response = await ask(path, { method, headers: { ...json, 'content-length': '2' } })
      expect(await failure(response)).toEqual({ status: 413, code: 'too_large', message: 'this request takes no body' })
    })
    return
  }
  it('takes a body up to its limit, and refuses one byte more', async () => {
    const padded = (size: number) => `{"surprise":"${'x'.repeat(size - 15)}"}`.padEnd(size)
    const large = await ask(path, { method, headers: { ...json, 'content-length': String(limit + 1) }, body: padded(limit + 1) })
    expect(await failure(large)).toEqual({ status: 413, code: 'too_large', message: `the body is larger than ${limit} bytes` })
    const chunked = await ask(path, { method, headers: { ...json, 'transfer-encoding': 'chunked' }, body: padded(limit + 1) })
    expect(await failure(chunked)).toEqual({ status: 413, code: 'too_large', message: `the body is larger than ${limit} bytes` })
    expect((await ask(path, { method, headers: json, body: padded(limit) })).status).toBe(400)
  })

  it('refuses a key of the body that it does not know, by name', async () => {
    const response = await failure(await ask(path, { method, headers: json, body: '{"surprise":1}' }))
    expect([response.status, response.code]).toEqual([400, 'bad_request'])
    const known =
      { '/api/checks': { files: [] }, '/api/policy/files/x': { text: '', base: null } }[path] ??
      (path.startsWith('/api/errors') ? { ids: ['x'] } : {})
    expect(await failure(await ask(path, { method, headers: json, body: JSON.stringify({ ...known, surprise: 1 }) }))).toEqual({
      status: 400,
      code: 'bad_request',
      message: '`surprise` is not a key of this request',
    })
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', undefined])('takes JSON alone, not %s', async (type) => {
    const body = new TextEncoder().encode('{}')
    expect(
      await failure(
        await ask(path, { method, headers: { 'content-length': '2', ...(type === undefined ? {} : { 'content-type': type }) }, body }),
      ),
    ).toEqual({
      status: 415,
      code: 'unsupported_media_type',
      message: 'the body must be JSON: send it as `application/json`',
    })
  })
})

test('keys inside of what is sent are known ones too', async () => {
  const body = JSON.stringify({ files: [{ path: 'a.sync', text: '', surprise: 1 }] })
  expect(await failure(await ask('/api/checks', { method: 'POST', headers: json, body }))).toEqual({
    status: 400,
    code: 'bad_request',
    message: '`files.0.surprise` is not a key of this request',
  })
})

describe('hostile texts', () => {
  const hostile = [
    '\u0000',
    'a\u0000b',
    '\uD800',
    '\u202Etxt',
    "'; drop table link; --",
    '%',
    '_%\\',
    'x'.repeat(100),
    '../../etc/passwd',
    '{}',
    '__proto__',
  ]
  const encoded = [...hostile.map((text) => (text === '\uD800' ? '%ED%A0%80' : encodeURIComponent(text))), '%ED%A0%80', '%E0%A4%A', '%00']
  const places = [
    ...['/api/jobs/', '/api/plans/', '/api/records/'],
    ...['/api/records?text=', '/api/records?after=', '/api/errors?kind=', '/api/errors.csv?kind=', '/', '/assets/'],
  ]

  it.each(places)('in %s are answered as not found, not known or refused, never as a fault of the program', async (place) => {
    const statuses = await Promise.all(encoded.map(async (text) => [text, (await ask(`${place}${text}`)).status] as const))
    expect(statuses.filter(([, status]) => status >= 500)).toEqual([])
  })

  it.each([
    ['POST', '/api/errors/retry', (text: string) => ({ ids: [text] })],
    ['POST', '/api/errors/ignore', (text: string) => ({ ids: [text], reason: text })],
    ['POST', '/api/runs', (text: string) => ({ plan: text })],
    ['POST', '/api/runs', (text: string) => ({ approve: text })],
    ['POST', '/api/checks', (text: string) => ({ files: [{ path: text, text }] })],
  ] as const)('in bodies of %s %s neither', async (method, path, bodyOf) => {
    for (const text of hostile) {
      const response = await ask(path, { method, headers: json, body: JSON.stringify(bodyOf(text)) })
      expect([text, response.status < 500]).toEqual([text, true])
      // What was accepted ends by itself.
      if (response.status === 202) await world.jobs.ended(((await response.json()) as { job: string }).job)
    }
  })
})

test('a text that no file may have is refused before it is written', async () => {
  const body = JSON.stringify({ text: 'ä'.repeat(2_000_001), base: null })
  expect(await failure(await ask('/api/policy/files/large.sync', { method: 'PUT', headers: json, body }))).toEqual({
    status: 422,
    code: 'policy',
    message: '`large.sync` is larger than 4 MB',
  })
})

test('runs and plans that wait are limited in number', async () => {
  const hold = world.jobs.ended(await world.jobs.ask('plan'))
  const answers = await Promise.all(Array.from({ length: 40 }, () => ask('/api/plans', { method: 'POST' })))
  const refused = await Promise.all(answers.filter(({ status }) => status !== 202).map(failure))
  const accepted = await Promise.all(
    answers.filter(({ status }) => status === 202).map(async (one) => ((await one.json()) as { job: string }).job),
  )
  // One may have begun meanwhile, and then one more could wait.
  expect([accepted.length === 19 || accepted.length === 20, refused[0], refused.length + accepted.length]).toEqual([
    true,
    { status: 503, code: 'busy', message: '20 plans and runs are waiting already' },
    40,
  ])
  await hold
  await Promise.all(accepted.map((job) => world.jobs.ended(job)))
})

test('what stands in the queue and is no job of this version is left out, and the next job runs', async () => {
  const { queue } = await world.workspace.opened()
  await world.jobs.ended(await world.jobs.ask('plan'))
  const syncs = async () => (await (await world.workspace.opened()).runs(50)).filter(({ kind }) => kind === 'sync').length
  const before = await syncs()
  const strange = [{ kind: 'sync' }, { job: 'x', kind: 'sync', surprise: 1 }, { job: 'x'.repeat(200), kind: 'sync' }, 'text', null]
  for (const data of strange) await queue.executeSql("insert into pgboss.job (name, data) values ('runs', $1)", [JSON.stringify(data)])
  // The queue hands out jobs in order: once this one has ended, the others have been seen.
  expect((await world.jobs.ended(await world.jobs.ask('plan'))).state).toBe('done')
  expect(await syncs()).toBe(before)
  const left = await queue.executeSql(
    "select state, count(*)::int as count from pgboss.job where name = 'runs' and state <> 'completed' group by state",
    [],
  )
  expect(left.rows).toEqual([])
})

describe('over a connection', () => {
  let server: Server
  let port = 0
  beforeAll(async () => {
    server = createServer(getRequestListener(world.app.fetch))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    port = (server.address() as AddressInfo).port
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })

  const most = 64_000_000
  /** Sends up to `most` bytes, as fast as they are taken, until an answer comes. */
  const pour = (headers: Record<string, string>): Promise<{ readonly status: number | undefined; readonly sent: number }> =>
    new Promise((resolve, reject) => {
      let sent = 0
      let isAnswered = false
      const asking = request({
        host: '127.0.0.1',
        port,
        method: 'POST',
        path: '/api/runs',
        headers: { host: 'localhost', ...json, ...headers },
      })
      asking.on('response', (response) => {
        isAnswered = true
        response.resume()
        response.on('end', () => {
          asking.destroy()
          resolve({ status: response.statusCode, sent })
        })
      })
      asking.on('error', (error) => {
        if (!isAnswered) reject(error)
      })
      const piece = Buffer.alloc(65_536, 'x')
      const more = (): void => {
        if (isAnswered || asking.destroyed) return
        if (sent >= most) {
          asking.end()
          return
        }
        sent += piece.length
        if (asking.write(piece)) setImmediate(more)
        else asking.once('drain', more)
      }
      more()
    })

  it.each<Record<string, string>>([{ 'transfer-encoding': 'chunked' }, { 'content-length': String(most) }])(
    'a body of 64 MB is refused while it comes (%j)',
    async (headers) => {
      const { status, sent } = await pour(headers)
      // The sockets' buffers of both ends hold a few MB; the rest was never taken.
      expect([status, sent < most / 4]).toEqual([413, true])
    },
  )
})
