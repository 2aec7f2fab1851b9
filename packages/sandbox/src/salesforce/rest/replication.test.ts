/** `updated` and `deleted`, and transactions that commit late. */
import { Connection } from 'jsforce'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startOrg, type TestOrg } from '../testing/start-org'

const START = Date.parse('2026-05-20T10:00:00Z')
const LEAD = { LastName: 'Doe', Company: 'Acme' }
let org: TestOrg
let client: Connection

beforeEach(async () => {
  org = await startOrg({ objects: { Lead: { fields: [{ name: 'Key__c', type: 'string', length: 80, externalId: true, unique: true }] } } })
  client = new Connection(org.settings)
  org.world.clock.freeze(true)
  org.world.clock.set(START)
})
afterEach(() => org.close())

const at = (minutes: number) => new Date(START + minutes * 60_000).toISOString()

test('updated and deleted list ids of their stretch of time', async () => {
  const kept = await client.sobject('Lead').create(LEAD)
  const gone = await client.sobject('Lead').create(LEAD)
  org.world.clock.advance(120_000)
  await client.sobject('Lead').destroy(gone.id!)
  org.world.clock.advance(60_000)
  expect(await client.sobject('Lead').updated(at(0), at(3))).toEqual({ ids: [kept.id], latestDateCovered: '2026-05-20T10:03:00.000+0000' })
  expect(await client.sobject('Lead').deleted(at(0), at(3))).toMatchObject({
    deletedRecords: [{ id: gone.id, deletedDate: '2026-05-20T10:02:00.000+0000' }],
    latestDateCovered: '2026-05-20T10:03:00.000+0000',
  })
  expect(await client.sobject('Lead').updated(at(1), at(3))).toMatchObject({ ids: [] })
})

test('a stretch that is backwards or too old is refused', async () => {
  await expect(client.sobject('Lead').updated(at(3), at(3))).rejects.toMatchObject({ errorCode: 'INVALID_REPLICATION_DATE' })
  await expect(client.sobject('Lead').updated(at(-31 * 1440), at(0))).rejects.toMatchObject({ errorCode: 'INVALID_REPLICATION_DATE' })
  await expect(client.sobject('Lead').deleted(at(-16 * 1440), at(0))).rejects.toMatchObject({ errorCode: 'INVALID_REPLICATION_DATE' })
})

test('a late transaction is stamped at once, shows later, and holds latestDateCovered at its start', async () => {
  const stamped = org.system.edit({ object: 'Lead', values: LEAD, by: 'late Lucy', late: 90_000 })
  org.world.clock.advance(60_000)
  const soql = 'SELECT Id, SystemModstamp FROM Lead'
  expect((await client.query(soql)).totalSize).toBe(0)
  expect(await client.sobject('Lead').updated(at(-1), at(1))).toEqual({ ids: [], latestDateCovered: '2026-05-20T10:00:00.000+0000' })
  expect(org.world.commits.list()).toEqual([])
  org.world.clock.advance(60_000)
  expect((await client.query(soql)).records).toMatchObject([{ Id: stamped.id, SystemModstamp: '2026-05-20T10:00:00.000+0000' }])
  expect(await client.sobject('Lead').updated(at(-1), at(2))).toEqual({
    ids: [stamped.id],
    latestDateCovered: '2026-05-20T10:02:00.000+0000',
  })
  expect(org.world.commits.list().map((commit) => [commit.field, commit.to, commit.by])).toContainEqual(['LastName', 'Doe', 'late Lucy'])
})

test('a row that a late transaction changes is locked to others until it commits', async () => {
  const { id } = await client.sobject('Lead').create(LEAD)
  org.world.faults.add([{ match: 'PATCH', kind: 'late-commit', times: 1, delay: 30_000 }])
  expect(await client.sobject('Lead').update({ Id: id!, Title: 'late' })).toMatchObject({ success: true })
  expect((await client.sobject('Lead').retrieve(id!))['Title']).toBe(null)
  await expect(client.sobject('Lead').update({ Id: id!, Title: 'other' })).rejects.toMatchObject({ errorCode: 'UNABLE_TO_LOCK_ROW' })
  org.world.clock.advance(30_000)
  expect((await client.sobject('Lead').retrieve(id!))['Title']).toBe('late')
  expect(await client.sobject('Lead').update({ Id: id!, Title: 'other' })).toMatchObject({ success: true })
})

test('a unique value of a late transaction is taken before it can be seen', async () => {
  org.world.faults.add([{ match: 'POST', kind: 'late-commit', times: 1, delay: 30_000 }])
  const first = await client.sobject('Lead').create({ ...LEAD, Key__c: 'k' })
  const again = () => client.sobject('Lead').create({ ...LEAD, Key__c: 'K' })
  await expect(again()).rejects.toMatchObject({ errorCode: 'UNABLE_TO_LOCK_ROW' })
  org.world.clock.advance(30_000)
  await expect(again()).rejects.toMatchObject({
    errorCode: 'DUPLICATE_VALUE',
    message: `duplicate value found: Key__c duplicates value on record with id: ${first.id!.slice(0, 15)}`,
  })
})

test('a subrequest of a composite can be late or locked on its own', async () => {
  const made = await client.sobject('Lead').create(LEAD)
  org.world.faults.add([
    { match: 'POST /services/data/v62.0/sobjects/Lead', kind: 'late-commit', times: 1, delay: 60_000 },
    { match: 'PATCH /services/data/v62.0/sobjects/Lead', kind: 'lock', times: 1 },
  ])
  const base = '/services/data/v62.0/sobjects/Lead'
  const compositeRequest = [
    { method: 'POST', url: base, referenceId: 'late', body: LEAD },
    { method: 'PATCH', url: `${base}/${made.id}`, referenceId: 'locked', body: { Title: 'x' } },
  ]
  const { body } = await org.call('POST', '/composite', { compositeRequest })
  expect((body as { compositeResponse: { httpStatusCode: number }[] }).compositeResponse.map((each) => each.httpStatusCode)).toEqual([
    201, 400,
  ])
  expect((await client.query('SELECT Id FROM Lead')).totalSize).toBe(1)
  org.world.clock.advance(60_000)
  expect((await client.query('SELECT Id FROM Lead')).totalSize).toBe(2)
})
