/** Associations v4 over HTTP. */
import { Client } from '@hubspot/api-client'
import { AssociationSpecAssociationCategoryEnum } from '@hubspot/api-client/lib/codegen/crm/associations/v4/models/AssociationSpec'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type RunningHubspot, seedOf, startHubspot } from '../testing/start-hubspot'

let hubspot: RunningHubspot

beforeEach(async () => {
  hubspot = await startHubspot(
    seedOf({
      contacts: [
        { id: '1', at: '2026-10-01T08:00:00Z', values: { firstname: 'Ada' }, links: { companies: ['900', '901'] } },
        { id: '2', at: '2026-10-01T08:00:00Z', values: { firstname: 'Bob' } },
      ],
      companies: [
        { id: '900', values: { name: 'Acme' } },
        { id: '901', values: { name: 'Beta' } },
        { id: '902', values: { name: 'Gone' }, archived: true },
      ],
      deals: [{ id: '500', values: { dealname: 'Big' }, links: { contacts: ['1'] } }],
    }),
  )
})

afterEach(() => hubspot.close())

const batch = (pair: string, kind: string, inputs: unknown[]) =>
  hubspot.call('POST', `/crm/v4/associations/${pair}/batch/${kind}`, { inputs })
const spec = (associationTypeId: number) => ({ associationCategory: 'HUBSPOT_DEFINED', associationTypeId })
const of = async (from: string, to: string) => {
  const { body } = await hubspot.call('GET', `/crm/v4/objects/${from}/associations/${to}`)
  return (body['results'] as { toObjectId: string; associationTypes: { typeId: number }[] }[]).map((each) => [
    each.toObjectId,
    each.associationTypes.map((type) => type.typeId),
  ])
}

describe('reading', () => {
  test('a seeded record has its first company as the primary one', async () => {
    expect(await of('contacts/1', 'companies')).toEqual([
      ['900', [1, 279]],
      ['901', [279]],
    ])
    expect(await of('companies/900', 'contacts')).toEqual([['1', [2, 280]]])
    expect(await of('contacts/1', 'deals')).toEqual([['500', [4]]])
  })

  test('a batch tells who has none as an error inside a 207', async () => {
    const reply = await batch('contacts/companies', 'read', [{ id: '1' }, { id: '2' }])
    expect(reply.status).toBe(207)
    expect(reply.body['results']).toEqual([
      {
        from: { id: '1' },
        to: [
          {
            toObjectId: '900',
            associationTypes: [
              { category: 'HUBSPOT_DEFINED', typeId: 1, label: 'Primary' },
              { category: 'HUBSPOT_DEFINED', typeId: 279, label: null },
            ],
          },
          { toObjectId: '901', associationTypes: [{ category: 'HUBSPOT_DEFINED', typeId: 279, label: null }] },
        ],
      },
    ])
    expect(reply.body['errors']).toEqual([
      {
        status: 'error',
        category: 'OBJECT_NOT_FOUND',
        subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
        message: 'No company is associated with contact 2.',
        context: { fromObjectId: ['2'], fromObjectType: ['contact'], toObjectType: ['company'] },
      },
    ])
  })

  test('1,000 inputs are read, 1,001 refused', async () => {
    const inputs = Array.from({ length: 1_001 }, (_, index) => ({ id: String(index + 1) }))
    expect((await batch('contacts/companies', 'read', inputs.slice(0, 1_000))).status).toBe(207)
    expect((await batch('contacts/companies', 'read', inputs)).status).toBe(400)
  })

  test('more than 500 far records are paged', async () => {
    const contacts = Array.from({ length: 501 }, (_, index) => ({ id: String(index + 1), links: { companies: ['900'] } }))
    hubspot.system.load(seedOf({ contacts, companies: [{ id: '900', values: { name: 'Acme' } }] }))
    const first = await batch('companies/contacts', 'read', [{ id: '900' }])
    const [row] = first.body['results'] as { to: unknown[]; paging: { next: { after: string } } }[]
    expect([row?.to.length, row?.paging.next.after]).toEqual([500, '500'])
    const second = await batch('companies/contacts', 'read', [{ id: '900', after: '500' }])
    expect((second.body['results'] as { to: { toObjectId: string }[] }[])[0]?.to.map((each) => each.toObjectId)).toEqual(['501'])
  })

  test('archived records are not shown', async () => {
    await hubspot.call('DELETE', '/crm/v3/objects/companies/900')
    expect(await of('contacts/1', 'companies')).toEqual([['901', [279]]])
  })

  test('labels name the types between two objects', async () => {
    const { body } = await hubspot.call('GET', '/crm/v4/associations/contact/company/labels')
    expect(body['results']).toEqual([
      { category: 'HUBSPOT_DEFINED', typeId: 279, label: null },
      { category: 'HUBSPOT_DEFINED', typeId: 1, label: 'Primary' },
    ])
  })
})

describe('writing', () => {
  test('a new primary takes the place of the old and brings the plain type; no stamp moves', async () => {
    const reply = await batch('contacts/companies', 'create', [{ from: { id: '1' }, to: { id: '901' }, types: [spec(1)] }])
    expect(reply.status).toBe(201)
    expect(reply.body['results']).toEqual([
      { fromObjectTypeId: '0-1', fromObjectId: '1', toObjectTypeId: '0-2', toObjectId: '901', labels: ['Primary'] },
    ])
    expect(await of('contacts/1', 'companies')).toEqual([
      ['900', [279]],
      ['901', [1, 279]],
    ])
    expect(await of('companies/901', 'contacts')).toEqual([['1', [2, 280]]])
    expect((await hubspot.call('GET', '/crm/v3/objects/contacts/1')).body['updatedAt']).toBe('2026-10-01T08:00:00.000Z')
  })

  test('a contact tells its primary company as a property', async () => {
    const primary = async () => {
      const { body } = await hubspot.call('GET', '/crm/v3/objects/contacts/1?properties=associatedcompanyid')
      return (body['properties'] as Record<string, unknown>)['associatedcompanyid']
    }
    expect(await primary()).toBe('900')
    await batch('companies/contacts', 'create', [{ from: { id: '901' }, to: { id: '1' }, types: [spec(2)] }])
    expect(await primary()).toBe('901')
    const merged = await hubspot.call('POST', '/crm/v3/objects/companies/merge', { primaryObjectId: '900', objectIdToMerge: '901' })
    expect(await primary()).toBe(merged.body['id'])
    await batch('contacts/companies', 'archive', [{ from: { id: '1' }, to: [{ id: String(merged.body['id']) }] }])
    expect(await primary()).toBe(null)
  })

  test('a pair with a missing record fails alone', async () => {
    const reply = await batch('contacts/companies', 'create', [
      { from: { id: '2' }, to: { id: '900' }, types: [spec(279)] },
      { from: { id: '2' }, to: { id: '902' }, types: [spec(279)] },
    ])
    expect(reply.status).toBe(207)
    expect((reply.body['errors'] as Record<string, unknown>[]).map(({ subCategory, context }) => [subCategory, context])).toEqual([
      ['crm.associations.INVALID_OBJECT_IDS', { fromObjectId: ['2'], toObjectId: ['902'] }],
    ])
    expect(await of('contacts/2', 'companies')).toEqual([['900', [279]]])
  })

  test('a type of another pair is refused', async () => {
    expect((await batch('contacts/companies', 'create', [{ from: { id: '2' }, to: { id: '900' }, types: [spec(3)] }])).status).toBe(400)
    expect((await batch('contacts/companies', 'create', [{ from: { id: '2' }, to: { id: '900' }, types: [] }])).status).toBe(400)
  })

  test('2,001 pairs to create and 101 to archive are refused', async () => {
    const pair = { from: { id: '2' }, to: { id: '900' }, types: [spec(279)] }
    expect(
      (
        await batch(
          'contacts/companies',
          'create',
          Array.from({ length: 2_001 }, () => pair),
        )
      ).status,
    ).toBe(400)
    expect(
      (
        await batch(
          'contacts/companies',
          'archive',
          Array.from({ length: 101 }, () => ({ from: { id: '2' }, to: [{ id: '900' }] })),
        )
      ).status,
    ).toBe(400)
  })

  test('archiving takes all types, archiving a label only that one', async () => {
    expect((await batch('contacts/companies', 'labels/archive', [{ from: { id: '1' }, to: { id: '900' }, types: [spec(1)] }])).status).toBe(
      204,
    )
    expect(await of('contacts/1', 'companies')).toEqual([
      ['900', [279]],
      ['901', [279]],
    ])
    expect((await batch('contacts/companies', 'archive', [{ from: { id: '1' }, to: [{ id: '900' }, { id: '901' }] }])).status).toBe(204)
    expect(await of('contacts/1', 'companies')).toEqual([])
    expect(await of('companies/900', 'contacts')).toEqual([])
  })

  test('the default association has no label', async () => {
    const reply = await batch('deals/companies', 'associate/default', [{ from: { id: '500' }, to: { id: '900' } }])
    expect(reply.status).toBe(201)
    expect(await of('deals/500', 'companies')).toEqual([['900', [341]]])
  })

  test('single pairs are put and deleted, through the client', async () => {
    const client = new Client({ accessToken: hubspot.token, basePath: hubspot.url, numberOfApiCallRetries: 0 })
    const { basicApi } = client.crm.associations.v4
    await basicApi.createDefault('contacts', '2', 'companies', '901')
    await basicApi.create('deals', '500', 'companies', '901', [
      { associationCategory: AssociationSpecAssociationCategoryEnum.HubspotDefined, associationTypeId: 5 },
    ])
    expect((await basicApi.getPage('contacts', '2', 'companies')).results.map((each) => each.toObjectId)).toEqual(['901'])
    expect(await of('deals/500', 'companies')).toEqual([['901', [5, 341]]])
    await basicApi.archive('contacts', '2', 'companies', '901')
    expect(await of('contacts/2', 'companies')).toEqual([])
  })

  test('the commit log tells each side once', async () => {
    await batch('contacts/companies', 'create', [{ from: { id: '2' }, to: { id: '900' }, types: [spec(1)] }])
    expect(hubspot.world.commits.list().map(({ object, id, field, from, to }) => ({ object, id, field, from, to }))).toEqual([
      { object: 'contacts', id: '2', field: 'association:contact_to_company_unlabeled', from: null, to: '900' },
      { object: 'contacts', id: '2', field: 'association:contact_to_company', from: null, to: '900' },
    ])
  })
})
