/** Merges over HTTP: new id, aliases, values, history. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type RunningHubspot, seedOf, startHubspot } from '../testing/start-hubspot'

let hubspot: RunningHubspot

beforeEach(async () => {
  hubspot = await startHubspot(
    seedOf(
      {
        contacts: [
          {
            id: '1',
            at: '2026-10-01T08:00:00Z',
            values: { email: 'ada@example.com', firstname: 'Ada', lifecyclestage: 'lead' },
            links: { companies: ['900'] },
          },
          {
            id: '2',
            at: '2026-09-01T08:00:00Z',
            values: { email: 'ada@old.example', firstname: 'A.', phone: '1', lifecyclestage: 'customer' },
            links: { companies: ['901'], list: ['8'] },
          },
          { id: '3', at: '2026-09-02T08:00:00Z', values: { email: 'third@example.com' } },
        ],
        companies: [
          { id: '900', values: { name: 'Acme' } },
          { id: '901', values: { name: 'Beta' } },
        ],
      },
      { lists: [{ id: '8', name: 'By hand', objectTypeId: '0-1', processingType: 'MANUAL' }] },
    ),
  )
})

afterEach(() => hubspot.close())

const merge = (primaryObjectId: string, objectIdToMerge: string) =>
  hubspot.call('POST', '/crm/v3/objects/contacts/merge', { primaryObjectId, objectIdToMerge })
const NAMES = 'email,firstname,phone,lifecyclestage,hs_additional_emails,hs_merged_object_ids'

test('a merge makes a new record; the primary’s values win and the gaps are filled', async () => {
  const merged = await merge('1', '2')
  expect([merged.status, merged.body['id']]).toEqual([200, '4'])
  const { body } = await hubspot.call('GET', `/crm/v3/objects/contacts/4?properties=${NAMES}`)
  expect(body).toMatchObject({
    properties: {
      email: 'ada@example.com',
      firstname: 'Ada',
      phone: '1',
      lifecyclestage: 'customer',
      hs_additional_emails: 'ada@old.example',
      hs_merged_object_ids: '1;2',
      createdate: '2026-09-01T08:00:00Z',
      lastmodifieddate: '2026-11-01T12:00:00Z',
    },
  })
})

test('both old ids lead to the new record, by single and batch read and by write', async () => {
  await merge('1', '2')
  for (const id of ['1', '2']) {
    expect((await hubspot.call('GET', `/crm/v3/objects/contacts/${id}`)).body['id']).toBe('4')
  }
  const batch = await hubspot.call('POST', '/crm/v3/objects/contacts/batch/read', {
    inputs: [{ id: '1' }, { id: '2' }, { id: '4' }, { id: '3' }],
  })
  expect([batch.status, (batch.body['results'] as { id: string }[]).map(({ id }) => id)]).toEqual([200, ['4', '3']])
  const written = await hubspot.call('PATCH', '/crm/v3/objects/contacts/2', { properties: { firstname: 'Augusta' } })
  expect(written.body['id']).toBe('4')
})

test('merged-away records are neither listed nor archived', async () => {
  await merge('1', '2')
  const live = await hubspot.call('GET', '/crm/v3/objects/contacts')
  expect((live.body['results'] as { id: string }[]).map(({ id }) => id)).toEqual(['3', '4'])
  expect((await hubspot.call('GET', '/crm/v3/objects/contacts?archived=true')).body['results']).toEqual([])
})

test('a chain of merges leads to the last record and keeps every old id', async () => {
  await merge('1', '2')
  await merge('3', '2')
  const { body } = await hubspot.call('GET', `/crm/v3/objects/contacts/1?properties=${NAMES}`)
  expect([body['id'], (body['properties'] as Record<string, unknown>)['hs_merged_object_ids']]).toEqual(['5', '1;2;3;4'])
})

test('both emails stay taken, both find the new record', async () => {
  await merge('1', '2')
  const clash = await hubspot.call('POST', '/crm/v3/objects/contacts', { properties: { email: 'ada@old.example' } })
  expect(clash.body['message']).toBe('Contact already exists. Existing ID: 4')
})

test('associations and static list memberships move along, with one primary company', async () => {
  await merge('1', '2')
  const { body } = await hubspot.call('GET', '/crm/v4/objects/contacts/4/associations/companies')
  expect(
    (body['results'] as { toObjectId: string; associationTypes: { typeId: number }[] }[]).map((each) => [
      each.toObjectId,
      each.associationTypes.map(({ typeId }) => typeId),
    ]),
  ).toEqual([
    ['900', [1, 279]],
    ['901', [279]],
  ])
  const list = await hubspot.call('GET', '/crm/v3/lists/8/memberships')
  expect((list.body['results'] as { recordId: string }[]).map(({ recordId }) => recordId)).toEqual(['4'])
})

test('the history tells both pasts, the present value first', async () => {
  await merge('1', '2')
  const { body } = await hubspot.call('GET', '/crm/v3/objects/contacts/4?propertiesWithHistory=firstname')
  const history = (body['propertiesWithHistory'] as { firstname: { value: string; timestamp: string; sourceType: string }[] }).firstname
  expect(history.map(({ value, timestamp, sourceType }) => [value, timestamp, sourceType])).toEqual([
    ['Ada', '2026-11-01T12:00:00Z', 'MERGE_OBJECTS'],
    ['Ada', '2026-10-01T08:00:00Z', 'IMPORT'],
    ['A.', '2026-09-01T08:00:00Z', 'IMPORT'],
  ])
})

test('people merge through the control API, several losers in turn', () => {
  expect(hubspot.system.merge({ object: 'contact', winner: '1', losers: ['2', '3'], by: 'ann' })).toEqual({ id: '5' })
})

test('a record cannot be merged with itself or with one that is not there', async () => {
  expect((await merge('1', '1')).status).toBe(400)
  expect((await merge('1', '99')).status).toBe(404)
})

test('a record made of 250 takes no further one', async () => {
  const ids = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1_000)).join(';')
  const seeded = (count: number) => seedOf({ contacts: [{ id: '1', values: { hs_merged_object_ids: ids(count) } }, { id: '2' }] })
  hubspot.system.load(seeded(248))
  expect((await merge('1', '2')).status).toBe(200)
  hubspot.system.load(seeded(249))
  expect(await merge('1', '2')).toMatchObject({ status: 400, body: { category: 'VALIDATION_ERROR' } })
  expect((await hubspot.call('GET', '/crm/v3/objects/contacts/2')).body['id']).toBe('2')
})
