/** Seeds: what loads, and how mistakes are named. */
import { afterEach, expect, test } from 'vitest'
import { SeedError, type SystemSeed } from '../../world/seed'
import { World } from '../../world/world'
import { createHubspot } from '../hubspot'
import { type RunningHubspot, seedOf, startHubspot } from '../testing/start-hubspot'

let hubspot: RunningHubspot | undefined

afterEach(() => hubspot?.close())

function refusal(seed: SystemSeed): string {
  try {
    createHubspot(new World()).load(seed)
  } catch (error) {
    if (error instanceof SeedError) {
      return error.message
    }
    throw error
  }
  return 'loaded'
}

test.each<[string, SystemSeed, string]>([
  ['an unknown object', seedOf({ cars: [{ id: '1' }] }), 'cars.jsonl:1: HubSpot has no object `cars` here'],
  ['an id that is no number', seedOf({ contacts: [{ id: 'x' }] }), "contacts.jsonl:1: id `x` is not a number, as HubSpot's ids are"],
  ['an unknown property', seedOf({ contacts: [{ id: '1', values: { nope: '1' } }] }), 'contacts.jsonl:1: no property `nope` on contacts'],
  [
    'a taken email',
    seedOf({
      contacts: [
        { id: '1', values: { email: 'a@b.example' } },
        { id: '2', values: { email: 'A@B.example' } },
      ],
    }),
    'contacts.jsonl:2: email `a@b.example` belongs to 1 already',
  ],
  [
    'an unreadable time',
    seedOf({ contacts: [{ id: '1', values: { closedate: 'soon' } }] }),
    'contacts.jsonl:1: closedate: soon was not a valid long.',
  ],
  [
    'an association to nobody',
    seedOf({ contacts: [{ id: '1', links: { companies: ['9'] } }], companies: [] }),
    'contacts.jsonl:1: links.companies: nothing to associate with at `9`',
  ],
  [
    'a winner that is not there',
    seedOf({ contacts: [{ id: '1', mergedInto: '9' }] }),
    'contacts.jsonl:1: mergedInto `9` is no record of contacts',
  ],
  [
    'a membership of no list',
    seedOf({ contacts: [{ id: '1', links: { list: ['9'] } }] }),
    'contacts.jsonl:1: links.list: `9` is no static list of contacts',
  ],
  [
    'an unknown part of the schema',
    seedOf({}, { fairies: [] }),
    'schema.json:1: unknown key `fairies`; known: schemas, properties, owners, roles, teams, pipelines, validation, forms, lists',
  ],
  [
    'a property without a type',
    seedOf({}, { properties: { contacts: [{ name: 'region' }] } }),
    'schema.json:1: Some required fields were not set: [type, fieldType]',
  ],
])('%s is named with its place', (_, seed, message) => {
  expect(refusal(seed)).toBe(message)
})

test('a seed holds what a portal really holds: old options, invalid emails, read-only values', async () => {
  hubspot = await startHubspot(
    seedOf({
      contact: [
        {
          id: '5',
          at: '2026-10-01T08:00:00Z',
          values: { email: ' Not An Email ', hs_email_optout: true, hs_lead_status: 'LEGACY', createdate: '2020-02-02T00:00:00Z' },
        },
      ],
    }),
  )
  const { body } = await hubspot.call('GET', '/crm/v3/objects/contacts/5?properties=email,hs_email_optout,hs_lead_status')
  expect(body).toMatchObject({
    properties: { email: 'not an email', hs_email_optout: 'true', hs_lead_status: 'LEGACY' },
    createdAt: '2020-02-02T00:00:00.000Z',
    updatedAt: '2026-10-01T08:00:00.000Z',
  })
})

test('a seeded winner takes the ids of merged records, whatever their order', async () => {
  hubspot = await startHubspot(
    seedOf({
      contacts: [
        { id: '1', values: { email: 'a@b.example' }, mergedInto: '9' },
        { id: '9', values: { email: 'a@b.example' } },
      ],
    }),
  )
  expect((await hubspot.call('GET', '/crm/v3/objects/contacts/1')).body['id']).toBe('9')
})

test('a schema renames, extends and narrows standard properties', async () => {
  hubspot = await startHubspot(
    seedOf(
      {},
      {
        properties: {
          contacts: [
            { name: 'lifecyclestage', options: ['lead', 'won'] },
            { name: 'company_key', type: 'string', hasUniqueValue: true, groupName: 'keys' },
          ],
        },
      },
    ),
  )
  const stage = await hubspot.call('GET', '/crm/v3/properties/contacts/lifecyclestage')
  expect(stage.body).toMatchObject({ label: 'Lifecycle Stage', hubspotDefined: true, options: [{ value: 'lead' }, { value: 'won' }] })
  const key = await hubspot.call('GET', '/crm/v3/properties/contacts/company_key')
  expect(key.body).toMatchObject({
    label: 'company_key',
    fieldType: 'text',
    groupName: 'keys',
    hasUniqueValue: true,
    hubspotDefined: false,
  })
})

test('loading again replaces everything', async () => {
  hubspot = await startHubspot(seedOf({ contacts: [{ id: '1' }] }))
  hubspot.system.load(seedOf({ contacts: [{ id: '2' }] }))
  const { body } = await hubspot.call('GET', '/crm/v3/objects/contacts')
  expect((body['results'] as { id: string }[]).map(({ id }) => id)).toEqual(['2'])
})

test('the dump tells every record with its fate', async () => {
  hubspot = await startHubspot(
    seedOf({
      contacts: [
        { id: '1', at: '2026-10-01T08:00:00Z', values: { firstname: 'Ada' }, links: { companies: ['9'] } },
        { id: '2', at: '2026-10-01T08:00:00Z', archived: true },
        { id: '3', at: '2026-10-01T08:00:00Z', mergedInto: '1' },
      ],
      companies: [{ id: '9', at: '2026-10-01T08:00:00Z' }],
    }),
  )
  const stamps = { createdAt: '2026-10-01T08:00:00.000Z', updatedAt: '2026-10-01T08:00:00.000Z' }
  expect(hubspot.system.dump()).toEqual({
    contacts: [
      { id: '1', values: { firstname: 'Ada', associatedcompanyid: '9' }, ...stamps },
      { id: '2', values: {}, ...stamps, archived: true },
      { id: '3', values: {}, ...stamps, mergedInto: '1' },
    ],
    companies: [{ id: '9', values: {}, ...stamps }],
    deals: [],
    lists: [],
    associations: [
      { from: 'contacts', fromId: '1', to: 'companies', toId: '9', types: [1, 279] },
      { from: 'companies', fromId: '9', to: 'contacts', toId: '1', types: [2, 280] },
    ],
  })
})

test('a person’s refused edit is told in HubSpot’s words', async () => {
  hubspot = await startHubspot(seedOf({ contacts: [{ id: '1', values: { lifecyclestage: 'customer' } }] }))
  const { system } = hubspot
  expect(() => system.edit({ object: 'contact', id: '1', values: { email: 'broken' } })).toThrow(/INVALID_EMAIL/)
  expect(() => system.edit({ object: 'contact', id: '2', values: {} })).toThrow('no contact has the id 2')
  expect(() => system.remove({ object: 'car', id: '2' })).toThrow('HubSpot has no object `car` here')
  // In the user interface a person may take a lifecycle stage back.
  system.edit({ object: 'contact', id: '1', values: { lifecyclestage: 'lead' } })
  system.remove({ object: 'contact', id: '1' })
  expect(system.dump()['contacts']).toMatchObject([{ id: '1', values: { lifecyclestage: 'lead' }, archived: true }])
})
