/** Properties, owners and pipelines over HTTP. */
import { Client } from '@hubspot/api-client'
import { PropertyCreateFieldTypeEnum, PropertyCreateTypeEnum } from '@hubspot/api-client/lib/codegen/crm/properties/models/PropertyCreate'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type RunningHubspot, seedOf, startHubspot } from '../testing/start-hubspot'

let hubspot: RunningHubspot

beforeEach(async () => {
  hubspot = await startHubspot(
    seedOf(
      {},
      {
        owners: [
          { id: '7', email: 'olga@example.com', firstName: 'Olga', userId: 70 },
          { id: '8', email: 'pete@example.com' },
          { id: '9', email: 'quit@example.com', archived: true },
        ],
        pipelines: {
          deals: [
            {
              id: 'p1',
              label: 'Renewals',
              stages: [
                { id: 's1', label: 'Open', probability: '0.3' },
                { id: 's2', label: 'Won', probability: '1.0' },
              ],
            },
          ],
        },
      },
    ),
  )
})

afterEach(() => hubspot.close())

const define = (name: string, more: Record<string, unknown> = {}) =>
  hubspot.call('POST', '/crm/v3/properties/contacts', {
    name,
    label: name,
    type: 'string',
    fieldType: 'text',
    groupName: 'contactinformation',
    ...more,
  })

describe('definitions', () => {
  test('a standard property has its true type, options and limits', async () => {
    const { body } = await hubspot.call('GET', '/crm/v3/properties/contacts/lifecyclestage')
    expect(body).toMatchObject({
      name: 'lifecyclestage',
      label: 'Lifecycle Stage',
      type: 'enumeration',
      fieldType: 'radio',
      hubspotDefined: true,
      hasUniqueValue: false,
      modificationMetadata: { archivable: false, readOnlyDefinition: true, readOnlyOptions: false, readOnlyValue: false },
    })
    expect((body['options'] as { value: string }[]).map((option) => option.value)).toEqual([
      'subscriber',
      'lead',
      'marketingqualifiedlead',
      'salesqualifiedlead',
      'opportunity',
      'customer',
      'evangelist',
      'other',
    ])
  })

  test('each object lists its own properties, read-only stamps among them', async () => {
    for (const [type, modified] of [
      ['contacts', 'lastmodifieddate'],
      ['companies', 'hs_lastmodifieddate'],
      ['deals', 'hs_lastmodifieddate'],
    ] as const) {
      const { body } = await hubspot.call('GET', `/crm/v3/properties/${type}`)
      const stamp = (body['results'] as Record<string, unknown>[]).find((property) => property['name'] === modified)
      expect(stamp).toMatchObject({ type: 'datetime', modificationMetadata: { readOnlyValue: true } })
    }
  })

  test('a property is created once; its name is taken after that', async () => {
    const made = await define('region')
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({ name: 'region', hubspotDefined: false, createdAt: '2026-11-01T12:00:00.000Z' })
    const again = await define('region')
    expect([again.status, again.body['category'], again.body['subCategory']]).toEqual([
      409,
      'OBJECT_ALREADY_EXISTS',
      'Properties.PROPERTY_WITH_NAME_EXISTS',
    ])
  })

  test.each<[string, Record<string, unknown>]>([
    ['a name with blanks', { name: 'two words' }],
    ['an unknown type', { type: 'text' }],
    ['an unknown field type', { fieldType: 'slider' }],
    ['an unknown group', { groupName: 'nowhere' }],
    ['no label', { label: undefined }],
    [
      'two equal options',
      {
        type: 'enumeration',
        fieldType: 'select',
        options: [
          { label: 'A', value: 'a' },
          { label: 'B', value: 'a' },
        ],
      },
    ],
    ['unique values of a kind that has none', { type: 'bool', fieldType: 'booleancheckbox', hasUniqueValue: true }],
  ])('%s is refused', async (_, more) => {
    expect((await define('fresh', more)).status).toBe(400)
  })

  test('ten properties may have unique values, the eleventh is refused', async () => {
    for (let index = 0; index < 10; index += 1) {
      expect((await define(`key_${index}`, { hasUniqueValue: true })).status).toBe(201)
    }
    const eleventh = await define('key_10', { hasUniqueValue: true })
    expect([eleventh.status, eleventh.body['subCategory']]).toEqual([400, 'Properties.UNIQUE_PROPERTY_LIMIT_EXCEEDED'])
    expect((await define('no_key')).status).toBe(201)
  })

  test('unique values are enforced on create and update, and freed when cleared', async () => {
    await define('ext_key', { hasUniqueValue: true })
    const create = (properties: Record<string, string>) => hubspot.call('POST', '/crm/v3/objects/contacts', { properties })
    const { body } = await create({ ext_key: 'k1' })
    const clash = await create({ ext_key: 'k1' })
    expect([clash.status, (clash.body['errors'] as { code: string }[])[0]?.code]).toEqual([400, 'CONFLICTING_UNIQUE_VALUE'])
    expect(String(clash.body['message'])).toContain(`${String(body['id'])} already has that value.`)
    await hubspot.call('PATCH', `/crm/v3/objects/contacts/${String(body['id'])}`, { properties: { ext_key: '' } })
    expect((await create({ ext_key: 'k1' })).status).toBe(201)
  })

  test('the unique flag never changes, and an archived property comes back as it was', async () => {
    await define('ext_key', { hasUniqueValue: true })
    const patched = await hubspot.call('PATCH', '/crm/v3/properties/contacts/ext_key', { label: 'Key', hasUniqueValue: false })
    expect(patched.body).toMatchObject({ label: 'Key', hasUniqueValue: true })
    expect((await hubspot.call('DELETE', '/crm/v3/properties/contacts/ext_key')).status).toBe(204)
    expect((await hubspot.call('GET', '/crm/v3/properties/contacts/ext_key')).status).toBe(404)
    const archived = await hubspot.call('GET', '/crm/v3/properties/contacts?archived=true')
    expect((archived.body['results'] as { name: string }[]).map((property) => property.name)).toEqual(['ext_key'])
    expect((await define('ext_key')).body).toMatchObject({ hasUniqueValue: true })
  })

  test('a change of options replaces them all', async () => {
    await define('colour', { type: 'enumeration', fieldType: 'select', options: [{ label: 'Red', value: 'red' }] })
    await hubspot.call('PATCH', '/crm/v3/properties/contacts/colour', { options: [{ label: 'Blue', value: 'blue' }] })
    expect((await hubspot.call('POST', '/crm/v3/objects/contacts', { properties: { colour: 'red' } })).status).toBe(400)
    expect((await hubspot.call('POST', '/crm/v3/objects/contacts', { properties: { colour: 'blue' } })).status).toBe(201)
  })

  test('batches read, create and archive', async () => {
    const property = { name: 'a', label: 'A', type: 'string', fieldType: 'text', groupName: 'contactinformation' }
    const made = await hubspot.call('POST', '/crm/v3/properties/contacts/batch/create', { inputs: [property, { ...property, name: 'b' }] })
    expect([made.status, (made.body['results'] as unknown[]).length]).toEqual([201, 2])
    const clash = await hubspot.call('POST', '/crm/v3/properties/contacts/batch/create', { inputs: [{ ...property, name: 'c' }, property] })
    expect([clash.status, (await hubspot.call('GET', '/crm/v3/properties/contacts/c')).status]).toEqual([409, 404])
    const read = await hubspot.call('POST', '/crm/v3/properties/contacts/batch/read', {
      inputs: [{ name: 'a' }, { name: 'zzz' }],
      archived: false,
    })
    expect([
      read.status,
      (read.body['results'] as { name: string }[]).map(({ name }) => name),
      (read.body['errors'] as { context: unknown }[])[0]?.context,
    ]).toEqual([207, ['a'], { name: ['zzz'] }])
    expect((await hubspot.call('POST', '/crm/v3/properties/contacts/batch/archive', { inputs: [{ name: 'a' }] })).status).toBe(204)
    expect((await hubspot.call('GET', '/crm/v3/properties/contacts/a')).status).toBe(404)
  })

  test('HubSpot’s own properties cannot be archived', async () => {
    expect((await hubspot.call('DELETE', '/crm/v3/properties/contacts/email')).status).toBe(400)
  })

  test('groups are listed and created', async () => {
    const made = await hubspot.call('POST', '/crm/v3/properties/contacts/groups', { name: 'sync', label: 'Sync' })
    expect(made.status).toBe(201)
    expect((await hubspot.call('POST', '/crm/v3/properties/contacts/groups', { name: 'sync', label: 'Sync' })).status).toBe(409)
    const { body } = await hubspot.call('GET', '/crm/v3/properties/contacts/groups')
    expect((body['results'] as { name: string }[]).map((group) => group.name)).toContain('sync')
    expect((await hubspot.call('GET', '/crm/v3/properties/contacts/groups/sync')).body).toMatchObject({ label: 'Sync' })
    expect((await define('inside', { groupName: 'sync' })).status).toBe(201)
  })

  test('groups are renamed, and removed once they are empty', async () => {
    const path = '/crm/v3/properties/contacts/groups'
    await hubspot.call('POST', path, { name: 'sync', label: 'Sync' })
    expect((await hubspot.call('PATCH', `${path}/sync`, { label: 'Synced' })).body).toMatchObject({ name: 'sync', label: 'Synced' })
    await define('inside', { groupName: 'sync' })
    expect((await hubspot.call('DELETE', `${path}/sync`)).status).toBe(400)
    await hubspot.call('DELETE', '/crm/v3/properties/contacts/inside')
    expect((await hubspot.call('DELETE', `${path}/sync`)).status).toBe(204)
    const missing = ['GET', 'PATCH', 'DELETE'].map((method) => hubspot.call(method, `${path}/sync`, method === 'PATCH' ? {} : undefined))
    expect((await Promise.all(missing)).map(({ status }) => status)).toEqual([404, 404, 204])
    expect((await hubspot.call('DELETE', `${path}/contactinformation`)).status).toBe(400)
  })

  test('the client lists and creates properties', async () => {
    const client = new Client({ accessToken: hubspot.token, basePath: hubspot.url, numberOfApiCallRetries: 0 })
    const made = await client.crm.properties.coreApi.create('contacts', {
      name: 'via_client',
      label: 'Via client',
      type: PropertyCreateTypeEnum.String,
      fieldType: PropertyCreateFieldTypeEnum.Text,
      groupName: 'contactinformation',
      hasUniqueValue: true,
    })
    expect(made.hasUniqueValue).toBe(true)
    const all = await client.crm.properties.coreApi.getAll('contacts')
    expect(all.results.map((property) => property.name)).toContain('via_client')
  })
})

describe('owners', () => {
  const list = async (query: string) => {
    const { body } = await hubspot.call('GET', `/crm/v3/owners${query}`)
    return (body['results'] as { id: string }[]).map((owner) => owner.id)
  }

  test('active owners are paged, with and without the slash', async () => {
    expect(await list('')).toEqual(['7', '8'])
    expect(await list('/')).toEqual(['7', '8'])
    const { body } = await hubspot.call('GET', '/crm/v3/owners?limit=1')
    expect(body['paging']).toEqual({ next: { after: '8', link: `${hubspot.url}/crm/v3/owners?limit=1&after=8` } })
    expect(await list('?limit=1&after=8')).toEqual(['8'])
  })

  test('by email, and archived apart', async () => {
    expect(await list('?email=PETE@example.com')).toEqual(['8'])
    expect(await list('?archived=true')).toEqual(['9'])
  })

  test('one owner by id or by user id', async () => {
    expect((await hubspot.call('GET', '/crm/v3/owners/7')).body).toMatchObject({
      id: '7',
      email: 'olga@example.com',
      userId: 70,
      type: 'PERSON',
      archived: false,
    })
    expect((await hubspot.call('GET', '/crm/v3/owners/70?idProperty=userId')).body['id']).toBe('7')
    expect((await hubspot.call('GET', '/crm/v3/owners/99')).status).toBe(404)
  })

  test('the client pages owners', async () => {
    const client = new Client({ accessToken: hubspot.token, basePath: hubspot.url, numberOfApiCallRetries: 0 })
    expect((await client.crm.owners.ownersApi.getPage()).results.map((owner) => owner.id)).toEqual(['7', '8'])
  })
})

describe('pipelines', () => {
  test('stages tell probability and whether they are closed', async () => {
    const { body } = await hubspot.call('GET', '/crm/v3/pipelines/deals')
    const [pipeline] = body['results'] as { id: string; stages: { id: string; metadata: unknown }[] }[]
    expect([pipeline?.id, pipeline?.stages.map(({ id, metadata }) => [id, metadata])]).toEqual([
      'p1',
      [
        ['s1', { isClosed: 'false', probability: '0.3' }],
        ['s2', { isClosed: 'true', probability: '1.0' }],
      ],
    ])
    expect((await hubspot.call('GET', '/crm/v3/pipelines/deals/p1/stages/s2')).body['label']).toBe('Won')
    expect((await hubspot.call('GET', '/crm/v3/pipelines/deals/p2')).status).toBe(404)
  })

  test('a deal takes the stages of its portal', async () => {
    expect(
      (await hubspot.call('POST', '/crm/v3/objects/deals', { properties: { dealname: 'D', pipeline: 'p1', dealstage: 's1' } })).status,
    ).toBe(201)
    expect((await hubspot.call('POST', '/crm/v3/objects/deals', { properties: { dealname: 'D', dealstage: 'closedwon' } })).status).toBe(
      400,
    )
    const { body } = await hubspot.call('GET', '/crm/v3/properties/deals/dealstage')
    expect((body['options'] as { value: string }[]).map((option) => option.value)).toEqual(['s1', 's2'])
  })
})
