/** Composite batch and graph, trees within composites, and entity tags. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startOrg, type TestOrg } from '../testing/start-org'

const BASE = '/services/data/v62.0'
let org: TestOrg

beforeAll(async () => {
  org = await startOrg()
})
afterAll(() => org.close())

type Result = { body: unknown; httpStatusCode: number; referenceId: string }
type Graphs = { graphs: { graphId: string; isSuccessful: boolean; graphResponse: { compositeResponse: Result[] } }[] }

const create = (referenceId: string, object: string, body: unknown) => ({
  method: 'POST',
  url: `${BASE}/sobjects/${object}`,
  referenceId,
  body,
})
const count = async (where: string) => {
  const { body } = await org.call('GET', `/query?q=${encodeURIComponent(`SELECT COUNT() FROM Account WHERE ${where}`)}`)
  return (body as { totalSize: number }).totalSize
}

test('a batch runs each request on its own and tells whether any failed', async () => {
  const { body } = await org.call('POST', '/composite/batch', {
    batchRequests: [
      { method: 'POST', url: 'v62.0/sobjects/Account', richInput: { Name: 'Batch' } },
      { method: 'POST', url: '/v62.0/sobjects/Account', richInput: {} },
      { method: 'GET', url: `${BASE}/query?q=SELECT+Name+FROM+Account` },
      { method: 'GET', url: 'v62.0/nothing' },
    ],
  })
  expect(body).toMatchObject({
    hasErrors: true,
    results: [
      { statusCode: 201, result: { success: true } },
      { statusCode: 400, result: [{ errorCode: 'REQUIRED_FIELD_MISSING' }] },
      { statusCode: 200, result: { totalSize: 1 } },
      { statusCode: 404, result: [{ errorCode: 'NOT_FOUND' }] },
    ],
  })
  const { id } = (body as { results: { result: { id: string } }[] }).results[0]!.result
  const changed = await org.call('POST', '/composite/batch', {
    batchRequests: [{ method: 'PATCH', url: `v62.0/sobjects/Account/${id}`, richInput: { Site: 'Berlin' } }],
  })
  expect(changed.body).toEqual({ hasErrors: false, results: [{ statusCode: 204, result: null }] })
})

test('a batch that halts on errors leaves the rest undone', async () => {
  const { body } = await org.call('POST', '/composite/batch', {
    haltOnError: true,
    batchRequests: [
      { method: 'GET', url: 'v62.0/sobjects/Nothing' },
      { method: 'POST', url: 'v62.0/sobjects/Account', richInput: { Name: 'Halted' } },
    ],
  })
  expect(body).toMatchObject({
    hasErrors: true,
    results: [{ statusCode: 404 }, { statusCode: 412, result: [{ errorCode: 'BATCH_PROCESSING_HALTED' }] }],
  })
  expect(await count(`Name = 'Halted'`)).toBe(0)
})

test('a batch has at most 25 requests, and each counts as a call', async () => {
  const request = { method: 'GET', url: 'v62.0/limits' }
  const many = await org.call('POST', '/composite/batch', { batchRequests: Array.from({ length: 26 }, () => request) })
  expect([many.status, many.body]).toMatchObject([400, [{ errorCode: 'LIMIT_EXCEEDED' }]])
  const used = (headers: Headers) => Number(/api-usage=(\d+)/.exec(headers.get('sforce-limit-info') ?? '')?.[1])
  const before = used(many.headers)
  const { headers } = await org.call('POST', '/composite/batch', { batchRequests: [request, request, request] })
  expect(used(headers) - before).toBe(3)
})

test('a graph that fails is undone, the others stay', async () => {
  const { status, body } = await org.call('POST', '/composite/graph', {
    graphs: [
      {
        graphId: 'good',
        compositeRequest: [create('a', 'Account', { Name: 'Good' }), create('c', 'Contact', { LastName: 'C', AccountId: '@{a.id}' })],
      },
      { graphId: 'bad', compositeRequest: [create('a', 'Account', { Name: 'Bad' }), create('c', 'Contact', { AccountId: '@{a.id}' })] },
    ],
  })
  const { graphs } = body as Graphs
  expect(status).toBe(200)
  expect(graphs.map(({ graphId, isSuccessful }) => [graphId, isSuccessful])).toEqual([
    ['good', true],
    ['bad', false],
  ])
  expect(
    graphs[1]!.graphResponse.compositeResponse.map((each) => [each.httpStatusCode, (each.body as { errorCode: string }[])[0]?.errorCode]),
  ).toEqual([
    [400, 'PROCESSING_HALTED'],
    [400, 'REQUIRED_FIELD_MISSING'],
  ])
  expect([await count(`Name = 'Good'`), await count(`Name = 'Bad'`)]).toEqual([1, 0])
})

test('after fourteen failed graphs the rest is not tried, and there are limits to their number', async () => {
  const graph = (index: number, name: string | null) => ({
    graphId: `g${index}`,
    compositeRequest: [create('a', 'Account', { Name: name })],
  })
  const failing = await org.call('POST', '/composite/graph', {
    graphs: [...Array.from({ length: 14 }, (_, index) => graph(index, null)), graph(14, 'Never')],
  })
  expect((failing.body as Graphs).graphs.filter(({ isSuccessful }) => isSuccessful)).toEqual([])
  expect(await count(`Name = 'Never'`)).toBe(0)
  const many = await org.call('POST', '/composite/graph', { graphs: Array.from({ length: 76 }, (_, index) => graph(index, 'x')) })
  expect([many.status, many.body]).toMatchObject([400, [{ errorCode: 'LIMIT_EXCEEDED' }]])
})

test('a tree inside a composite is created with it and undone with it', async () => {
  const tree = (referenceId: string, records: unknown[]) => ({
    method: 'POST',
    url: `${BASE}/composite/tree/Account`,
    referenceId,
    body: { records },
  })
  const record = (Name: string | undefined) => ({ attributes: { type: 'Account', referenceId: 'r' }, Name })
  const good = await org.call('POST', '/composite', {
    compositeRequest: [
      tree('t', [record('Tree')]),
      { method: 'GET', url: `${BASE}/sobjects/Account/@{t.results[0].id}?fields=Name`, referenceId: 'read' },
    ],
  })
  expect(good.body).toMatchObject({ compositeResponse: [{ httpStatusCode: 201, body: { hasErrors: false } }, { body: { Name: 'Tree' } }] })
  await org.call('POST', '/composite', {
    allOrNone: true,
    compositeRequest: [tree('t', [record('Felled')]), tree('u', [record(undefined)])],
  })
  expect(await count(`Name = 'Felled'`)).toBe(0)
})

test('accounts have entity tags that reads and writes can insist on', async () => {
  const { body } = await org.call('POST', '/sobjects/Account', { Name: 'Tagged' })
  const path = `/sobjects/Account/${(body as { id: string }).id}`
  const tag = (await org.call('GET', path)).headers.get('etag') ?? ''
  expect((await org.call('GET', path, undefined, { 'if-none-match': tag })).status).toBe(304)
  expect((await org.call('PATCH', path, { Site: 'A' }, { 'if-match': tag })).status).toBe(204)
  expect((await org.call('PATCH', path, { Site: 'B' }, { 'if-match': tag })).status).toBe(412)
})
