/** Single records over HTTP: reading, writing, history, deletion. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { NOON, type RunningHubspot, seedOf, startHubspot } from '../testing/start-hubspot'

let hubspot: RunningHubspot

const SEED = seedOf(
  {
    contacts: [
      { id: '51', at: '2026-10-01T08:00:00.250Z', values: { email: 'ada@example.com', lifecyclestage: 'customer', hubspot_owner_id: '7' } },
      { id: '52', at: '2026-10-02T08:00:00Z', values: { email: 'bob@example.com', hs_additional_emails: 'bobby@example.com' } },
      { id: '53', at: '2026-10-03T08:00:00Z', values: { firstname: 'Gone' }, archived: true },
    ],
    companies: [{ id: '900', at: '2026-10-01T08:00:00Z', values: { name: 'Acme', domain: 'acme.example' } }],
  },
  { owners: [{ id: '7', email: 'olga@example.com' }] },
)

beforeEach(async () => {
  hubspot = await startHubspot(SEED)
})

afterEach(() => hubspot.close())

const message = (body: Record<string, unknown>) => String(body['message'])
const codes = (body: Record<string, unknown>) => (body['errors'] as { code: string }[]).map((error) => error.code)
const patch = (id: string, properties: Record<string, unknown>) => hubspot.call('PATCH', `/crm/v3/objects/contacts/${id}`, { properties })
const create = (properties: Record<string, unknown>) => hubspot.call('POST', '/crm/v3/objects/contacts', { properties })
const read = async (id: string, names: string) =>
  (await hubspot.call('GET', `/crm/v3/objects/contacts/${id}?properties=${names}`)).body['properties'] as Record<string, unknown>

describe('reading', () => {
  test('a record without named properties shows the defaults, missing ones as null', async () => {
    const { status, body } = await hubspot.call('GET', '/crm/v3/objects/contacts/51')
    expect(status).toBe(200)
    expect(body).toEqual({
      id: '51',
      properties: {
        createdate: '2026-10-01T08:00:00.250Z',
        email: 'ada@example.com',
        firstname: null,
        hs_object_id: '51',
        lastmodifieddate: '2026-10-01T08:00:00.250Z',
        lastname: null,
      },
      createdAt: '2026-10-01T08:00:00.250Z',
      updatedAt: '2026-10-01T08:00:00.250Z',
      archived: false,
      url: 'https://app.hubspot.com/contacts/24680135/record/contacts/51',
    })
  })

  test('a record is found by a unique property, by the secondary email too', async () => {
    expect((await hubspot.call('GET', '/crm/v3/objects/contacts/ADA@example.com?idProperty=email')).body['id']).toBe('51')
    expect((await hubspot.call('GET', '/crm/v3/objects/contacts/bobby%40example.com?idProperty=email')).body['id']).toBe('52')
    expect((await hubspot.call('GET', '/crm/v3/objects/contacts/x?idProperty=lastname')).status).toBe(400)
  })

  test('an archived record is shown only on request', async () => {
    expect((await hubspot.call('GET', '/crm/v3/objects/contacts/53')).status).toBe(404)
    const { body } = await hubspot.call('GET', '/crm/v3/objects/contacts/53?archived=true')
    expect([body['archived'], body['archivedAt']]).toEqual([true, '2026-10-03T08:00:00.000Z'])
  })

  test('listing pages by id, live and archived apart', async () => {
    const first = await hubspot.call('GET', '/crm/v3/objects/contacts?limit=1')
    expect((first.body['results'] as { id: string }[]).map((each) => each.id)).toEqual(['51'])
    expect(first.body['paging']).toEqual({
      next: { after: '52', link: `${hubspot.url}/crm/v3/objects/contacts?limit=1&after=52` },
    })
    const second = await hubspot.call('GET', '/crm/v3/objects/contacts?limit=1&after=52')
    expect((second.body['results'] as { id: string }[]).map((each) => each.id)).toEqual(['52'])
    expect(second.body['paging']).toBeUndefined()
    const archived = await hubspot.call('GET', '/crm/v3/objects/contacts?archived=true')
    expect((archived.body['results'] as { id: string }[]).map((each) => each.id)).toEqual(['53'])
  })

  test('a list takes 100 at most, 50 with histories', async () => {
    expect((await hubspot.call('GET', '/crm/v3/objects/contacts?limit=101')).status).toBe(400)
    expect((await hubspot.call('GET', '/crm/v3/objects/contacts?limit=51&propertiesWithHistory=email')).status).toBe(400)
    expect((await hubspot.call('GET', '/crm/v3/objects/contacts?limit=100&properties=email,firstname')).status).toBe(200)
  })

  test('companies tell hs_lastmodifieddate', async () => {
    const { body } = await hubspot.call('GET', '/crm/v3/objects/0-2/900')
    expect(body['properties']).toEqual({
      createdate: '2026-10-01T08:00:00Z',
      domain: 'acme.example',
      hs_lastmodifieddate: '2026-10-01T08:00:00Z',
      hs_object_id: '900',
      name: 'Acme',
    })
  })

  test('an object type nobody knows is refused', async () => {
    expect((await hubspot.call('GET', '/crm/v3/objects/spaceships')).status).toBe(400)
    expect((await hubspot.call('GET', '/crm/v3/objects/2-123/1')).status).toBe(400)
  })
})

describe('writing', () => {
  test('a create answers 201 with what was written and the next id', async () => {
    const { status, body } = await create({ email: 'Cyd@Example.com', firstname: 'Cyd' })
    expect(status).toBe(201)
    expect(body).toEqual({
      id: '54',
      properties: {
        email: 'cyd@example.com',
        firstname: 'Cyd',
        hs_object_id: '54',
        createdate: '2026-11-01T12:00:00Z',
        lastmodifieddate: '2026-11-01T12:00:00Z',
      },
      createdAt: '2026-11-01T12:00:00.000Z',
      updatedAt: '2026-11-01T12:00:00.000Z',
      archived: false,
    })
  })

  test('an email that another contact has is a conflict that names the other', async () => {
    for (const email of ['ADA@example.com ', 'ada@example.com']) {
      const { status, body } = await create({ email })
      expect(status).toBe(409)
      expect(body).toMatchObject({ status: 'error', category: 'CONFLICT', message: 'Contact already exists. Existing ID: 51' })
      expect(String(body['correlationId'])).toMatch(/^[0-9a-f-]{36}$/)
    }
    expect(message((await create({ email: 'bobby@example.com' })).body)).toBe('Contact already exists. Existing ID: 52')
    expect((await patch('52', { email: 'ada@example.com' })).status).toBe(409)
    expect((await patch('51', { email: 'ada@example.com' })).status).toBe(200)
  })

  test('an archived contact gives its email free', async () => {
    expect((await hubspot.call('DELETE', '/crm/v3/objects/contacts/51')).status).toBe(204)
    expect((await create({ email: 'ada@example.com' })).status).toBe(201)
  })

  test('each kind of bad value has its code', async () => {
    const cases: [Record<string, unknown>, string][] = [
      [{ email: 'no mailbox' }, 'INVALID_EMAIL'],
      [{ email: 'a@b' }, 'INVALID_EMAIL'],
      [{ lifecyclestage: 'Lead' }, 'INVALID_OPTION'],
      [{ hubspot_owner_id: '8' }, 'INVALID_OPTION'],
      [{ hs_buying_role: 'CHAMPION;KING' }, 'INVALID_OPTION'],
      [{ closedate: 'tomorrow' }, 'INVALID_LONG'],
      [{ nickname: 'x' }, 'PROPERTY_DOESNT_EXIST'],
      [{ createdate: '2026-01-01' }, 'READ_ONLY_VALUE'],
      [{ firstname: { first: 'x' } }, 'INVALID_STRING'],
      [{ firstname: 'x'.repeat(65_537) }, 'PROPERTY_VALUE_TOO_LONG'],
    ]
    for (const [properties, code] of cases) {
      const { status, body } = await create(properties)
      expect([status, body['category'], codes(body)]).toEqual([400, 'VALIDATION_ERROR', [code]])
    }
  })

  test('all bad values of a record are told at once, in the message as JSON', async () => {
    const { body } = await patch('51', { nickname: 'x', lifecyclestage: 'x', firstname: 'Fine' })
    expect(codes(body)).toEqual(['PROPERTY_DOESNT_EXIST', 'INVALID_OPTION'])
    const inner = JSON.parse(message(body).replace('Property values were not valid: ', '')) as { error: string; name: string }[]
    expect(inner.map(({ error, name }) => [error, name])).toEqual([
      ['PROPERTY_DOESNT_EXIST', 'nickname'],
      ['INVALID_OPTION', 'lifecyclestage'],
    ])
    expect((await read('51', 'firstname'))['firstname']).toBe(null)
  })

  test('values are stored in their canonical form', async () => {
    await hubspot.call('POST', '/crm/v3/properties/contacts', {
      name: 'birthday',
      label: 'Birthday',
      type: 'date',
      fieldType: 'date',
      groupName: 'contactinformation',
    })
    await patch('51', { closedate: 1_793_534_400_000, hs_buying_role: 'CHAMPION;OTHER;CHAMPION', birthday: '1980-02-29', firstname: 7 })
    expect(await read('51', 'closedate,hs_buying_role,birthday,firstname')).toMatchObject({
      closedate: '2026-11-01T12:00:00Z',
      hs_buying_role: 'CHAMPION;OTHER',
      birthday: '1980-02-29',
      firstname: '7',
    })
    expect(codes((await patch('51', { birthday: '1981-02-29' })).body)).toEqual(['INVALID_LONG'])
    expect(codes((await patch('51', { birthday: '1615318471000' })).body)).toEqual(['INVALID_DATE'])
    await patch('51', { hs_buying_role: ';END_USER' })
    expect((await read('51', 'hs_buying_role'))['hs_buying_role']).toBe('CHAMPION;OTHER;END_USER')
  })

  test('an empty string or null clears', async () => {
    await patch('51', { email: '', hubspot_owner_id: null })
    expect(await read('51', 'email,hubspot_owner_id')).toMatchObject({ email: null, hubspot_owner_id: null })
    expect((await create({ email: 'ada@example.com' })).status).toBe(201)
  })

  test('the lifecycle stage does not go back unless it is cleared first', async () => {
    const back = await patch('51', { lifecyclestage: 'lead' })
    expect([back.status, (back.body['properties'] as Record<string, unknown>)['lifecyclestage']]).toEqual([200, 'customer'])
    await patch('51', { lifecyclestage: '' })
    await patch('51', { lifecyclestage: 'lead' })
    expect(await read('51', 'lifecyclestage,hs_lifecyclestage_lead_date')).toMatchObject({
      lifecyclestage: 'lead',
      hs_lifecyclestage_lead_date: '2026-11-01T12:00:00Z',
    })
    await patch('51', { lifecyclestage: 'opportunity' })
    expect((await read('51', 'lifecyclestage'))['lifecyclestage']).toBe('opportunity')
  })

  test('only a real change moves the stamp', async () => {
    hubspot.world.clock.advance(1_500)
    await patch('51', { email: 'ada@example.com' })
    expect((await read('51', 'lastmodifieddate'))['lastmodifieddate']).toBe('2026-10-01T08:00:00.250Z')
    await patch('51', { firstname: 'Ada' })
    expect((await read('51', 'lastmodifieddate'))['lastmodifieddate']).toBe('2026-11-01T12:00:01.500Z')
  })

  test('the history names each value, when and who', async () => {
    await patch('51', { firstname: 'Ada' })
    hubspot.world.clock.advance(60_000)
    hubspot.system.edit({ object: 'contact', id: '51', values: { firstname: 'Augusta' }, by: '7' })
    const { body } = await hubspot.call('GET', '/crm/v3/objects/contacts/51?propertiesWithHistory=firstname,email')
    expect(body['propertiesWithHistory']).toEqual({
      firstname: [
        { value: 'Augusta', timestamp: '2026-11-01T12:01:00Z', sourceType: 'CRM_UI', sourceId: 'userId:7', updatedByUserId: 7 },
        { value: 'Ada', timestamp: '2026-11-01T12:00:00Z', sourceType: 'INTEGRATION', sourceId: '5410237' },
      ],
      email: [{ value: 'ada@example.com', timestamp: '2026-10-01T08:00:00.250Z', sourceType: 'IMPORT', sourceId: 'seed' }],
    })
  })

  test('deleting twice is 204 twice, and a deleted record is 404 for every write', async () => {
    expect((await hubspot.call('DELETE', '/crm/v3/objects/contacts/51')).status).toBe(204)
    expect((await hubspot.call('DELETE', '/crm/v3/objects/contacts/51')).status).toBe(204)
    expect((await patch('51', { firstname: 'x' })).status).toBe(404)
  })

  test('a privacy deletion leaves nothing to read, and the email does not come back', async () => {
    expect(
      (await hubspot.call('POST', '/crm/v3/objects/contacts/gdpr-delete', { objectId: 'ada@example.com', idProperty: 'email' })).status,
    ).toBe(204)
    expect((await hubspot.call('GET', '/crm/v3/objects/contacts/51?archived=true')).status).toBe(404)
    expect((await create({ email: 'ada@example.com' })).status).toBe(400)
    expect(hubspot.system.dump()['contacts']).toContainEqual({ id: '51', erased: true })
  })

  test('bodies that are no object are refused in plain words', async () => {
    for (const body of ['{"properties":', '[]', '"x"', '{}', '{"properties":[]}']) {
      const { status, body: error } = await hubspot.call('POST', '/crm/v3/objects/contacts', body)
      expect([status, error['category']]).toEqual([400, 'VALIDATION_ERROR'])
    }
  })

  test('every write is in the commit log with its call', async () => {
    await patch('51', { firstname: 'Ada' })
    hubspot.system.edit({ object: 'contacts', id: '51', values: { firstname: '' }, by: 'ann' })
    const call = hubspot.world.calls.list()[0]?.call
    expect(hubspot.world.commits.list()).toEqual([
      {
        time: new Date(NOON).toISOString(),
        system: 'hubspot',
        object: 'contacts',
        id: '51',
        field: 'firstname',
        from: null,
        to: 'Ada',
        by: 'app:5410237',
        call,
      },
      {
        time: new Date(NOON).toISOString(),
        system: 'hubspot',
        object: 'contacts',
        id: '51',
        field: 'firstname',
        from: 'Ada',
        to: null,
        by: 'ann',
        call: undefined,
      },
    ])
  })
})
