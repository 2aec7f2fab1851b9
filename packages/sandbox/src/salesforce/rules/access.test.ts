/** What profiles and permission sets let a user do with objects and fields. */
import { Connection } from 'jsforce'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { EMPTY_SEED } from '../../world/seed'
import { salesforceId } from '../ids'
import { startOrg, type TestOrg } from '../testing/start-org'

let org: TestOrg
let client: Connection

beforeEach(async () => {
  org = await startOrg()
  client = new Connection(org.settings)
})
afterEach(() => org.close())

/** Lets the connected user do what is said and no more. */
const limit = (profile: Record<string, unknown>) =>
  org.system.load({ ...EMPTY_SEED.salesforce, schema: { profiles: [{ name: 'System Administrator', ...profile }] } })

const fieldNames = async (object: string) => (await client.describe(object)).fields.map(({ name }) => name)

test('a field that may not be read is nowhere', async () => {
  limit({ fields: { 'Lead.Phone': 'none' } })
  const { id } = await client.sobject('Lead').create({ LastName: 'Doe', Company: 'Acme' })
  expect(await fieldNames('Lead')).not.toContain('Phone')
  expect(await client.sobject('Lead').retrieve(id!)).not.toHaveProperty('Phone')
  const error = { errorCode: 'INVALID_FIELD', message: expect.stringContaining("No such column 'Phone' on entity 'Lead'") }
  await expect(client.query('SELECT Phone FROM Lead')).rejects.toMatchObject(error)
  await expect(client.query("SELECT Id FROM Lead WHERE Phone = '1'")).rejects.toMatchObject(error)
  expect((await org.call('POST', '/sobjects/Lead', { LastName: 'Doe', Company: 'Acme', Phone: '1' })).body).toEqual([
    { errorCode: 'INVALID_FIELD', message: "No such column 'Phone' on sobject of type Lead" },
  ])
  expect((await client.query('SELECT FIELDS(ALL) FROM Lead LIMIT 1')).records[0]).not.toHaveProperty('Phone')
})

test('a field that may be read alone is read-only', async () => {
  limit({ fields: { 'Lead.Title': 'read', 'Contact.MailingAddress': 'read' } })
  const { id } = org.system.edit({ object: 'Lead', values: { LastName: 'Doe', Company: 'Acme', Title: 'CTO' } })
  expect((await client.sobject('Lead').retrieve(id))['Title']).toBe('CTO')
  expect((await client.describe('Lead')).fields.find(({ name }) => name === 'Title')).toMatchObject({
    createable: false,
    updateable: false,
  })
  const message =
    'Unable to create/update fields: Title. Please check the security settings of this field and verify that it is read/write for your profile or permission set.'
  expect(await org.call('PATCH', `/sobjects/Lead/${id}`, { Title: 'CEO' })).toMatchObject({
    status: 400,
    body: [{ errorCode: 'INVALID_FIELD_FOR_INSERT_UPDATE', message, fields: ['Title'] }],
  })
  expect(await client.sobject('Lead').create([{ LastName: 'Doe', Company: 'Acme', Title: 'x' }])).toEqual([
    { success: false, errors: [{ statusCode: 'INVALID_FIELD_FOR_INSERT_UPDATE', message, fields: ['Title'] }] },
  ])
  // The parts of an address go with the whole.
  await expect(client.sobject('Contact').create({ LastName: 'Doe', MailingCity: 'Rome' })).rejects.toMatchObject({
    errorCode: 'INVALID_FIELD_FOR_INSERT_UPDATE',
  })
})

test('the rows of field permissions say the same, and changing them changes it', async () => {
  limit({ fields: { 'Lead.Title': 'read', 'Lead.Phone': 'none' } })
  const rows = async () =>
    (
      await client.query(
        "SELECT Field, PermissionsRead, PermissionsEdit, Parent.IsOwnedByProfile FROM FieldPermissions WHERE Field IN ('Lead.Title', 'Lead.Phone', 'Lead.Fax') ORDER BY Field",
      )
    ).records.map((row) => [row['Field'], row['PermissionsRead'], row['PermissionsEdit'], row['Parent'].IsOwnedByProfile])
  expect(await rows()).toEqual([
    ['Lead.Fax', true, true, true],
    ['Lead.Title', true, false, true],
  ])
  const user = (await client.query("SELECT Id FROM User WHERE Username = 'integration@sandbox.example'")).records[0]!
  const set = await client.sobject('PermissionSet').create({ Name: 'More', Label: 'More' })
  await client.sobject('PermissionSetAssignment').create({ PermissionSetId: set.id, AssigneeId: user['Id'] })
  const grant = { ParentId: set.id, SobjectType: 'Lead', Field: 'Lead.Phone', PermissionsRead: true, PermissionsEdit: false }
  const granted = await client.sobject('FieldPermissions').create(grant)
  expect((await client.describe('Lead')).fields.find(({ name }) => name === 'Phone')).toMatchObject({ updateable: false })
  await client.sobject('FieldPermissions').update({ Id: granted.id!, PermissionsEdit: true })
  expect(await client.sobject('Lead').create({ LastName: 'Doe', Company: 'Acme', Phone: '1' })).toMatchObject({ success: true })
  await client.sobject('FieldPermissions').destroy(granted.id!)
  expect(await fieldNames('Lead')).not.toContain('Phone')
})

test('an object that may not be read is none that there is', async () => {
  limit({ objects: { Opportunity: [] } })
  expect((await client.describeGlobal()).sobjects.map(({ name }) => name)).not.toContain('Opportunity')
  await expect(client.describe('Opportunity')).rejects.toMatchObject({ errorCode: 'NOT_FOUND' })
  await expect(client.query('SELECT Id FROM Opportunity')).rejects.toMatchObject({
    errorCode: 'INVALID_TYPE',
    message: expect.stringContaining("sObject type 'Opportunity' is not supported."),
  })
  await expect(client.query('SELECT Id, (SELECT Id FROM Opportunities) FROM Account')).rejects.toMatchObject({ errorCode: 'INVALID_TYPE' })
  await expect(client.query('SELECT Opportunity.Name FROM OpportunityContactRole')).rejects.toMatchObject({ errorCode: 'INVALID_FIELD' })
  expect(await org.call('POST', '/sobjects/Opportunity', { Name: 'X' })).toMatchObject({ status: 404, body: [{ errorCode: 'NOT_FOUND' }] })
  await expect(client.sobject('Opportunity').create([{ Name: 'X' }])).rejects.toMatchObject({ errorCode: 'INVALID_TYPE' })
})

test('rights to create, edit and delete are told apart', async () => {
  limit({ objects: { Lead: ['read'], Contact: ['read', 'create', 'edit'] } })
  const { id } = org.system.edit({ object: 'Lead', values: { LastName: 'Doe', Company: 'Acme' } })
  expect(await client.describe('Lead')).toMatchObject({ createable: false, updateable: false, deletable: false, queryable: true })
  expect(await org.call('POST', '/sobjects/Lead', { LastName: 'Doe', Company: 'Acme' })).toMatchObject({
    status: 400,
    body: [{ errorCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', message: 'entity type cannot be inserted: Lead', fields: [] }],
  })
  const denied = { errorCode: 'INSUFFICIENT_ACCESS_OR_READONLY', message: 'insufficient access rights on object id', fields: [] }
  expect(await org.call('PATCH', `/sobjects/Lead/${id}`, { Title: 'x' })).toMatchObject({ status: 403, body: [denied] })
  expect(await org.call('DELETE', `/sobjects/Lead/${id}`)).toMatchObject({ status: 403, body: [denied] })
  const { errorCode: statusCode, ...rest } = denied
  expect(await client.sobject('Lead').destroy([id])).toMatchObject([{ success: false, errors: [{ statusCode, ...rest }] }])
  const contact = await client.sobject('Contact').create({ LastName: 'Doe' })
  expect(await client.sobject('Contact').update({ Id: contact.id!, Title: 'x' })).toMatchObject({ success: true })
  await expect(client.sobject('Contact').destroy(contact.id!)).rejects.toMatchObject({ errorCode: denied.errorCode })
})

test('users of other profiles keep every right, and a profile may be given by name', async () => {
  const user = salesforceId('005', 2)
  const values = {
    Username: 'mia@acme.example',
    LastName: 'Mia',
    Email: 'mia@acme.example',
    Alias: 'mia',
    ProfileId: salesforceId('00e', 1),
  }
  org.system.load({
    ...EMPTY_SEED.salesforce,
    schema: { profiles: [{ name: 'Marketing', users: ['Mia@acme.example'], objects: { Lead: [] } }] },
    objects: [{ name: 'User', file: 'User.jsonl', rows: [{ id: user, values, links: {}, line: 1 }] }],
  })
  expect((await client.query('SELECT Id FROM Lead')).totalSize).toBe(0)
  expect((await client.query("SELECT Name FROM Profile WHERE Name = 'Marketing'")).totalSize).toBe(1)
  const mia = new Connection({ instanceUrl: org.url, loginUrl: org.url, version: '62.0' })
  await mia.login('mia@acme.example', 'anything')
  await expect(mia.query('SELECT Id FROM Lead')).rejects.toMatchObject({ errorCode: 'INVALID_TYPE' })
  expect((await mia.query('SELECT Id FROM Contact')).totalSize).toBe(0)
})

test('nobody becomes the owner of what they cannot read', async () => {
  const user = salesforceId('005', 2)
  const values = {
    Username: 'mia@acme.example',
    LastName: 'Mia',
    Email: 'mia@acme.example',
    Alias: 'mia',
    ProfileId: salesforceId('00e', 1),
  }
  org.system.load({
    ...EMPTY_SEED.salesforce,
    schema: { profiles: [{ name: 'Marketing', users: ['mia@acme.example'], objects: { Lead: [] } }] },
    objects: [{ name: 'User', file: 'User.jsonl', rows: [{ id: user, values, links: {}, line: 1 }] }],
  })
  await expect(client.sobject('Lead').create({ LastName: 'Doe', Company: 'Acme', OwnerId: user })).rejects.toMatchObject({
    errorCode: 'TRANSFER_REQUIRES_READ',
    message: 'The new owner must have read permission',
  })
})

test('a new custom field is seen once it is granted, also by a limited user', async () => {
  limit({})
  const metadata = { type: 'Text', label: 'Key', length: 80, externalId: true, unique: true }
  await client.tooling.sobject('CustomField').create({ FullName: 'Lead.Key__c', Metadata: metadata } as never)
  expect(await fieldNames('Lead')).not.toContain('Key__c')
  const [set] = (await client.query('SELECT Id FROM PermissionSet WHERE IsOwnedByProfile = true')).records
  const grant = { ParentId: set!['Id'], SobjectType: 'Lead', Field: 'Lead.Key__c', PermissionsRead: true, PermissionsEdit: true }
  await client.sobject('FieldPermissions').create(grant)
  expect(await client.sobject('Lead').create({ LastName: 'Doe', Company: 'Acme', Key__c: 'k' })).toMatchObject({ success: true })
})

test('a user without API access gets nothing over any API', async () => {
  limit({ apiEnabled: false })
  const error = { errorCode: 'API_DISABLED_FOR_ORG', message: 'The REST API is not enabled for this Organization.' }
  expect(await org.call('GET', '/limits')).toMatchObject({ status: 403, body: [error] })
  await expect(client.query('SELECT Id FROM Lead')).rejects.toMatchObject({ errorCode: error.errorCode })
  const job = client.bulk.createJob('Lead', 'insert')
  await expect(job.open()).rejects.toMatchObject({ errorCode: error.errorCode })
  const head = `<SessionHeader><sessionId>${org.settings.accessToken}</sessionId></SessionHeader>`
  const reply = await fetch(`${org.url}/services/Soap/u/62.0`, {
    method: 'POST',
    headers: { 'content-type': 'text/xml', soapaction: '""' },
    body: `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header>${head}</e:Header><e:Body><getUserInfo/></e:Body></e:Envelope>`,
  })
  expect(/<faultcode>(.*)<\/faultcode>/.exec(await reply.text())?.[1]).toBe('sf:API_DISABLED_FOR_ORG')
})

test('who may not customize the org makes no fields and gives no permissions', async () => {
  limit({ customizes: false })
  const metadata = { type: 'Text', label: 'Key', length: 80 }
  expect(await org.call('POST', '/tooling/sobjects/CustomField', { FullName: 'Lead.Key__c', Metadata: metadata })).toMatchObject({
    status: 403,
    body: [{ errorCode: 'INSUFFICIENT_ACCESS' }],
  })
  expect(await org.call('POST', '/sobjects/PermissionSet', { Name: 'Mine', Label: 'Mine' })).toMatchObject({
    status: 400,
    body: [{ errorCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', message: 'entity type cannot be inserted: Permission Set' }],
  })
  const [set] = (await client.query('SELECT Id, PermissionsCustomizeApplication FROM PermissionSet WHERE IsOwnedByProfile = true')).records
  expect(set!['PermissionsCustomizeApplication']).toBe(false)
  await expect(client.sobject('PermissionSet').update({ Id: set!.Id!, PermissionsCustomizeApplication: true })).rejects.toMatchObject({
    errorCode: 'INSUFFICIENT_ACCESS_OR_READONLY',
  })
  expect(await client.sobject('Lead').create({ LastName: 'Doe', Company: 'Acme' })).toMatchObject({ success: true })
})

test('permissions name what there is, come with what they need, and come once', async () => {
  const set = await client.sobject('PermissionSet').create({ Name: 'More', Label: 'More' })
  const field = (Field: string, rest: Record<string, unknown> = {}) =>
    org.call('POST', '/sobjects/FieldPermissions', { ParentId: set.id, SobjectType: 'Contact', Field, PermissionsRead: true, ...rest })
  const bad = (value: string) => ({
    status: 400,
    body: [
      {
        errorCode: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
        message: `Field Name: bad value for restricted picklist field: ${value}`,
        fields: ['Field'],
      },
    ],
  })
  // A part of an address is no field of its own here, nor is one that is required or another object's.
  for (const name of ['Contact.MailingStreet', 'Contact.LastName', 'Contact.Nothing__c', 'Lead.Phone']) {
    expect(await field(name)).toMatchObject(bad(name))
  }
  expect(await field('Contact.MailingAddress')).toMatchObject({ status: 201 })
  expect(await field('Contact.MailingAddress')).toMatchObject({ status: 400, body: [{ errorCode: 'DUPLICATE_VALUE' }] })
  expect(await field('Contact.Phone', { PermissionsRead: false, PermissionsEdit: true })).toMatchObject({
    status: 400,
    body: [{ errorCode: 'FIELD_INTEGRITY_EXCEPTION' }],
  })
  const rights = { ParentId: set.id, SobjectType: 'Lead', PermissionsEdit: true, PermissionsDelete: true }
  expect(await org.call('POST', '/sobjects/ObjectPermissions', rights)).toMatchObject({
    status: 400,
    body: [
      {
        errorCode: 'FIELD_INTEGRITY_EXCEPTION',
        message: 'Permission Edit Lead depends on permission(s): Read Lead; Permission Delete Lead depends on permission(s): Read Lead',
      },
    ],
  })
  expect(await org.call('POST', '/sobjects/ObjectPermissions', { ...rights, PermissionsRead: true })).toMatchObject({ status: 201 })
  const user = (await client.query("SELECT Id FROM User WHERE Username = 'integration@sandbox.example'")).records[0]!
  const assign = () => client.sobject('PermissionSetAssignment').create({ PermissionSetId: set.id, AssigneeId: user.Id })
  expect(await assign()).toMatchObject({ success: true })
  await expect(assign()).rejects.toMatchObject({ errorCode: 'DUPLICATE_VALUE' })
})

async function bayeux(messages: Record<string, unknown>): Promise<Record<string, unknown>[]> {
  const headers = { authorization: `OAuth ${org.settings.accessToken}`, 'content-type': 'application/json' }
  const reply = await fetch(`${org.url}/cometd/62.0`, { method: 'POST', body: JSON.stringify([messages]), headers })
  return (await reply.json()) as Record<string, unknown>[]
}

test('change events tell of objects of which the user may view all records, and of fields that the user may read', async () => {
  limit({ objects: { Lead: ['read', 'create', 'viewAll'], Contact: ['read', 'create'] }, fields: { 'Lead.Phone': 'none' } })
  const [shaken] = await bayeux({ channel: '/meta/handshake', version: '1.0', supportedConnectionTypes: ['long-polling'] })
  const clientId = String(shaken?.['clientId'])
  const connect = () => bayeux({ channel: '/meta/connect', clientId, connectionType: 'long-polling' })
  const subscribe = async (subscription: string) =>
    (await bayeux({ channel: '/meta/subscribe', clientId, subscription }))[0]?.['successful']
  await connect()
  expect(await subscribe('/data/ContactChangeEvent')).toBe(false)
  expect(await subscribe('/data/ChangeEvents')).toBe(true)
  org.system.edit({ object: 'Contact', values: { LastName: 'Doe' } })
  org.system.edit({ object: 'Lead', values: { LastName: 'Doe', Company: 'Acme', Phone: '1', Title: 'CTO' } })
  const told = (await connect()).flatMap(({ data }) => (data === undefined ? [] : [(data as { payload: Record<string, unknown> }).payload]))
  expect(told).toMatchObject([{ ChangeEventHeader: { entityName: 'Lead', changeType: 'CREATE' }, Title: 'CTO' }])
  expect(told[0]).not.toHaveProperty('Phone')
})

test('profiles that cannot be read are told with their place', () => {
  const load = (profile: Record<string, unknown>) => () => limit(profile)
  expect(load({ objects: { Lead: ['create'] } })).toThrow('the profile `System Administrator`.objects.Lead: every other right needs `read`')
  expect(load({ fields: { 'Lead.LastName': 'none' } })).toThrow('`Lead.LastName` is no field that may be hidden')
  expect(load({ objects: { User: [] } })).toThrow('there are no permissions for `User`')
  expect(load({ users: ['nobody@acme.example'] })).toThrow('names no user that is there: `nobody@acme.example`')
})
