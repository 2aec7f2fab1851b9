/** Custom objects: their definitions, records and associations, through the unmodified client. */
import { Client } from '@hubspot/api-client'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Json, type RunningHubspot, seedOf, startHubspot } from '../testing/start-hubspot'

let hubspot: RunningHubspot
let client: Client

beforeEach(async () => {
  hubspot = await startHubspot(seedOf({ contacts: [{ id: '1', values: { email: 'ada@example.com' } }] }))
  client = new Client({ accessToken: hubspot.token, basePath: hubspot.url, numberOfApiCallRetries: 0 })
})

afterEach(() => hubspot.close())

const CAR = {
  name: 'car',
  labels: { singular: 'Car', plural: 'Cars' },
  primaryDisplayProperty: 'model',
  requiredProperties: ['model'],
  searchableProperties: ['model'],
  secondaryDisplayProperties: [],
  properties: [
    { name: 'model', label: 'Model', type: 'string' as never, fieldType: 'text' },
    { name: 'vin', label: 'VIN', type: 'string' as never, fieldType: 'text', hasUniqueValue: true },
  ],
  associatedObjects: ['CONTACT'],
}
const define = () => client.crm.schemas.coreApi.create(CAR)

describe('a definition', () => {
  test('comes back whole, from both addresses', async () => {
    const made = await define()
    expect(made).toMatchObject({
      name: 'car',
      fullyQualifiedName: 'p24680135_car',
      labels: { singular: 'Car', plural: 'Cars' },
      requiredProperties: ['model'],
      primaryDisplayProperty: 'model',
      archived: false,
    })
    expect(made.objectTypeId).toBe(`2-${made.id}`)
    expect(made.properties.filter((property) => property.hubspotDefined !== true).map(({ name, groupName }) => [name, groupName])).toEqual([
      ['model', 'car_information'],
      ['vin', 'car_information'],
    ])
    const contact = made.associations.find((each) => each.toObjectTypeId === '0-1')
    expect([contact?.fromObjectTypeId, contact?.name]).toEqual([made.objectTypeId, 'car_to_contact'])
    const addresses = [
      '/crm/v3/schemas/p_car',
      '/crm-object-schemas/v3/schemas/p24680135_car',
      `/crm-object-schemas/2026-03/schemas/2-${made.id}`,
    ]
    const ids = await Promise.all(addresses.map(async (path) => (await hubspot.call('GET', path)).body['id']))
    expect(ids).toEqual([made.id, made.id, made.id])
    expect((await client.crm.schemas.coreApi.getAll()).results.map(({ name }) => name)).toEqual(['car'])
  })

  test('that is not whole, or whose name is taken, is refused', async () => {
    await define()
    const refusals = [CAR, { ...CAR, name: '9lives' }, { ...CAR, name: 'van', requiredProperties: ['wheels'] }, { name: 'van' }]
    const answers = await Promise.all(refusals.map((body) => hubspot.call('POST', '/crm/v3/schemas', body)))
    expect(answers.map(({ status, body }) => [status, body['category']])).toEqual([
      [409, 'OBJECT_ALREADY_EXISTS'],
      [400, 'VALIDATION_ERROR'],
      [400, 'VALIDATION_ERROR'],
      [400, 'VALIDATION_ERROR'],
    ])
  })

  test('changes labels and required properties', async () => {
    const { id } = await define()
    const changed = await client.crm.schemas.coreApi.update(`2-${id}`, {
      labels: { singular: 'Auto', plural: 'Autos' },
      requiredProperties: [],
    })
    expect([changed.labels, changed.requiredProperties]).toEqual([{ singular: 'Auto', plural: 'Autos' }, []])
    expect((await client.crm.objects.basicApi.create('p_car', { properties: {}, associations: [] })).archived).toBe(false)
  })

  test('is archived once it has no records, and its name is free after a purge', async () => {
    await define()
    const car = await client.crm.objects.basicApi.create('p_car', { properties: { model: 'T' }, associations: [] })
    expect((await hubspot.call('DELETE', '/crm/v3/schemas/p_car')).status).toBe(400)
    await client.crm.objects.basicApi.archive('p_car', car.id)
    await client.crm.schemas.coreApi.archive('p_car')
    expect((await hubspot.call('GET', '/crm/v3/objects/p_car')).status).toBe(400)
    expect((await hubspot.call('POST', '/crm/v3/schemas', CAR)).status).toBe(409)
    expect(((await hubspot.call('GET', '/crm/v3/schemas?archived=true')).body['results'] as Json[]).map((each) => each['name'])).toEqual([
      'car',
    ])
    await client.crm.schemas.coreApi.archive('p_car', true)
    expect((await hubspot.call('POST', '/crm/v3/schemas', CAR)).status).toBe(201)
  })
})

describe('records', () => {
  test('live under every name of their object, with required and unique properties', async () => {
    const { objectTypeId } = await define()
    const refused = await hubspot.call('POST', '/crm/v3/objects/p_car', { properties: { vin: 'A1' } })
    expect(refused.body['message']).toBe(`Error creating ${objectTypeId}. Some required properties were not set.`)
    const short = client.crm.objects.basicApi.create('car', { properties: { model: 'T', vin: 'A1' }, associations: [] })
    await expect(short).rejects.toMatchObject({ code: 400 })
    const car = await client.crm.objects.basicApi.create('p24680135_car', { properties: { model: 'T', vin: 'A1' }, associations: [] })
    const byVin = await client.crm.objects.basicApi.getById(String(objectTypeId), 'A1', ['model'], undefined, undefined, false, 'vin')
    expect(byVin.properties).toMatchObject({ model: 'T', hs_object_id: car.id })
    const twin = await hubspot.call('POST', '/crm/v3/objects/p_car', { properties: { model: 'S', vin: 'A1' } })
    expect(twin.body['message']).toContain('CONFLICTING_UNIQUE_VALUE')
    const upserted = await client.crm.objects.batchApi.upsert('p_car', {
      inputs: [{ id: 'A1', idProperty: 'vin', properties: { model: 'Model T' } }],
    })
    expect(upserted.results.map((each) => [each.id, each._new])).toEqual([[car.id, false]])
  })

  test('are associated with what the definition named', async () => {
    await define()
    const car = await client.crm.objects.basicApi.create('p_car', { properties: { model: 'T' }, associations: [] })
    await client.crm.associations.v4.basicApi.createDefault('p_car', car.id, 'contacts', '1')
    const page = await client.crm.associations.v4.basicApi.getPage('contacts', '1', 'p_car')
    expect(page.results.map(({ toObjectId, associationTypes }) => [toObjectId, associationTypes.map(({ category }) => category)])).toEqual([
      [car.id, ['USER_DEFINED']],
    ])
    const read = await client.crm.contacts.basicApi.getById('1', undefined, undefined, ['p_car'])
    expect(read.associations?.['p24680135_car']?.results.map(({ id }) => id)).toEqual([car.id])
  })

  test('have a history, and dated paths', async () => {
    await define()
    const made = await hubspot.call('POST', '/crm/objects/2026-09/p_car', { properties: { model: 'T' } })
    expect(made.status).toBe(201)
    const path = `/crm/objects/2026-09/p_car/${String(made.body['id'])}`
    hubspot.world.clock.advance(1_000)
    await hubspot.call('PATCH', path, { properties: { model: 'S' } })
    const { body } = await hubspot.call('GET', `${path}?propertiesWithHistory=model`)
    expect(body['propertiesWithHistory']).toMatchObject({
      model: [
        { value: 'S', timestamp: '2026-11-01T12:00:01Z', sourceType: 'INTEGRATION' },
        { value: 'T', timestamp: '2026-11-01T12:00:00Z', sourceType: 'INTEGRATION' },
      ],
    })
  })

  test('are associated when they are made, by a type of the right category alone', async () => {
    const { associations } = await define()
    const associationTypeId = Number(associations.find((each) => each.toObjectTypeId === '0-1')?.id)
    const create = (associationCategory: string) =>
      hubspot.call('POST', '/crm/v3/objects/p_car', {
        properties: { model: 'T' },
        associations: [{ to: { id: '1' }, types: [{ associationCategory, associationTypeId }] }],
      })
    expect([(await create('HUBSPOT_DEFINED')).status, (await create('USER_DEFINED')).status]).toEqual([400, 201])
  })

  test('merge into a new one', async () => {
    await define()
    const create = async (model: string) =>
      String((await hubspot.call('POST', '/crm/v3/objects/p_car', { properties: { model } })).body['id'])
    const [primaryObjectId, objectIdToMerge] = [await create('T'), await create('S')]
    const { body } = await hubspot.call('POST', '/crm/v3/objects/p_car/merge', { primaryObjectId, objectIdToMerge })
    const read = await hubspot.call('GET', `/crm/v3/objects/p_car/${objectIdToMerge}?properties=model,hs_merged_object_ids`)
    expect([read.body['id'], read.body['properties']]).toMatchObject([
      body['id'],
      { model: 'T', hs_merged_object_ids: `${primaryObjectId};${objectIdToMerge}` },
    ])
  })

  test('come from a seed as well', async () => {
    const seeded = await startHubspot(seedOf({ p_car: [{ id: '7', values: { model: 'T' } }] }, { schemas: [CAR] }))
    expect((await seeded.call('GET', '/crm/v3/objects/p_car/7?properties=model')).body['properties']).toMatchObject({ model: 'T' })
    await seeded.close()
  })
})
