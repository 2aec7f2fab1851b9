/** Search over HTTP: operators, limits, shifting pages, index lag. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { NOON, type RunningHubspot, seedOf, startHubspot } from '../testing/start-hubspot'

let hubspot: RunningHubspot

const SEED = seedOf(
  {
    contacts: [
      {
        id: '1',
        at: '2026-10-01T08:00:00.100Z',
        values: {
          email: 'ada@example.com',
          firstname: 'Ada',
          lastname: 'Lovelace',
          lifecyclestage: 'lead',
          visits: '5',
          hs_buying_role: 'CHAMPION;OTHER',
        },
        links: { companies: ['900'] },
      },
      {
        id: '2',
        at: '2026-10-02T08:00:00Z',
        values: { email: 'bob@example.org', firstname: 'Bob', lifecyclestage: 'customer', visits: '12' },
      },
      { id: '3', at: '2026-10-03T08:00:00Z', values: { firstname: 'ada', phone: '+1 555 0100', closedate: '2026-09-01T00:00:00Z' } },
      { id: '4', at: '2026-10-04T08:00:00Z', values: { firstname: 'Gone' }, archived: true },
    ],
    companies: [{ id: '900', values: { name: 'Acme' } }],
  },
  { properties: { contacts: [{ name: 'visits', label: 'Visits', type: 'number' }] } },
)

beforeEach(async () => {
  hubspot = await startHubspot(SEED)
})

afterEach(() => hubspot.close())

const post = (body: Record<string, unknown>) => hubspot.call('POST', '/crm/v3/objects/contacts/search', body)
const found = async (...filters: Record<string, unknown>[]) => idsOf(await post({ filterGroups: [{ filters }] }))
const idsOf = ({ status, body }: { status: number; body: Record<string, unknown> }) =>
  status === 200 ? (body['results'] as { id: string }[]).map((each) => each.id) : status

describe('operators', () => {
  test.each<[string, Record<string, unknown>, string[]]>([
    ['text without regard to case', { propertyName: 'firstname', operator: 'EQ', value: 'ADA' }, ['1', '3']],
    ['not equal leaves out records without the value', { propertyName: 'lifecyclestage', operator: 'NEQ', value: 'lead' }, ['2']],
    ['options exactly', { propertyName: 'lifecyclestage', operator: 'EQ', value: 'Lead' }, []],
    ['one of several chosen options', { propertyName: 'hs_buying_role', operator: 'EQ', value: 'OTHER' }, ['1']],
    ['IN with lower-case text', { propertyName: 'firstname', operator: 'IN', values: ['ada', 'bob'] }, ['1', '2', '3']],
    ['IN with upper-case text finds nothing', { propertyName: 'firstname', operator: 'IN', values: ['Ada'] }, []],
    ['NOT_IN keeps records without the value', { propertyName: 'lifecyclestage', operator: 'NOT_IN', values: ['lead'] }, ['2', '3']],
    ['numbers by size', { propertyName: 'visits', operator: 'GT', value: '5' }, ['2']],
    ['numbers from and with', { propertyName: 'visits', operator: 'GTE', value: '5' }, ['1', '2']],
    ['numbers between', { propertyName: 'visits', operator: 'BETWEEN', value: '4', highValue: '6' }, ['1']],
    ['instants as milliseconds', { propertyName: 'closedate', operator: 'LT', value: '1788220800001' }, ['3']],
    ['instants as ISO text', { propertyName: 'lastmodifieddate', operator: 'LTE', value: '2026-10-02T08:00:00Z' }, ['1', '2']],
    [
      'a stamp of one millisecond',
      { propertyName: 'lastmodifieddate', operator: 'EQ', value: String(Date.parse('2026-10-01T08:00:00.100Z')) },
      ['1'],
    ],
    ['ids by size', { propertyName: 'hs_object_id', operator: 'GT', value: '1' }, ['2', '3']],
    ['known', { propertyName: 'email', operator: 'HAS_PROPERTY' }, ['1', '2']],
    ['unknown', { propertyName: 'email', operator: 'NOT_HAS_PROPERTY' }, ['3']],
    ['a word of a text', { propertyName: 'email', operator: 'CONTAINS_TOKEN', value: 'example' }, ['1', '2']],
    ['a pattern', { propertyName: 'email', operator: 'CONTAINS_TOKEN', value: '*@example.org' }, ['2']],
    ['without a word', { propertyName: 'email', operator: 'NOT_CONTAINS_TOKEN', value: 'org' }, ['1', '3']],
    ['associated with', { propertyName: 'associations.company', operator: 'EQ', value: '900' }, ['1']],
    ['associated with none', { propertyName: 'associations.company', operator: 'NOT_HAS_PROPERTY' }, ['2', '3']],
  ])('%s', async (_, filter, ids) => {
    expect(await found(filter)).toEqual(ids)
  })

  test('groups are alternatives, filters within one hold together', async () => {
    const reply = await post({
      filterGroups: [
        {
          filters: [
            { propertyName: 'firstname', operator: 'EQ', value: 'ada' },
            { propertyName: 'email', operator: 'HAS_PROPERTY' },
          ],
        },
        { filters: [{ propertyName: 'lifecyclestage', operator: 'EQ', value: 'customer' }] },
      ],
    })
    expect(idsOf(reply)).toEqual(['1', '2'])
  })

  test('free text finds the beginnings of words', async () => {
    expect(idsOf(await post({ query: 'love' }))).toEqual(['1'])
    expect(idsOf(await post({ query: '555 ada' }))).toEqual(['3'])
  })
})

describe('what a reply holds', () => {
  test('the total, the properties asked for with the usual three, and no headers about limits', async () => {
    const { status, body, headers } = await post({
      properties: ['email', 'nope'],
      limit: 1,
      sorts: [{ propertyName: 'email', direction: 'DESCENDING' }],
    })
    expect(status).toBe(200)
    expect(body).toEqual({
      total: 3,
      results: [
        {
          id: '2',
          properties: {
            email: 'bob@example.org',
            hs_object_id: '2',
            createdate: '2026-10-02T08:00:00Z',
            lastmodifieddate: '2026-10-02T08:00:00Z',
          },
          createdAt: '2026-10-02T08:00:00.000Z',
          updatedAt: '2026-10-02T08:00:00.000Z',
          archived: false,
        },
      ],
      paging: { next: { after: '1' } },
    })
    expect([...headers.keys()].filter((name) => name.startsWith('x-hubspot'))).toEqual([])
  })

  test('archived and merged records never appear', async () => {
    await hubspot.call('POST', '/crm/v3/objects/contacts/merge', { primaryObjectId: '1', objectIdToMerge: '2' })
    expect(idsOf(await post({ sorts: [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }] }))).toEqual(['3', '5'])
  })

  test('a record that is edited between two pages leaves its place and shifts the rest', async () => {
    const window = {
      filterGroups: [{ filters: [{ propertyName: 'lastmodifieddate', operator: 'LTE', value: String(NOON) }] }],
      sorts: [{ propertyName: 'lastmodifieddate', direction: 'ASCENDING' }],
      limit: 1,
    }
    hubspot.world.clock.advance(1_000)
    expect(idsOf(await post(window))).toEqual(['1'])
    await hubspot.call('PATCH', '/crm/v3/objects/contacts/1', { properties: { firstname: 'Edited' } })
    const second = await post({ ...window, after: '1' })
    expect([idsOf(second), second.body['total']]).toEqual([['3'], 2])
  })
})

describe('limits', () => {
  test.each<[string, Record<string, unknown>]>([
    ['a page over 200', { limit: 201 }],
    ['an unknown operator', { filterGroups: [{ filters: [{ propertyName: 'email', operator: 'LIKE', value: 'x' }] }] }],
    ['an unknown property', { filterGroups: [{ filters: [{ propertyName: 'nope', operator: 'EQ', value: 'x' }] }] }],
    ['a sort by an unknown property', { sorts: [{ propertyName: 'nope' }] }],
    ['two sorts', { sorts: [{ propertyName: 'email' }, { propertyName: 'firstname' }] }],
    ['six groups', { filterGroups: Array.from({ length: 6 }, () => ({ filters: [{ propertyName: 'email', operator: 'HAS_PROPERTY' }] })) }],
    [
      'seven filters in a group',
      { filterGroups: [{ filters: Array.from({ length: 7 }, () => ({ propertyName: 'email', operator: 'HAS_PROPERTY' })) }] },
    ],
    [
      'nineteen filters',
      {
        filterGroups: [6, 6, 5, 2].map((length) => ({
          filters: Array.from({ length }, () => ({ propertyName: 'email', operator: 'HAS_PROPERTY' })),
        })),
      },
    ],
    ['a body over 3,000 characters', { properties: Array.from({ length: 300 }, (_, index) => `property_${index}`) }],
    ['a page past 10,000', { limit: 200, after: '9801' }],
    ['a token that is no number', { after: 'next' }],
    ['a number that is none', { filterGroups: [{ filters: [{ propertyName: 'visits', operator: 'GT', value: 'many' }] }] }],
    ['IN without values', { filterGroups: [{ filters: [{ propertyName: 'email', operator: 'IN', value: 'x' }] }] }],
    ['EQ without a value', { filterGroups: [{ filters: [{ propertyName: 'email', operator: 'EQ' }] }] }],
  ])('%s is a 400', async (_, body) => {
    const reply = await post(body)
    expect([reply.status, reply.body['category']]).toEqual([400, 'VALIDATION_ERROR'])
  })

  test('the last page before 10,000 is allowed', async () => {
    expect((await post({ limit: 200, after: '9800' })).status).toBe(200)
  })

  test('the sixth search within a second is refused by the policy SECONDLY', async () => {
    for (let index = 0; index < 5; index += 1) {
      expect((await post({})).status).toBe(200)
    }
    const refused = await post({})
    expect(refused.status).toBe(429)
    expect(refused.body).toMatchObject({
      status: 'error',
      message: 'You have reached your secondly limit.',
      errorType: 'RATE_LIMIT',
      policyName: 'SECONDLY',
    })
    hubspot.world.clock.advance(1_000)
    expect((await post({})).status).toBe(200)
  })
})

describe('index lag', () => {
  const everyId = async () => {
    hubspot.world.clock.advance(1_000)
    return idsOf(await post({ properties: ['firstname'], sorts: [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }] }))
  }

  test('creates, edits and deletes show only after the lag, in the order they were made', async () => {
    hubspot.world.configure({ indexLag: '10s' })
    await hubspot.call('POST', '/crm/v3/objects/contacts', { properties: { firstname: 'New' } })
    await hubspot.call('DELETE', '/crm/v3/objects/contacts/2')
    await hubspot.call('PATCH', '/crm/v3/objects/contacts/3', { properties: { firstname: 'Edited' } })
    expect(await everyId()).toEqual(['1', '2', '3'])
    expect(await found({ propertyName: 'firstname', operator: 'EQ', value: 'Edited' })).toEqual([])
    expect(await found({ propertyName: 'lastmodifieddate', operator: 'GTE', value: String(NOON) })).toEqual([])
    expect(await found({ propertyName: 'lastmodifieddate', operator: 'EQ', value: String(Date.parse('2026-10-03T08:00:00Z')) })).toEqual([
      '3',
    ])
    hubspot.world.clock.advance(9_000)
    expect(await everyId()).toEqual(['1', '3', '5'])
    expect(await found({ propertyName: 'firstname', operator: 'EQ', value: 'Edited' })).toEqual(['3'])
  })

  test('a read by id does not lag', async () => {
    hubspot.world.configure({ indexLag: '10s' })
    await hubspot.call('PATCH', '/crm/v3/objects/contacts/3', { properties: { firstname: 'Edited' } })
    expect((await hubspot.call('GET', '/crm/v3/objects/contacts/3')).body['properties']).toMatchObject({ firstname: 'Edited' })
  })

  test('a write hit by late-commit is stamped now and shows late', async () => {
    hubspot.world.faults.add([{ system: 'hubspot', match: 'PATCH', kind: 'late-commit', delay: 30_000, times: 1 }])
    await hubspot.call('PATCH', '/crm/v3/objects/contacts/3', { properties: { firstname: 'Late' } })
    const late = { propertyName: 'lastmodifieddate', operator: 'GTE', value: String(NOON) }
    expect(await found(late)).toEqual([])
    hubspot.world.clock.advance(29_999)
    expect(await found(late)).toEqual([])
    hubspot.world.clock.advance(1)
    expect(await found(late)).toEqual(['3'])
  })
})
