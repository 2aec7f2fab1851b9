/** The HTTP API on a real engine and the sandbox: every answer has the shape that the OpenAPI document promises. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import * as schemas from './routes/schemas'
import { type ApiWorld, policy, startApiWorld } from './testing/api-world'

let world: ApiWorld

beforeAll(async () => {
  world = await startApiWorld()
  await world.edit({ email: 'ada@example.com', firstname: 'Ada', lastname: 'Lovelace' })
  await world.edit({ email: 'long@example.com', firstname: 'Maximiliana'.repeat(6), lastname: 'Long' })
})
afterAll(() => world.close())

const ask = async (path: string, init: RequestInit = {}): Promise<Response> =>
  world.app.request(`http://localhost${path}`, { ...init, headers: { host: 'localhost', ...init.headers } })

const send = (path: string, body: unknown, method = 'POST'): Promise<Response> =>
  ask(path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

/** The answer as its schema reads it, strictly: the schema must know it. */
const read = async <Schema extends z.ZodType>(schema: Schema, response: Response, status = 200): Promise<z.infer<Schema>> => {
  const body: unknown = await response.json()
  expect({ status: response.status, body: response.status === status ? null : body }).toEqual({ status, body: null })
  return schema.parse(body)
}

const failure = async (response: Response): Promise<{ status: number; code: string; message: string }> => {
  const { error } = schemas.apiError.parse(await response.json())
  return { status: response.status, code: error.code, message: error.message }
}

const run = async (path: '/api/plans' | '/api/runs', body: unknown = {}) => {
  const { job } = await read(schemas.jobAccepted, await send(path, body), 202)
  await world.jobs.ended(job)
  return read(schemas.jobResponse, await ask(`/api/jobs/${job}`))
}

test('the document lists every route', async () => {
  const document = (await (await ask('/api/openapi.json')).json()) as { paths: Record<string, Record<string, unknown>> }
  expect(
    Object.entries(document.paths)
      .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`))
      .sort(),
  ).toEqual([
    'get /api/errors',
    'get /api/errors.csv',
    'get /api/events',
    'get /api/jobs/{job}',
    'get /api/plans/{job}',
    'get /api/policy',
    'get /api/records',
    'get /api/records/{record}',
    'get /api/runs',
    'get /api/status',
    'get /api/usage',
    'post /api/checks',
    'post /api/errors/ignore',
    'post /api/errors/retry',
    'post /api/plans',
    'post /api/runs',
    'put /api/policy/files/{path}',
  ])
})

test('a plan, then exactly that plan, is told live and kept as runs, records, errors and usage', async () => {
  const heard: string[] = []
  const stop = new AbortController()
  const stream = await ask('/api/events', { signal: stop.signal })
  const reader = stream.body?.getReader()
  const listening = (async () => {
    for (;;) {
      const part = await reader?.read()
      if (part === undefined || part.done) return
      heard.push(...[...new TextDecoder().decode(part.value).matchAll(/^event: (\w+)$/gm)].map((match) => match[1] ?? ''))
    }
  })()
  const planned = await run('/api/plans')
  expect(planned).toMatchObject({ kind: 'plan', state: 'done', applicable: true, error: null })
  expect(planned.plan?.changes.map(({ side, object, action, label }) => ({ side, object, action, label }))).toEqual([
    { side: 'salesforce', object: 'Lead', action: 'create', label: 'ada@example.com' },
    { side: 'salesforce', object: 'Lead', action: 'create', label: 'long@example.com' },
  ])
  expect(await read(schemas.planResponse, await ask(`/api/plans/${planned.job}`))).toMatchObject({ state: 'done', applicable: true })
  const synced = await run('/api/runs', { plan: planned.job })
  expect(synced).toMatchObject({ kind: 'sync', state: 'done', sync: { created: { salesforce: { Lead: 2 } }, errors: 1 } })
  expect(await read(schemas.planResponse, await ask(`/api/plans/${planned.job}`))).toMatchObject({ applicable: false })
  const { runs } = await read(schemas.runsResponse, await ask('/api/runs'))
  expect(runs).toMatchObject([
    { kind: 'sync', state: 'done' },
    { kind: 'plan', state: 'done' },
  ])
  const { rows, total } = await read(schemas.recordsResponse, await ask('/api/records?text=ada'))
  expect({ rows, total }).toMatchObject({ rows: [{ label: 'ada@example.com', state: 'linked' }], total: 1 })
  expect(await read(schemas.whyResponse, await ask('/api/records/ada%40example.com'))).toMatchObject({
    record: { label: 'ada@example.com' },
  })
  expect((await read(schemas.usageResponse, await ask('/api/usage'))).links).toMatchObject({ linked: 2 })
  expect(await read(schemas.statusResponse, await ask('/api/status'))).toMatchObject({
    policy: { name: 'Api', errors: 0 },
    running: null,
    connections: [
      { system: 'hubspot', state: 'connected' },
      { system: 'salesforce', state: 'connected' },
    ],
  })
  stop.abort()
  await reader?.cancel()
  await listening
  expect(heard[0]).toBe('heartbeat')
  expect(heard.filter((event) => event === 'finished').length).toBe(2)
  expect(heard.includes('progress')).toBe(true)
})

test('errors are listed, exported, ignored with a reason and retried', async () => {
  const { items } = await read(schemas.errorsResponse, await ask('/api/errors'))
  expect(items).toMatchObject([{ kind: 'property value', field: 'FirstName', code: 'too-long' }])
  const id = String(items[0]?.['id'])
  const csv = await ask('/api/errors.csv')
  expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect((await csv.text()).split('\r\n').map((line) => line.split(',').slice(0, 2))).toEqual([
    ['kind', 'code'],
    ['property value', 'too-long'],
    [''],
  ])
  expect(await failure(await send('/api/errors/ignore', { ids: [id] }))).toEqual({
    status: 400,
    code: 'bad_request',
    message: 'say why these errors are ignored',
  })
  expect(await read(schemas.errorsChanged, await send('/api/errors/ignore', { ids: [id], reason: 'known' }))).toEqual({ changed: 1 })
  expect((await read(schemas.errorsResponse, await ask('/api/errors?state=ignored'))).items.length).toBe(1)
  expect(await read(schemas.errorsChanged, await send('/api/errors/retry', { ids: [id] }))).toEqual({ changed: 1 })
})

test('a file that someone else changed is not overwritten', async () => {
  const { files } = await read(schemas.policyResponse, await ask('/api/policy'))
  const [file] = files
  expect(files.map(({ path, text }) => ({ path, text }))).toEqual([{ path: 'policy.sync', text: policy }])
  const conflict = await send('/api/policy/files/policy.sync', { text: '# mine\n', base: 'an-older-version' }, 'PUT')
  expect(conflict.status).toBe(409)
  expect(await conflict.json()).toMatchObject({ error: { code: 'version_conflict', details: { theirs: file } } })
  expect(readFileSync(join(world.folder, 'policy.sync'), 'utf8')).toBe(policy)
  expect((await send('/api/policy/files/..%2Foutside.sync', { text: '', base: null }, 'PUT')).status).toBe(422)
})

test('a broken policy is saved and shown, and nothing runs until it is mended', async () => {
  const { files } = await read(schemas.policyResponse, await ask('/api/policy'))
  const broken = policy.replace('LastName', 'LastNam')
  expect(
    (await read(schemas.checkResponse, await send('/api/checks', { files: [{ path: 'policy.sync', text: broken }] }))).diagnostics,
  ).toMatchObject([{ code: 'LS2004', severity: 'error' }])
  const saved = await read(
    schemas.saveResponse,
    await send('/api/policy/files/policy.sync', { text: broken, base: files[0]?.version }, 'PUT'),
  )
  expect(saved.diagnostics.map(({ code }) => code)).toEqual(['LS2004'])
  const refused = { status: 422, code: 'policy', message: 'the policy has 1 error, so nothing runs' }
  expect(await failure(await send('/api/plans', {}))).toEqual(refused)
  expect(await failure(await send('/api/runs', {}))).toEqual(refused)
  expect((await ask('/api/runs')).status).toBe(200)
  await read(schemas.saveResponse, await send('/api/policy/files/policy.sync', { text: policy, base: saved.file.version }, 'PUT'))
  expect(await run('/api/runs')).toMatchObject({ state: 'done' })
})

test('a failed job tells why, and the next one runs', async () => {
  expect(await run('/api/runs', { plan: 'no-such-plan' })).toMatchObject({ state: 'failed', error: { code: 'stale-plan' } })
  expect(await run('/api/runs')).toMatchObject({ state: 'done', error: null })
})

test('bad requests, unknown paths and strangers are answered with the envelope', async () => {
  expect(await failure(await send('/api/runs', { start: 'yesterday' }))).toMatchObject({ status: 400, code: 'bad_request' })
  expect(
    await failure(await ask('/api/runs', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' })),
  ).toMatchObject({
    status: 400,
    code: 'bad_request',
  })
  expect(await failure(await ask('/api/records?limit=0'))).toMatchObject({ status: 400, code: 'bad_request' })
  expect(await failure(await ask('/api/records/nobody%40example.com'))).toMatchObject({ status: 404, code: 'not-found' })
  expect(await failure(await ask('/api/jobs/none'))).toMatchObject({ status: 404, code: 'not-found' })
  expect(await failure(await ask('/api/nothing'))).toEqual({ status: 404, code: 'not_found', message: 'there is no `GET /api/nothing`' })
  expect(await failure(await ask('/api/status', { headers: { host: 'rebound.example' } }))).toMatchObject({
    status: 403,
    code: 'forbidden',
  })
  expect(await failure(await ask('/api/runs', { method: 'POST', headers: { origin: 'https://elsewhere.example' } }))).toMatchObject({
    status: 403,
    code: 'forbidden',
  })
})
