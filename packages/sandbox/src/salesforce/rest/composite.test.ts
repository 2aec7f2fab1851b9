/** Composite requests: references, headers, halting, limits. */
import { Connection } from 'jsforce'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startOrg, type TestOrg } from '../testing/start-org'

type Sub = { method: string; url: string; referenceId: string; body?: unknown; httpHeaders?: Record<string, string> }
type Result = { body: unknown; httpStatusCode: number; referenceId: string; httpHeaders: Record<string, string> }

const BASE = '/services/data/v62.0'
let org: TestOrg
let client: Connection

beforeAll(async () => {
  org = await startOrg()
  client = new Connection(org.settings)
})
afterAll(() => org.close())

async function send(compositeRequest: Sub[], allOrNone = false, headers: Record<string, string> = {}): Promise<Result[]> {
  const { status, body } = await org.call('POST', '/composite', { allOrNone, compositeRequest }, headers)
  expect(status).toBe(200)
  return (body as { compositeResponse: Result[] }).compositeResponse
}

const create = (referenceId: string, object: string, body: unknown): Sub => ({
  method: 'POST',
  url: `${BASE}/sobjects/${object}`,
  referenceId,
  body,
})

test('a later subrequest uses what an earlier one answered, in its body and its address', async () => {
  const results = await send([
    create('acme', 'Account', { Name: 'Acme' }),
    create('doe', 'Contact', { LastName: 'Doe', AccountId: '@{acme.id}' }),
    { method: 'GET', url: `${BASE}/sobjects/Contact/@{doe.id}?fields=AccountId`, referenceId: 'read' },
    { method: 'GET', url: `${BASE}/query?q=${encodeURIComponent('SELECT Id FROM Contact')}`, referenceId: 'all' },
    { method: 'GET', url: `${BASE}/sobjects/Contact/@{all.records[0].Id}?fields=LastName`, referenceId: 'first' },
  ])
  const account = (results[0]!.body as { id: string }).id
  expect(results.map((result) => result.httpStatusCode)).toEqual([201, 201, 200, 200, 200])
  expect(results[0]!.httpHeaders).toEqual({ Location: `${BASE}/sobjects/Account/${account}` })
  expect(results[2]!.body).toMatchObject({ AccountId: account })
  expect(results[4]!.body).toMatchObject({ LastName: 'Doe' })
})

test('what depends on a failure is halted, the rest goes on, and the outer answer is 200', async () => {
  const results = await send([
    create('bad', 'Account', {}),
    create('child', 'Contact', { LastName: 'Doe', AccountId: '@{bad.id}' }),
    create('free', 'Contact', { LastName: 'Free' }),
  ])
  expect(results.map((result) => [result.httpStatusCode, (result.body as { errorCode?: string }[])[0]?.errorCode])).toEqual([
    [400, 'REQUIRED_FIELD_MISSING'],
    [400, 'PROCESSING_HALTED'],
    [201, undefined],
  ])
})

test('all or none undoes everything and says so in every other subrequest', async () => {
  const results = await send([create('good', 'Account', { Name: 'Rolled back' }), create('bad', 'Account', {})], true)
  expect(results.map((result) => (result.body as { errorCode: string }[])[0]?.errorCode)).toEqual([
    'PROCESSING_HALTED',
    'REQUIRED_FIELD_MISSING',
  ])
  expect((await client.query("SELECT Id FROM Account WHERE Name = 'Rolled back'")).totalSize).toBe(0)
})

test('an outer all or none overrides the inner one, whose rows still look successful', async () => {
  const records = [
    { attributes: { type: 'Account' }, Name: 'Inner' },
    { attributes: { type: 'Account' }, Name: 'x'.repeat(256) },
  ]
  const results = await send(
    [{ method: 'POST', url: `${BASE}/composite/sobjects`, referenceId: 'many', body: { allOrNone: false, records } }],
    true,
  )
  expect(results[0]).toMatchObject({ httpStatusCode: 200, body: [{ success: true }, { success: false }] })
  expect((await client.query("SELECT Id FROM Account WHERE Name = 'Inner'")).totalSize).toBe(0)
})

test('subrequests inherit no header but Accept, Authorization and Content-Type', async () => {
  const headers = { 'Sforce-Call-Options': 'client=outer' }
  const own = { ...create('own', 'Account', { Name: 'Own' }), httpHeaders: { 'Sforce-Call-Options': 'client=inner' } }
  await send([create('none', 'Account', { Name: 'None' }), own], false, headers)
  const writers = org.world.commits.list().filter((commit) => commit.field === 'Name' && ['None', 'Own'].includes(String(commit.to)))
  expect(writers.map((commit) => [commit.to, commit.by])).toEqual([
    ['None', 'api'],
    ['Own', 'api:inner'],
  ])
})

test('each guarded update stands or falls by its own If-Unmodified-Since', async () => {
  const made = await client.sobject('Account').create([{ Name: 'A' }, { Name: 'B' }])
  const guard = (at: string) => ({ 'If-Unmodified-Since': at })
  const patch = (index: number, at: string): Sub => ({
    method: 'PATCH',
    url: `${BASE}/sobjects/Account/${made[index]!.id}`,
    referenceId: `row${index}`,
    body: { Name: 'Changed' },
    httpHeaders: guard(at),
  })
  const results = await send([patch(0, 'Wed, 01 Jan 2020 00:00:00 GMT'), patch(1, 'Tue, 01 Jan 2999 00:00:00 GMT')])
  expect(results.map((result) => [result.httpStatusCode, result.body === null])).toEqual([
    [412, false],
    [204, true],
  ])
})

test('a twenty-sixth subrequest and a sixth large one refuse the whole call', async () => {
  const many = Array.from({ length: 26 }, (_, index) => create(`r${index}`, 'Account', { Name: 'x' }))
  expect((await org.call('POST', '/composite', { compositeRequest: many })).status).toBe(400)
  const queries = Array.from({ length: 6 }, (_, index) => ({
    method: 'GET',
    url: `${BASE}/query?q=SELECT+Id+FROM+Account`,
    referenceId: `q${index}`,
  }))
  expect((await org.call('POST', '/composite', { compositeRequest: queries })).status).toBe(400)
  expect((await send(queries.slice(1))).map((result) => result.httpStatusCode)).toEqual([200, 200, 200, 200, 200])
})

test('one composite is one call of the quota', async () => {
  const used = async () => Number(/=(\d+)/.exec((await org.call('GET', '/limits')).headers.get('sforce-limit-info') ?? '')?.[1])
  const before = await used()
  await send([create('a', 'Account', { Name: 'a' }), create('b', 'Account', { Name: 'b' })])
  expect((await used()) - before).toBe(2)
})
