/** Custom labels, limits and version 3 of associations, through the unmodified client. */
import { Client } from '@hubspot/api-client'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type RunningHubspot, seedOf, startHubspot } from '../testing/start-hubspot'

let hubspot: RunningHubspot
let client: Client

beforeEach(async () => {
  hubspot = await startHubspot(
    seedOf({
      contacts: [{ id: '1', values: { email: 'ada@example.com' } }],
      companies: [
        { id: '8', values: { name: 'Acme' } },
        { id: '9', values: { name: 'Beta' } },
      ],
    }),
  )
  client = new Client({ accessToken: hubspot.token, basePath: hubspot.url, numberOfApiCallRetries: 0 })
})

afterEach(() => hubspot.close())

const definitions = () => client.crm.associations.v4.schema.definitionsApi
const labelsOf = async (from: string, to: string) => (await definitions().getAll(from, to)).results.map(({ label }) => label)
const associate = (typeId: number, company: string) =>
  hubspot.call('PUT', `/crm/v4/objects/contacts/1/associations/companies/${company}`, [
    { associationCategory: 'USER_DEFINED', associationTypeId: typeId },
  ])
const typesAt = async (path: string) => {
  const { body } = await hubspot.call('GET', path)
  return (body['results'] as { toObjectId: string; associationTypes: { label: string | null }[] }[]).map(
    ({ toObjectId, associationTypes }) => [toObjectId, ...associationTypes.map(({ label }) => label)],
  )
}

describe('a label', () => {
  test('is made in both directions, put on records, renamed and deleted', async () => {
    const made = await definitions().create('contacts', 'companies', { name: 'boss', label: 'Boss', inverseLabel: 'Led by' })
    expect(made.results.map(({ category, label }) => [category, label])).toEqual([
      ['USER_DEFINED', 'Boss'],
      ['USER_DEFINED', 'Led by'],
    ])
    const id = made.results[0]?.typeId ?? 0
    expect(await labelsOf('contacts', 'companies')).toEqual([null, 'Primary', 'Boss'])
    expect(await labelsOf('companies', 'contacts')).toEqual([null, 'Primary', 'Led by'])

    expect((await associate(id, '8')).body).toMatchObject({ labels: ['Boss'] })
    expect(await typesAt('/crm/v4/objects/contacts/1/associations/companies')).toEqual([['8', null, 'Boss']])
    expect(await typesAt('/crm/v4/objects/companies/8/associations/contacts')).toEqual([['1', null, 'Led by']])

    await definitions().update('contacts', 'companies', { associationTypeId: id, label: 'Chief' })
    expect(await labelsOf('contacts', 'companies')).toEqual([null, 'Primary', 'Chief'])
    expect(await labelsOf('companies', 'contacts')).toEqual([null, 'Primary', 'Led by'])

    await definitions().remove('contacts', 'companies', id)
    expect(await typesAt('/crm/v4/objects/contacts/1/associations/companies')).toEqual([['8', null]])
    expect((await associate(id, '8')).status).toBe(400)
  })

  test('between records of one object reads alike both ways', async () => {
    const made = await definitions().create('contacts', 'contacts', { name: 'friend', label: 'Friend' })
    expect(made.results.map(({ label }) => label)).toEqual(['Friend'])
  })

  test('is refused twice, without a name, with a bad one, and after the tenth', async () => {
    const create = (body: unknown) => hubspot.call('POST', '/crm/v4/associations/contacts/companies/labels', body)
    for (let number = 1; number <= 10; number += 1) {
      expect((await create({ name: `l${number}`, label: `L ${number}` })).status).toBe(200)
    }
    const bad = [{ name: 'l1', label: 'Other' }, { label: 'X' }, { name: '1x', label: 'X' }, { name: 'l11', label: 'L 11' }]
    expect(await Promise.all(bad.map(async (body) => (await create(body)).status))).toEqual([409, 400, 400, 400])
  })

  test('of HubSpot’s own is neither changed nor deleted', async () => {
    const path = '/crm/v4/associations/contacts/companies/labels'
    expect((await hubspot.call('PUT', path, { associationTypeId: 1, label: 'First' })).status).toBe(400)
    expect((await hubspot.call('DELETE', `${path}/1`)).status).toBe(400)
    expect((await hubspot.call('DELETE', `${path}/999`)).status).toBe(404)
  })
})

test('a limit keeps a record from more associations of a type', async () => {
  const limits = '/crm/v4/associations/definitions/configurations'
  const inputs = [{ category: 'HUBSPOT_DEFINED', typeId: 279, maxToObjectIds: 1 }]
  const set = await hubspot.call('POST', `${limits}/contacts/companies/batch/create`, { inputs })
  const told = { category: 'HUBSPOT_DEFINED', typeId: 279, label: null, userEnforcedMaxToObjectIds: 1 }
  expect(set.body['results']).toEqual([told])
  expect((await hubspot.call('GET', `${limits}/all`)).body['results']).toEqual([
    { ...told, fromObjectTypeId: '0-1', toObjectTypeId: '0-2' },
  ])
  const pair = (company: string) => ({ from: { id: '1' }, to: { id: company } })
  const create = (company: string) =>
    hubspot.call('POST', '/crm/v4/associations/contacts/companies/batch/associate/default', { inputs: [pair(company)] })
  expect([(await create('8')).status, (await create('8')).status, (await create('9')).status]).toEqual([201, 201, 207])
  await hubspot.call('POST', `${limits}/contacts/companies/batch/purge`, { inputs })
  expect((await create('9')).status).toBe(201)
})

describe('version 3', () => {
  test('associates, reads and archives by the name of a type', async () => {
    const created = await client.crm.associations.batchApi.create('contacts', 'companies', {
      inputs: [{ _from: { id: '1' }, to: { id: '8' }, type: 'contact_to_company' }],
    })
    expect(created.results).toMatchObject([{ _from: { id: '1' }, to: { id: '8' }, type: 'contact_to_company' }])
    const read = await client.crm.associations.batchApi.read('contacts', 'companies', { inputs: [{ id: '1' }] })
    expect(read.results[0]?.to).toEqual([
      { id: '8', type: 'contact_to_company' },
      { id: '8', type: 'contact_to_company_unlabeled' },
    ])
    const listed = await hubspot.call('GET', '/crm/v3/objects/contacts/1/associations/companies')
    expect(listed.body['results']).toEqual(read.results[0]?.to)
    await client.crm.associations.batchApi.archive('contacts', 'companies', {
      inputs: [{ _from: { id: '1' }, to: { id: '8' }, type: 'contact_to_company_unlabeled' }],
    })
    expect((await hubspot.call('GET', '/crm/v3/objects/contacts/1/associations/companies')).body['results']).toEqual([
      { id: '8', type: 'contact_to_company' },
    ])
  })

  test('puts and deletes one by its path, and lists the types', async () => {
    const path = '/crm/v3/objects/contacts/1/associations/company/9/contact_to_company_unlabeled'
    expect((await hubspot.call('PUT', path)).body).toMatchObject({
      id: '1',
      associations: { companies: { results: [{ id: '9', type: 'contact_to_company_unlabeled' }] } },
    })
    expect((await hubspot.call('DELETE', path)).status).toBe(204)
    expect((await hubspot.call('PUT', path.replace('_unlabeled', '_odd'))).status).toBe(400)
    const types = await client.crm.associations.schema.typesApi.getAll('contacts', 'companies')
    expect(types.results).toEqual([
      { id: '279', name: 'contact_to_company_unlabeled' },
      { id: '1', name: 'contact_to_company' },
    ])
  })
})
