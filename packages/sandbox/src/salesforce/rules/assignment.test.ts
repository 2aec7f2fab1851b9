/** Assignment rules, and who may own a record. */
import { Connection } from 'jsforce'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { EMPTY_SEED, type SeedRow, type SystemSeed } from '../../world/seed'
import { salesforceId } from '../ids'
import { startOrg, type TestOrg } from '../testing/start-org'

const ME = salesforceId('005', 1)
const MIA = salesforceId('005', 2)
const GONE = salesforceId('005', 3)
const CHATTER = salesforceId('005', 4)
const QUEUE = salesforceId('00G', 1)
const RULE = salesforceId('01Q', 1)
const OTHER_RULE = salesforceId('01Q', 2)

const row = (id: string, values: SeedRow['values']): SeedRow => ({ id, values, links: {}, line: 1 })
const user = (id: string, name: string, rest: SeedRow['values'] = {}) =>
  row(id, { Username: `${name}@acme.example`, LastName: name, Email: `${name}@acme.example`, Alias: name, ...rest })
const table = (name: string, rows: SeedRow[]) => ({ name, file: `${name}.jsonl`, rows })
const objects: SystemSeed['objects'] = [
  table('User', [user(MIA, 'mia'), user(GONE, 'gone', { IsActive: false }), user(CHATTER, 'chat', { UserType: 'CsnOnly' })]),
  table('Group', [row(QUEUE, { Name: 'Inbound', Type: 'Queue' })]),
]
const assignmentRules = [
  {
    object: 'Lead',
    name: 'Standard',
    entries: [
      { when: "Country = 'Italy'", assignTo: MIA },
      { when: 'Email != null', assignTo: QUEUE },
    ],
  },
  { object: 'Case', name: 'Support', id: salesforceId('01Q', 3), entries: [{ assignTo: QUEUE }] },
  { object: 'Lead', name: 'Campaigns', id: salesforceId('01Q', 2), active: false, entries: [{ assignTo: MIA }] },
]

let org: TestOrg
let client: Connection

beforeAll(async () => {
  org = await startOrg()
  client = new Connection(org.settings)
})
beforeEach(() => org.system.load({ ...EMPTY_SEED.salesforce, schema: { assignmentRules }, objects }))
afterAll(() => org.close())

const LEAD = { LastName: 'Doe', Company: 'Acme' }
const ITALIAN = { ...LEAD, Country: 'Italy' }
const ownerOf = async (id: string | undefined) =>
  (await client.query(`SELECT OwnerId FROM Lead WHERE Id = '${id}'`)).records[0]?.['OwnerId']
const owners = async () => (await client.query('SELECT OwnerId FROM Lead ORDER BY Id')).records.map((each) => each['OwnerId'])

test('REST assigns by the active rule unless the client says no', async () => {
  const create = async (values: Record<string, unknown>, headers: Record<string, string> = {}) =>
    ownerOf(((await org.call('POST', '/sobjects/Lead', values, headers)).body as { id: string }).id)
  expect(await create(ITALIAN)).toBe(MIA)
  expect(await create({ ...LEAD, Email: 'a@acme.example' }, { 'Sforce-Auto-Assign': 'TRUE' })).toBe(QUEUE)
  expect(await create(LEAD)).toBe(ME)
  expect(await create(ITALIAN, { 'Sforce-Auto-Assign': 'FALSE' })).toBe(ME)
  expect(await create(LEAD, { 'Sforce-Auto-Assign': OTHER_RULE })).toBe(MIA)
})

test('cases are assigned as leads are', async () => {
  const { id } = await client.sobject('Case').create({ Subject: 'Help' })
  expect((await client.sobject('Case').retrieve(id!))['OwnerId']).toBe(QUEUE)
})

test('the rule goes before the owner that the client gives', async () => {
  expect(await ownerOf((await client.sobject('Lead').create({ ...ITALIAN, OwnerId: QUEUE })).id)).toBe(MIA)
  const kept = await client.sobject('Lead').create({ ...ITALIAN, OwnerId: QUEUE }, { headers: { 'Sforce-Auto-Assign': 'FALSE' } })
  expect(await ownerOf(kept.id)).toBe(QUEUE)
})

test('updates are assigned too', async () => {
  const { id } = await client.sobject('Lead').create(LEAD)
  await client.sobject('Lead').update({ Id: id!, Country: 'Italy' }, { headers: { 'Sforce-Auto-Assign': 'false' } })
  expect(await ownerOf(id)).toBe(ME)
  await client.sobject('Lead').update({ Id: id!, Title: 'CTO' })
  expect(await ownerOf(id)).toBe(MIA)
})

test('collections and composites assign; subrequests do not inherit the header', async () => {
  await client.sobject('Lead').create([ITALIAN, LEAD])
  expect(await owners()).toEqual([MIA, ME])
  const sub = { method: 'POST', url: '/services/data/v62.0/sobjects/Lead', referenceId: 'a', body: ITALIAN }
  const compositeRequest = [sub, { ...sub, referenceId: 'b', httpHeaders: { 'Sforce-Auto-Assign': 'FALSE' } }]
  await org.call('POST', '/composite', { allOrNone: true, compositeRequest }, { 'Sforce-Auto-Assign': 'FALSE' })
  expect(await owners()).toEqual([MIA, ME, MIA, ME])
})

test('bulk jobs and SOAP assign only where they say so', async () => {
  const input = 'LastName,Company,Country\nDoe,Acme,Italy\n'
  const bulk = (assignmentRuleId?: string) =>
    client.bulk2.loadAndWaitForResults({
      object: 'Lead',
      operation: 'insert',
      input,
      pollInterval: 5,
      ...(assignmentRuleId && { assignmentRuleId }),
    })
  await bulk()
  await bulk(OTHER_RULE)
  expect(await owners()).toEqual([ME, MIA])
  const soap = async (header: string) => {
    const lead = '<sObjects><type>Lead</type><LastName>Doe</LastName><Company>Acme</Company><Country>Italy</Country></sObjects>'
    const head = `<SessionHeader><sessionId>${org.settings.accessToken}</sessionId></SessionHeader>${header}`
    await fetch(`${org.url}/services/Soap/u/62.0`, {
      method: 'POST',
      headers: { 'content-type': 'text/xml', soapaction: '""' },
      body: `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header>${head}</e:Header><e:Body><create>${lead}</create></e:Body></e:Envelope>`,
    })
  }
  await soap('')
  await soap('<AssignmentRuleHeader><useDefaultRule>true</useDefaultRule></AssignmentRuleHeader>')
  expect(await owners()).toEqual([ME, MIA, ME, MIA])
})

test('a person at the screen keeps what is typed', async () => {
  const { id } = org.system.edit({ object: 'Lead', values: ITALIAN })
  expect(await ownerOf(id)).toBe(ME)
})

test('rules are listed; one that is named must be there', async () => {
  const { records } = await client.query('SELECT Id, Name, SobjectType, Active FROM AssignmentRule ORDER BY Name')
  expect(records.map(({ attributes: _, ...each }) => each)).toEqual([
    { Id: OTHER_RULE, Name: 'Campaigns', SobjectType: 'Lead', Active: false },
    { Id: RULE, Name: 'Standard', SobjectType: 'Lead', Active: true },
    { Id: salesforceId('01Q', 3), Name: 'Support', SobjectType: 'Case', Active: true },
  ])
  const create = async (rule: string) => (await org.call('POST', '/sobjects/Lead', LEAD, { 'Sforce-Auto-Assign': rule })).body
  expect(await create('maybe')).toMatchObject([{ errorCode: 'MALFORMED_ID' }])
  expect(await create(salesforceId('01Q', 9))).toMatchObject([{ errorCode: 'INVALID_ASSIGNMENT_RULE' }])
})

test('a queue owns records of the objects that it takes', async () => {
  const noRule = { headers: { 'Sforce-Auto-Assign': 'FALSE' } }
  const create = () => client.sobject('Lead').create({ ...LEAD, OwnerId: QUEUE }, noRule)
  expect(await create()).toMatchObject({ success: true })
  await client.sobject('QueueSobject').create({ QueueId: QUEUE, SobjectType: 'Case' })
  await expect(create()).rejects.toMatchObject({ errorCode: 'INVALID_OPERATION', message: 'Queue not associated with this SObject type' })
  await client.sobject('QueueSobject').create({ QueueId: QUEUE, SobjectType: 'Lead' })
  expect(await create()).toMatchObject({ success: true })
  const { records } = await client.query("SELECT Owner.Name, Owner.Type FROM Lead WHERE Owner.Type = 'Queue'")
  expect(records.map((each) => each['Owner'])).toMatchObject([
    { Name: 'Inbound', Type: 'Queue' },
    { Name: 'Inbound', Type: 'Queue' },
  ])
})

test('inactive users and those of other kinds own nothing', async () => {
  const create = (OwnerId: string) => client.sobject('Lead').create({ ...LEAD, OwnerId })
  await expect(create(GONE)).rejects.toMatchObject({
    errorCode: 'INACTIVE_OWNER_OR_USER',
    message: `operation performed with inactive user [${GONE.slice(0, 15)}] as owner of lead`,
  })
  await expect(create(CHATTER)).rejects.toMatchObject({
    errorCode: 'OP_WITH_INVALID_USER_TYPE_EXCEPTION',
    message: 'Operation not valid for this user type',
  })
})
