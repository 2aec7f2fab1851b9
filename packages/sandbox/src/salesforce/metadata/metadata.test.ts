/** The Metadata API through jsforce, and by raw envelopes. */
import { Connection } from 'jsforce'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startOrg, type TestOrg } from '../testing/start-org'

let org: TestOrg
let client: Connection

beforeAll(async () => {
  org = await startOrg({ objects: { Lead: { fields: [{ name: 'Size__c', type: 'picklist', values: ['S', 'L'], restricted: true }] } } })
  client = new Connection(org.settings)
})
afterAll(() => org.close())

test('standard picklists tell their values until version 37, and which lead statuses convert', async () => {
  const old = new Connection({ ...org.settings, version: '37.0' })
  const status = (await old.metadata.read('CustomField', 'Lead.Status')) as unknown
  expect(status).toMatchObject({ fullName: 'Lead.Status', type: 'Picklist' })
  const { picklist } = status as { picklist: { picklistValues: Record<string, string>[] } }
  expect(picklist.picklistValues.filter(({ converted }) => converted === 'true')).toEqual([
    { fullName: 'Closed - Converted', default: 'false', converted: 'true' },
  ])
  expect(await client.metadata.read('CustomField', 'Lead.Status')).not.toHaveProperty('picklist')
})

test('a custom field is read with its values, an unknown one is nil', async () => {
  const [known, unknown] = await client.metadata.read('CustomField', ['Lead.Size__c', 'Lead.None__c'])
  expect(known).toMatchObject({
    fullName: 'Lead.Size__c',
    type: 'Picklist',
    required: false,
    valueSet: { restricted: true, valueSetDefinition: { value: [{ fullName: 'S' }, { fullName: 'L' }] } },
  })
  expect(unknown?.fullName).toBeFalsy()
})

test('objects and fields are made, told of, and used', async () => {
  const results = await client.metadata.create('CustomObject', [
    {
      fullName: 'Car__c',
      label: 'Car',
      pluralLabel: 'Cars',
      nameField: { type: 'Text', label: 'Plate' },
      deploymentStatus: 'Deployed',
      sharingModel: 'ReadWrite',
    },
    { fullName: 'Car', label: 'Car', pluralLabel: 'Cars', nameField: { type: 'Text', label: 'Plate' } },
  ])
  expect(results).toMatchObject([
    { fullName: 'Car__c', success: true },
    { fullName: 'Car', success: false, errors: [{ statusCode: 'FIELD_INTEGRITY_EXCEPTION' }] },
  ])
  const made = await client.metadata.create('CustomField', [
    { fullName: 'Car__c.Doors__c', label: 'Doors', type: 'Number', precision: 2, scale: 0, required: true },
    { fullName: 'Car__c.Doors__c', label: 'Doors', type: 'Number', precision: 2, scale: 0 },
  ])
  expect(made).toMatchObject([{ success: true }, { success: false, errors: [{ statusCode: 'DUPLICATE_DEVELOPER_NAME' }] }])
  const read = await client.metadata.read('CustomObject', 'Car__c')
  expect(read).toMatchObject({ fullName: 'Car__c', label: 'Car', pluralLabel: 'Cars', nameField: { label: 'Plate', type: 'Text' } })
  const { id } = await client.sobject('Car__c').create({ Name: 'B-AA 1', Doors__c: 4 })
  expect(await client.sobject('Car__c').retrieve(id!)).toMatchObject({ Name: 'B-AA 1', Doors__c: 4 })
  const fields = await client.metadata.list([{ type: 'CustomField' }])
  expect(fields.map(({ fullName, type }) => [fullName, type])).toEqual([
    ['Lead.Size__c', 'CustomField'],
    ['Car__c.Doors__c', 'CustomField'],
  ])
})

test('what is there is described; other types and calls are refused, and so is a dead session', async () => {
  const { metadataObjects, organizationNamespace } = await client.metadata.describe()
  expect([metadataObjects.map(({ xmlName }) => xmlName), organizationNamespace]).toEqual([['CustomObject'], ''])
  await expect(client.metadata.read('Layout', 'x')).rejects.toMatchObject({ errorCode: 'sf:INVALID_TYPE' })
  await expect(client.metadata.delete('CustomField', 'Lead.Size__c')).rejects.toThrow(/^No operation available for request/)
  const dead = new Connection({ ...org.settings, accessToken: 'none' })
  await expect(dead.metadata.describe()).rejects.toMatchObject({ errorCode: 'sf:INVALID_SESSION_ID' })
})
