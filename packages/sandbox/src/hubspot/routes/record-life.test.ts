/** Restored and forgotten records, administrators' rules, and properties that HubSpot works out. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Json, NOON, type RunningHubspot, seedOf, startHubspot } from '../testing/start-hubspot'

let hubspot: RunningHubspot

beforeEach(async () => {
  hubspot = await startHubspot(
    seedOf(
      {
        contacts: [
          {
            id: '1',
            values: { email: 'ada@example.com', lastname: 'Ada', hs_additional_emails: 'old@example.com', hubspot_owner_id: '7' },
          },
          { id: '2', values: { email: 'bob@example.com', lastname: 'Bob' }, links: { companies: ['9'] } },
        ],
        companies: [{ id: '9', values: { name: 'Acme' } }],
        deals: [{ id: '5', values: { dealname: 'Big', pipeline: 'default', dealstage: 'closedwon' }, links: { contacts: ['1', '2'] } }],
      },
      {
        owners: [{ id: '7', email: 'olga@example.com' }],
        validation: {
          contacts: { required: ['lastname'], conditional: [{ property: 'lifecyclestage', values: ['customer'], required: ['phone'] }] },
        },
      },
    ),
  )
})

afterEach(() => hubspot.close())

const read = async (path: string, names: string) =>
  (await hubspot.call('GET', `/crm/v3/objects/${path}?properties=${names}`)).body['properties'] as Json
const create = (properties: Json, version = 'v3/objects') => hubspot.call('POST', `/crm/${version}/contacts`, { properties })
const codes = (body: Json) => (body['errors'] as { code: string }[]).map(({ code }) => code)
const found = async (body: Json) =>
  ((await hubspot.call('POST', '/crm/v3/objects/contacts/search', body)).body['results'] as Json[]).map(({ id }) => id)

describe('restoring', () => {
  test('a person brings an archived record back, which search shows once', async () => {
    await hubspot.call('DELETE', '/crm/v3/objects/contacts/1')
    hubspot.system.restore?.({ object: 'contacts', id: '1', by: '7' })
    expect(await read('contacts/1', 'email')).toMatchObject({ email: 'ada@example.com' })
    const since = [{ propertyName: 'lastmodifieddate', operator: 'GTE', value: String(NOON) }]
    expect(await found({ filterGroups: [{ filters: since }] })).toEqual(['1', '2'])
    expect((await create({ email: 'ada@example.com' })).status).toBe(409)
  })

  test('is refused where the email has another holder by now', async () => {
    await hubspot.call('DELETE', '/crm/v3/objects/contacts/1')
    await create({ email: 'ada@example.com', lastname: 'Other' })
    expect(() => hubspot.system.restore?.({ object: 'contacts', id: '1' })).toThrow('cannot be restored')
    expect(() => hubspot.system.restore?.({ object: 'contacts', id: '2' })).toThrow('no archived contact has the id 2')
  })

  test('a lagging index shows it only once it has caught up', async () => {
    await hubspot.call('DELETE', '/crm/v3/objects/contacts/1')
    hubspot.world.clock.advance(60_000)
    hubspot.world.configure({ indexLag: '5s' })
    hubspot.system.restore?.({ object: 'contacts', id: '1' })
    expect(await found({})).toEqual(['2'])
    hubspot.world.clock.advance(5_000)
    expect(await found({})).toEqual(['1', '2'])
  })
})

describe('a privacy deletion', () => {
  test('keeps every email of the contact from being used again', async () => {
    await hubspot.call('POST', '/crm/v3/objects/contacts/gdpr-delete', { objectId: '1' })
    const again = await Promise.all(['Ada@example.com', 'old@example.com'].map((email) => create({ email })))
    expect(again.map(({ status, body }) => [status, codes(body)])).toEqual([
      [400, ['INVALID_EMAIL']],
      [400, ['INVALID_EMAIL']],
    ])
  })

  test('by an email that nobody has blocks it', async () => {
    const forget = { objectId: 'eve@example.com', idProperty: 'email' }
    expect((await hubspot.call('POST', '/crm/v3/objects/contacts/gdpr-delete', forget)).status).toBe(204)
    expect((await create({ email: 'eve@example.com' })).status).toBe(400)
  })
})

describe('administrators’ rules', () => {
  const dated = 'objects/2026-09'

  test('bind creates and updates at dated paths', async () => {
    const answers = [
      await create({ email: 'new@example.com' }, dated),
      await create({ email: 'new@example.com', lastname: 'New', lifecyclestage: 'customer' }, dated),
      await hubspot.call('PATCH', `/crm/${dated}/contacts/1`, { properties: { lastname: '' } }),
      await hubspot.call('PATCH', `/crm/${dated}/contacts/1`, { properties: { lifecyclestage: 'customer' } }),
    ]
    expect(answers.map(({ status, body }) => [status, ...codes(body)])).toEqual([
      [400, 'MISSING_REQUIRED_PROPERTY'],
      [400, 'MISSING_CONDITIONAL_REQUIRED_PROPERTY'],
      [400, 'MISSING_REQUIRED_PROPERTY'],
      [400, 'MISSING_CONDITIONAL_REQUIRED_PROPERTY'],
    ])
    expect((await create({ email: 'new@example.com', lastname: 'New', lifecyclestage: 'customer', phone: '1' }, dated)).status).toBe(201)
    expect((await hubspot.call('PATCH', `/crm/${dated}/contacts/1`, { properties: { firstname: 'A' } })).status).toBe(200)
  })

  test('let a record be changed that never had what they ask for', async () => {
    const { body } = await create({ email: 'new@example.com' })
    const change = (properties: Json) => hubspot.call('PATCH', `/crm/${dated}/contacts/${String(body['id'])}`, { properties })
    expect((await change({ firstname: 'New' })).status).toBe(200)
    expect((await change({ lifecyclestage: 'customer', phone: '1' })).status).toBe(200)
  })

  test('do not bind the numbered versions', async () => {
    expect((await create({ email: 'new@example.com' })).status).toBe(201)
  })
})

describe('worked out', () => {
  test('owners, counts, and where a deal stands', async () => {
    expect(await read('contacts/1', 'hs_all_owner_ids,num_associated_deals')).toMatchObject({
      hs_all_owner_ids: '7',
      num_associated_deals: '1',
    })
    expect(await read('companies/9', 'num_associated_contacts')).toMatchObject({ num_associated_contacts: '1' })
    expect(await read('deals/5', 'hs_is_closed,hs_is_closed_won,hs_deal_stage_probability,num_associated_contacts')).toMatchObject({
      hs_is_closed: 'true',
      hs_is_closed_won: 'true',
      hs_deal_stage_probability: '1.0',
      num_associated_contacts: '2',
    })
  })

  test('the merged ids of a contact, each with its time', async () => {
    const { body } = await hubspot.call('POST', '/crm/v3/objects/contacts/merge', { primaryObjectId: '1', objectIdToMerge: '2' })
    expect(await read(`contacts/${body['id']}`, 'hs_calculated_merged_vids,hs_merged_object_ids')).toMatchObject({
      hs_calculated_merged_vids: `1:${NOON};2:${NOON}`,
      hs_merged_object_ids: '1;2',
    })
  })

  test('is read only', async () => {
    expect(codes((await create({ num_associated_deals: '3' })).body)).toEqual(['READ_ONLY_VALUE'])
  })
})
