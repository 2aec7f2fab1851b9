/** Custom fields: made through the Tooling API, unseen until a permission set shows them. */
import { Connection } from 'jsforce'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startOrg, type TestOrg } from '../testing/start-org'

let org: TestOrg
let client: Connection

beforeAll(async () => {
  org = await startOrg()
  client = new Connection(org.settings)
})
afterAll(() => org.close())

const metadata = { type: 'Text', label: 'Lockstep key', length: 80, externalId: true, unique: true, caseSensitive: false }

async function fieldNames(): Promise<string[]> {
  return (await client.describe('Lead')).fields.filter((field) => field.custom).map((field) => field.name)
}

test('a new field is there for nobody until a permission set of the user grants it', async () => {
  const made = await client.tooling.sobject('CustomField').create({ FullName: 'Lead.Lockstep_Key__c', Metadata: metadata } as never)
  expect(made).toMatchObject({ id: expect.stringMatching(/^00N\w{15}$/), success: true, errors: [] })
  expect(await fieldNames()).toEqual([])
  await expect(client.query('SELECT Lockstep_Key__c FROM Lead')).rejects.toMatchObject({ errorCode: 'INVALID_FIELD' })

  const set = await client.sobject('PermissionSet').create({ Name: 'Lockstep', Label: 'Lockstep' })
  const user = (await client.query("SELECT Id FROM User WHERE Username = 'integration@sandbox.example'")).records[0]!
  await client.sobject('PermissionSetAssignment').create({ PermissionSetId: set.id, AssigneeId: user['Id'] })
  const granted = { ParentId: set.id, SobjectType: 'Lead', Field: 'Lead.Lockstep_Key__c', PermissionsRead: true, PermissionsEdit: true }
  expect(await client.sobject('FieldPermissions').create(granted)).toMatchObject({ success: true })
  expect(await fieldNames()).toEqual(['Lockstep_Key__c'])
  const described = (await client.describe('Lead')).fields.find((field) => field.name === 'Lockstep_Key__c')
  expect(described).toMatchObject({
    type: 'string',
    length: 80,
    unique: true,
    externalId: true,
    idLookup: true,
    nillable: true,
    caseSensitive: false,
  })

  const lead = { LastName: 'Doe', Company: 'Acme', Lockstep_Key__c: 'p:contact:1:0' }
  const first = await client.sobject('Lead').create(lead)
  await expect(client.sobject('Lead').create(lead)).rejects.toMatchObject({ errorCode: 'DUPLICATE_VALUE' })
  expect(await client.query("SELECT Id FROM Lead WHERE Lockstep_Key__c = 'P:CONTACT:1:0'")).toMatchObject({ records: [{ Id: first.id }] })
})

test('the field is found through the Tooling API, and only there', async () => {
  const { records } = await client.tooling.query("SELECT Id, DeveloperName FROM CustomField WHERE TableEnumOrId = 'Lead'")
  expect(records.map((row) => row['DeveloperName'])).toEqual(['Lockstep_Key'])
  await expect(client.query('SELECT Id FROM CustomField')).rejects.toMatchObject({ errorCode: 'INVALID_TYPE' })
})

test('a field that cannot be made is refused', async () => {
  const make = async (FullName: string, change: Record<string, unknown> = {}) => {
    const { status, body } = await org.call('POST', '/tooling/sobjects/CustomField', { FullName, Metadata: { ...metadata, ...change } })
    return [status, (body as { errorCode: string }[])[0]?.errorCode]
  }
  expect(await make('Lead.Lockstep_Key__c')).toEqual([400, 'DUPLICATE_DEVELOPER_NAME'])
  expect(await make('Lead.NoSuffix')).toEqual([400, 'FIELD_INTEGRITY_EXCEPTION'])
  expect(await make('Nothing.X__c')).toEqual([400, 'FIELD_INTEGRITY_EXCEPTION'])
  expect(await make('Lead.Long__c', { length: 300 })).toEqual([400, 'FIELD_INTEGRITY_EXCEPTION'])
  expect(await make('Lead.Odd__c', { type: 'Oddity' })).toEqual([400, 'FIELD_INTEGRITY_EXCEPTION'])
})

test('what the Tooling API has is described: custom fields', async () => {
  const client = new Connection(org.settings)
  expect((await client.tooling.describeGlobal()).sobjects.map(({ name }) => name)).toEqual(['CustomField'])
  const described = await client.tooling.sobject('CustomField').describe()
  expect([described.name, described.keyPrefix, described.urls['sobject']]).toEqual([
    'CustomField',
    '00N',
    '/services/data/v62.0/tooling/sobjects/CustomField',
  ])
  const { status, body } = await org.call('GET', `/tooling/query?q=${encodeURIComponent('SELECT Id FROM ApexClass')}`)
  expect([status, body]).toMatchObject([400, [{ errorCode: 'INVALID_TYPE' }]])
})
