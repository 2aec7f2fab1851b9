/** What HubSpot promises its clients, through its own client: the same against a real portal and against the sandbox. */
import { Client } from '@hubspot/api-client'
import { FilterOperatorEnum } from '@hubspot/api-client/lib/codegen/crm/contacts/index.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually, type HubspotTarget, hubspotTarget, MARK, PATIENCE } from './targets'

let target: HubspotTarget
let client: Client
const made: { readonly contacts: string[]; readonly companies: string[] } = { contacts: [], companies: [] }

beforeAll(async () => {
  target = await hubspotTarget(process.env)
  client = new Client({
    accessToken: target.accessToken,
    numberOfApiCallRetries: 3,
    ...(target.url === undefined ? {} : { basePath: target.url }),
  })
})
afterAll(async () => {
  // Archiving what is archived already is no error, so all that was ever made goes.
  for (const id of made.contacts) await client.crm.contacts.basicApi.archive(id)
  for (const id of made.companies) await client.crm.companies.basicApi.archive(id)
  await target.close()
})

let count = 0
const address = (): string => {
  count += 1
  return `${MARK}-${count}@example.com`
}

async function contact(properties: Record<string, string> = {}) {
  const created = await client.crm.contacts.basicApi.create({ properties: { email: address(), ...properties } })
  made.contacts.push(created.id)
  return created
}

/** Status and category of a refusal. */
async function refusal(call: Promise<unknown>): Promise<{ code: number; category: unknown; message: string }> {
  try {
    await call
  } catch (error) {
    const { code, body } = error as { readonly code: number; readonly body: { readonly category?: unknown; readonly message?: unknown } }
    return { code, category: body.category, message: String(body.message) }
  }
  throw new Error('the call was not refused')
}

test('a contact lives: made, read, changed with its history, archived, gone', async () => {
  const { id, properties } = await contact({ firstname: 'Ada' })
  expect(id).toMatch(/^\d+$/)
  const updated = await client.crm.contacts.basicApi.update(id, { properties: { firstname: 'Augusta' } })
  expect(updated.id).toBe(id)
  const read = await client.crm.contacts.basicApi.getById(id, ['email', 'firstname'], ['firstname'])
  expect([read.properties['email'], read.properties['firstname']]).toEqual([properties['email'], 'Augusta'])
  expect(read.propertiesWithHistory?.['firstname']?.map(({ value }) => value)).toEqual(['Augusta', 'Ada'])
  await client.crm.contacts.basicApi.archive(id)
  expect((await refusal(client.crm.contacts.basicApi.getById(id))).code).toBe(404)
})

test('an email is in lower case, and the contact is found by it', async () => {
  const email = address()
  const { id } = await contact({ email: email.toUpperCase() })
  const read = await client.crm.contacts.basicApi.getById(email, ['email'], undefined, undefined, undefined, 'email')
  expect([read.id, read.properties['email']]).toEqual([id, email])
})

test('a second contact with an email is refused with the id of the first', async () => {
  const { id, properties } = await contact()
  const refused = await refusal(client.crm.contacts.basicApi.create({ properties: { email: properties['email'] ?? '' } }))
  expect(refused).toEqual({ code: 409, category: 'CONFLICT', message: `Contact already exists. Existing ID: ${id}` })
})

test('unknown properties and options are refused, and nothing is written', async () => {
  const { id } = await contact({ firstname: 'Ada' })
  const write = (properties: Record<string, string>) => refusal(client.crm.contacts.basicApi.update(id, { properties }))
  expect(await write({ firstname: 'Eve', lockstep_no_such_property: '1' })).toMatchObject({ code: 400, category: 'VALIDATION_ERROR' })
  expect(await write({ firstname: 'Eve', lifecyclestage: 'no such stage' })).toMatchObject({ code: 400, category: 'VALIDATION_ERROR' })
  expect((await client.crm.contacts.basicApi.getById(id, ['firstname'])).properties['firstname']).toBe('Ada')
})

test('a batch reads what there is and tells what there is not', async () => {
  const [one, other] = [await contact(), await contact()]
  const asked = { inputs: [{ id: one.id }, { id: other.id }], properties: ['email'], propertiesWithHistory: [] }
  const answer = await client.crm.contacts.batchApi.read(asked)
  expect([answer.status, answer.results.map(({ id }) => id).sort()]).toEqual(['COMPLETE', [one.id, other.id].sort()])
  await client.crm.contacts.basicApi.archive(other.id)
  const partial = await client.crm.contacts.batchApi.read(asked)
  expect(partial.results.map(({ id }) => id)).toEqual([one.id])
})

test('a batch of upserts by email says which are new', async () => {
  const known = await contact()
  const fresh = address()
  const inputs = [known.properties['email'] ?? '', fresh].map((email) => ({
    id: email,
    idProperty: 'email',
    properties: { lastname: MARK },
  }))
  const { results } = await client.crm.contacts.batchApi.upsert({ inputs })
  made.contacts.push(...results.map(({ id }) => id))
  expect(results.map((each) => [each.id === known.id, each._new]).sort()).toEqual([
    [false, true],
    [true, false],
  ])
})

test(
  'a search finds a contact once the index knows it, and not once it is archived',
  async () => {
    const { id, properties } = await contact()
    const filters = [{ propertyName: 'email', operator: FilterOperatorEnum.Eq, value: properties['email'] ?? '' }]
    const search = async () =>
      (await client.crm.contacts.searchApi.doSearch({ filterGroups: [{ filters }], properties: ['email'], limit: 10 })).results.map(
        (each) => each.id,
      )
    expect(await eventually(search, (ids) => ids.length > 0)).toEqual([id])
    await client.crm.contacts.basicApi.archive(id)
    expect(await eventually(search, (ids) => ids.length === 0)).toEqual([])
  },
  3 * PATIENCE,
)

test('a contact is tied to a company and untied', async () => {
  const { id } = await contact()
  const company = await client.crm.companies.basicApi.create({ properties: { name: MARK } })
  made.companies.push(company.id)
  const { basicApi } = client.crm.associations.v4
  await basicApi.createDefault('contacts', id, 'companies', company.id)
  const tied = async () => (await basicApi.getPage('contacts', id, 'companies')).results.map(({ toObjectId }) => String(toObjectId))
  expect(await tied()).toEqual([company.id])
  await basicApi.archive('contacts', id, 'companies', company.id)
  expect(await tied()).toEqual([])
})

test('the properties of contacts say what they hold', async () => {
  const email = await client.crm.properties.coreApi.getByName('contacts', 'email')
  expect([email.type, email.fieldType, email.hubspotDefined]).toEqual(['string', 'text', true])
  expect((await refusal(client.crm.properties.coreApi.getByName('contacts', 'lockstep_no_such_property'))).code).toBe(404)
})

test('a token that nobody knows is refused', async () => {
  const stranger = new Client({ accessToken: 'pat-na1-unknown', ...(target.url === undefined ? {} : { basePath: target.url }) })
  expect(await refusal(stranger.crm.contacts.basicApi.getPage(1))).toMatchObject({ code: 401, category: 'INVALID_AUTHENTICATION' })
})
