/** Which rows a limited user sees, edits, hands on and deletes. */
import { Connection } from 'jsforce'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { EMPTY_SEED, type SeedRow, type SystemSeed } from '../../world/seed'
import { salesforceId } from '../ids'
import { startOrg, type TestOrg } from '../testing/start-org'

const ME = salesforceId('005', 1)
const MIA = salesforceId('005', 2)
const QUEUE = salesforceId('00G', 1)
const TEAM = salesforceId('00G', 2)
const [MINE, HERS, QUEUED, SHOWN] = [1, 2, 3, 4].map((number) => salesforceId('00Q', number)) as [string, string, string, string]
const [MY_ACCOUNT, HER_ACCOUNT] = [salesforceId('001', 1), salesforceId('001', 2)]
const [MY_CONTACT, HER_CONTACT] = [salesforceId('003', 1), salesforceId('003', 2)]

const row = (id: string, values: SeedRow['values']): SeedRow => ({ id, values, links: {}, line: 1 })
const lead = (id: string, owner: string, city = 'Rome') => row(id, { LastName: 'Doe', Company: 'Acme', City: city, OwnerId: owner })
const table = (name: string, rows: SeedRow[]) => ({ name, file: `${name}.jsonl`, rows })
const objects: SystemSeed['objects'] = [
  table('User', [row(MIA, { Username: 'mia@acme.example', LastName: 'Mia', Email: 'mia@acme.example', Alias: 'mia' })]),
  table('Group', [row(QUEUE, { Name: 'Inbound', Type: 'Queue' }), row(TEAM, { Name: 'Team', Type: 'Regular' })]),
  table('GroupMember', [
    row(salesforceId('011', 1), { GroupId: QUEUE, UserOrGroupId: TEAM }),
    row(salesforceId('011', 2), { GroupId: TEAM, UserOrGroupId: ME }),
  ]),
  table('Lead', [lead(MINE, ME), lead(HERS, MIA), lead(QUEUED, QUEUE), lead(SHOWN, MIA, 'Paris')]),
  table('Account', [row(MY_ACCOUNT, { Name: 'Mine', OwnerId: ME }), row(HER_ACCOUNT, { Name: 'Hers', OwnerId: MIA })]),
  table('Contact', [
    row(MY_CONTACT, { LastName: 'Mine', OwnerId: MIA, AccountId: MY_ACCOUNT }),
    row(HER_CONTACT, { LastName: 'Hers', OwnerId: MIA, AccountId: HER_ACCOUNT }),
  ]),
]
const rules = [{ object: 'Lead', with: TEAM, level: 'Read', when: "City = 'Paris'" }]

let org: TestOrg
let client: Connection

beforeAll(async () => {
  org = await startOrg()
  client = new Connection(org.settings)
})
afterAll(() => org.close())

/** The connected user has a profile that limits it. */
const share = (models: Record<string, string>, profile: Record<string, unknown> = {}) =>
  org.system.load({
    ...EMPTY_SEED.salesforce,
    schema: { profiles: [{ name: 'System Administrator', ...profile }], sharing: { models, rules } },
    objects,
  })

beforeEach(() => share({ Lead: 'Private', Account: 'Private', Contact: 'ControlledByParent' }))

const ids = async (object: string) => (await client.query(`SELECT Id FROM ${object} ORDER BY Id`)).records.map((each) => each.Id)
const DENIED = { errorCode: 'INSUFFICIENT_ACCESS_OR_READONLY', message: 'insufficient access rights on object id', fields: [] }

test('of a private object a user sees what is owned, what a queue of the user owns, and what a rule shares', async () => {
  expect(await ids('Lead')).toEqual([MINE, QUEUED, SHOWN])
  expect((await client.query('SELECT COUNT() FROM Lead')).totalSize).toBe(3)
  expect(await org.call('GET', `/sobjects/Lead/${HERS}`)).toMatchObject({ status: 404, body: [{ errorCode: 'NOT_FOUND' }] })
  expect((await org.call('POST', '/composite/sobjects/Lead', { ids: [MINE, HERS], fields: ['Id'] })).body).toMatchObject([
    { Id: MINE },
    null,
  ])
  expect(await client.sobject('Lead').update([{ Id: HERS, Title: 'x' }])).toMatchObject([
    { success: false, errors: [{ statusCode: 'INVALID_CROSS_REFERENCE_KEY' }] },
  ])
})

test('the organization tells its defaults', async () => {
  const soql = 'SELECT DefaultLeadAccess, DefaultContactAccess, DefaultOpportunityAccess FROM Organization'
  expect((await client.query(soql)).records).toMatchObject([
    { DefaultLeadAccess: 'None', DefaultContactAccess: 'ControlledByParent', DefaultOpportunityAccess: 'Edit' },
  ])
})

test('a row that follows its parent is seen and edited as its parent is', async () => {
  expect(await ids('Contact')).toEqual([MY_CONTACT])
  expect(await client.sobject('Contact').update({ Id: MY_CONTACT, Title: 'x' })).toMatchObject({ success: true })
  const { records } = await client.query('SELECT Name, (SELECT Id FROM Contacts) FROM Account')
  expect(records).toMatchObject([{ Name: 'Mine', Contacts: { records: [{ Id: MY_CONTACT }] } }])
})

test('a parent that is not seen is no parent, and may not be referred to', async () => {
  share({ Account: 'Private', Contact: 'Read' })
  const { records } = await client.query('SELECT Account.Name FROM Contact ORDER BY Id')
  expect(records).toMatchObject([{ Account: { Name: 'Mine' } }, { Account: null }])
  expect(await org.call('POST', '/sobjects/Contact', { LastName: 'X', AccountId: HER_ACCOUNT })).toMatchObject({
    body: [{ errorCode: 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY', message: 'insufficient access rights on cross-reference id' }],
  })
})

test('what may be read may not be written', async () => {
  expect(await org.call('PATCH', `/sobjects/Lead/${SHOWN}`, { Title: 'x' })).toMatchObject({ status: 403, body: [DENIED] })
  expect(await org.call('DELETE', `/sobjects/Lead/${SHOWN}`)).toMatchObject({ status: 403, body: [DENIED] })
  expect(await client.sobject('Lead').update({ Id: QUEUED, OwnerId: ME })).toMatchObject({ success: true })
  expect(await client.sobject('Lead').destroy(QUEUED)).toMatchObject({ success: true })
})

test('what everybody edits is neither handed on nor deleted by everybody', async () => {
  share({ Lead: 'ReadWrite' })
  expect(await client.sobject('Lead').update({ Id: HERS, Title: 'x' })).toMatchObject({ success: true })
  expect(await org.call('PATCH', `/sobjects/Lead/${HERS}`, { OwnerId: ME })).toMatchObject({ status: 403, body: [DENIED] })
  expect(await org.call('DELETE', `/sobjects/Lead/${HERS}`)).toMatchObject({ status: 403, body: [DENIED] })
  share({ Lead: 'ReadWriteTransfer' })
  expect(await client.sobject('Lead').update({ Id: HERS, OwnerId: ME })).toMatchObject({ success: true })
  expect(await client.sobject('Lead').destroy(HERS)).toMatchObject({ success: true })
})

test('what hangs on a record is seen with it, and only with it', async () => {
  const deal = { StageName: 'Prospecting', CloseDate: '2027-01-01' }
  const [mine, hers] = [salesforceId('006', 1), salesforceId('006', 2)]
  const opportunities = [row(mine, { ...deal, Name: 'Mine', OwnerId: ME }), row(hers, { ...deal, Name: 'Hers', OwnerId: MIA })]
  const roles = [mine, hers].map((id, index) => row(salesforceId('00K', index + 1), { OpportunityId: id, ContactId: MY_CONTACT }))
  org.system.load({
    ...EMPTY_SEED.salesforce,
    schema: { profiles: [{ name: 'System Administrator' }], sharing: { models: { Opportunity: 'Private' } } },
    objects: [...objects, table('Opportunity', opportunities), table('OpportunityContactRole', roles)],
  })
  const { records } = await client.query('SELECT Opportunity.Name FROM OpportunityContactRole')
  expect(records.map((each) => each['Opportunity'].Name)).toEqual(['Mine'])
})

test('View All and Modify All look past sharing', async () => {
  share({ Lead: 'Private' }, { objects: { Lead: ['read', 'create', 'edit', 'delete', 'viewAll'] } })
  expect(await ids('Lead')).toEqual([MINE, HERS, QUEUED, SHOWN])
  expect(await org.call('PATCH', `/sobjects/Lead/${HERS}`, { Title: 'x' })).toMatchObject({ status: 403, body: [DENIED] })
  share({ Lead: 'Private' }, { objects: { Lead: ['read', 'create', 'edit', 'delete', 'viewAll', 'modifyAll'] } })
  expect(await client.sobject('Lead').destroy(HERS)).toMatchObject({ success: true })
  share({ Lead: 'Private' }, { modifyAllData: true })
  expect(await client.sobject('Lead').destroy(HERS)).toMatchObject({ success: true })
})

test('a permission set may let its users see or modify all data', async () => {
  const set = await client.sobject('PermissionSet').create({ Name: 'All', Label: 'All', PermissionsViewAllData: true })
  await client.sobject('PermissionSetAssignment').create({ PermissionSetId: set.id, AssigneeId: ME })
  expect(await ids('Lead')).toEqual([MINE, HERS, QUEUED, SHOWN])
  expect(await org.call('DELETE', `/sobjects/Lead/${HERS}`)).toMatchObject({ status: 403, body: [DENIED] })
  await client.sobject('PermissionSet').update({ Id: set.id!, PermissionsModifyAllData: true })
  expect(await client.sobject('Lead').destroy(HERS)).toMatchObject({ success: true })
})

test('a user who leaves a queue sees its rows no longer', async () => {
  await client.sobject('GroupMember').destroy(salesforceId('011', 2))
  expect(await ids('Lead')).toEqual([MINE])
})

test('UserRecordAccess says what a user may do with records', async () => {
  const soql = `SELECT RecordId, HasReadAccess, HasEditAccess, HasDeleteAccess, HasTransferAccess, HasAllAccess, MaxAccessLevel FROM UserRecordAccess WHERE UserId = '${ME}' AND RecordId IN ('${MINE}', '${HERS}', '${SHOWN}')`
  const { records } = await client.query(soql)
  expect(records.map(({ attributes: _, ...each }) => each)).toEqual([
    {
      RecordId: MINE,
      HasReadAccess: true,
      HasEditAccess: true,
      HasDeleteAccess: true,
      HasTransferAccess: true,
      HasAllAccess: true,
      MaxAccessLevel: 'All',
    },
    {
      RecordId: SHOWN,
      HasReadAccess: true,
      HasEditAccess: false,
      HasDeleteAccess: false,
      HasTransferAccess: false,
      HasAllAccess: false,
      MaxAccessLevel: 'Read',
    },
  ])
  const editable = `SELECT RecordId FROM UserRecordAccess WHERE UserId = '${ME}' AND RecordId IN ('${MINE}', '${SHOWN}') AND HasEditAccess = true`
  expect((await client.query(editable)).records).toMatchObject([{ RecordId: MINE }])
  await expect(client.query('SELECT RecordId FROM UserRecordAccess')).rejects.toMatchObject({ errorCode: 'MALFORMED_QUERY' })
})

test('a query may ask of each record what the user may do with it', async () => {
  const { records } = await client.query('SELECT Id, UserRecordAccess.HasEditAccess, UserRecordAccess.MaxAccessLevel FROM Lead ORDER BY Id')
  expect(records.map((each) => [each.Id, each['UserRecordAccess'].HasEditAccess, each['UserRecordAccess'].MaxAccessLevel])).toEqual([
    [MINE, true, 'All'],
    [QUEUED, true, 'All'],
    [SHOWN, false, 'Read'],
  ])
})

test('nobody past the profiles is limited by sharing', async () => {
  org.system.load({ ...EMPTY_SEED.salesforce, schema: { sharing: { models: { Lead: 'Private' } } }, objects })
  expect(await ids('Lead')).toEqual([MINE, HERS, QUEUED, SHOWN])
})
