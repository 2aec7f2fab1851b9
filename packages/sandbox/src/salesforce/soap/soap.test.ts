/** SOAP through jsforce, and through envelopes as other clients write them. */
import { Connection } from 'jsforce'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { salesforceId } from '../ids'
import { CONNECTED_USER } from '../store/org'
import { startOrg, type TestOrg } from '../testing/start-org'

let org: TestOrg
let connection: Connection

beforeAll(async () => {
  org = await startOrg(
    { objects: { Contact: { fields: [{ name: 'Key__c', type: 'string', length: 20, unique: true, externalId: true }] } } },
    [],
    {
      logins: { salesforce: { 'integration@sandbox.example': 'right' } },
    },
  )
  connection = new Connection(org.settings)
})
afterAll(() => org.close())

async function envelope(body: string, header?: string, path = '/services/Soap/u/62.0') {
  const session = `<SessionHeader><sessionId>${org.settings.accessToken}</sessionId></SessionHeader>`
  const text = `<?xml version="1.0" encoding="utf-8" ?><e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><e:Header xmlns="urn:partner.soap.sforce.com">${header ?? session}</e:Header><e:Body xmlns="urn:partner.soap.sforce.com">${body}</e:Body></e:Envelope>`
  const reply = await fetch(org.url + path, { method: 'POST', body: text, headers: { 'content-type': 'text/xml', soapaction: '""' } })
  return { status: reply.status, type: reply.headers.get('content-type'), text: await reply.text() }
}
const inside = (text: string, tag: string) =>
  [...text.matchAll(new RegExp(`<(?:sf:)?${tag}(?: [^>]*)?>([^<]*)<`, 'g'))].map(([, value]) => value)

test('a user logs in by name and password with jsforce, works, and logs out', async () => {
  const mine = new Connection({ loginUrl: org.url, version: '62.0' })
  const user = await mine.login('integration@sandbox.example', 'right')
  expect(user).toEqual({
    id: CONNECTED_USER,
    organizationId: org.world.org,
    url: `${org.url}/id/${org.world.org}/${CONNECTED_USER}`,
  })
  expect(mine.instanceUrl).toBe(org.url)
  expect((await mine.query('SELECT Id FROM User')).totalSize).toBe(1)
  const token = mine.accessToken ?? ''
  await mine.logout()
  const after = new Connection({ instanceUrl: org.url, accessToken: token, version: '62.0' })
  await expect(after.query('SELECT Id FROM User')).rejects.toMatchObject({ errorCode: 'INVALID_SESSION_ID' })
})

test('a wrong password is refused with the fault that clients look into', async () => {
  const mine = new Connection({ loginUrl: org.url, version: '62.0' })
  await expect(mine.login('integration@sandbox.example', 'wrong')).rejects.toThrow(
    'INVALID_LOGIN: Invalid username, password, security token; or user locked out.',
  )
  const reply = await envelope(
    '<n1:login xmlns:n1="urn:partner.soap.sforce.com"><n1:username>x</n1:username><n1:password>y</n1:password></n1:login>',
    '',
  )
  expect([reply.status, reply.type]).toEqual([500, 'text/xml;charset=UTF-8'])
  expect(inside(reply.text, 'exceptionCode')).toEqual(['INVALID_LOGIN'])
  expect(inside(reply.text, 'faultcode')).toEqual(['sf:INVALID_LOGIN'])
})

test('a dead session, an unknown call and text that is no envelope are faults', async () => {
  const dead = await envelope('<getUserInfo/>', '<SessionHeader><sessionId>nonsense</sessionId></SessionHeader>')
  expect([dead.status, inside(dead.text, 'exceptionCode')]).toEqual([500, ['INVALID_SESSION_ID']])
  const unknown = await envelope('<constructor/>')
  expect([unknown.status, inside(unknown.text, 'faultcode')]).toEqual([500, ['soapenv:Client']])
  const broken = await envelope('<getUserInfo>')
  expect([broken.status, inside(broken.text, 'faultcode')]).toEqual([500, ['soapenv:Client']])
})

test('the session and the clock are told', async () => {
  expect((await connection.soap.getUserInfo()).userId).toBe(CONNECTED_USER)
  const { timestamp } = await connection.soap.getServerTimestamp()
  expect(Math.abs(Date.parse(timestamp) - org.world.now('salesforce'))).toBeLessThan(2_000)
  const reply = await envelope('<getUserInfo/>')
  expect(inside(reply.text, 'type')).toEqual(['API REQUESTS'])
})

/** Ids in the outcomes of a call, which jsforce types as one outcome where several records were sent. */
const idsOf = (outcomes: unknown): readonly string[] => {
  if (!Array.isArray(outcomes)) throw new Error('one outcome, where a list was asked for')
  return outcomes.map((each: { readonly id?: string }) => each.id ?? '')
}

test('records are created, changed, upserted, deleted and brought back, each with its own outcome', async () => {
  const made = await connection.soap.create([
    { type: 'Contact', LastName: 'A & <B>', HasOptedOutOfEmail: true },
    { type: 'Contact', FirstName: 'only' },
  ] as never)
  expect(made).toMatchObject([
    { success: true, errors: [] },
    {
      success: false,
      errors: [{ statusCode: 'REQUIRED_FIELD_MISSING', message: 'Required fields are missing: [LastName]', fields: ['LastName'] }],
    },
  ])
  const id = idsOf(made)[0]!
  const read = () => connection.sobject('Contact').retrieve(id)
  expect(await read()).toMatchObject({ LastName: 'A & <B>', HasOptedOutOfEmail: true })
  await connection.soap.update([{ type: 'Contact', Id: id, Title: 'CTO', FirstName: 'Ada' }] as never)
  await connection.soap.update([{ type: 'Contact', Id: id, Title: null }] as never)
  expect(await read()).toMatchObject({ Title: null, FirstName: 'Ada' })
  const upserted = await connection.soap.upsert('Key__c', [
    { type: 'Contact', Key__c: 'k1', LastName: 'K' },
    { type: 'Contact', Key__c: 'k1', LastName: 'K' },
  ] as never)
  expect(upserted).toMatchObject([
    { success: true, created: true },
    { success: false, created: false, errors: [{ statusCode: 'DUPLICATE_VALUE' }] },
  ])
  expect(await connection.soap.delete([id])).toMatchObject([{ id, success: true }])
  await expect(read()).rejects.toMatchObject({ errorCode: 'NOT_FOUND' })
  expect(await connection.soap.undelete([id, 'not an id'])).toMatchObject([
    { id, success: true, errors: [] },
    { success: false, errors: [{ statusCode: 'MALFORMED_ID' }] },
  ])
  expect(await read()).toMatchObject({ IsDeleted: false })
  expect(await connection.soap.undelete([id])).toMatchObject([{ success: false, errors: [{ statusCode: 'UNDELETE_FAILED' }] }])
  await connection.soap.delete([id])
  await connection.soap.emptyRecycleBin([id])
  expect((await connection.query(`SELECT Id FROM Contact WHERE Id = '${id}'`, { scanAll: true })).totalSize).toBe(0)
})

test('what hung on a deleted record comes back with it', async () => {
  const account = await connection.sobject('Account').create({ Name: 'Parent' })
  const opportunity = await connection
    .sobject('Opportunity')
    .create({ Name: 'O', StageName: 'Prospecting', CloseDate: '2027-01-01', AccountId: account.id! })
  await connection.sobject('Account').destroy(account.id!)
  const count = async () => (await connection.query(`SELECT Id FROM Opportunity WHERE Id = '${opportunity.id}'`)).totalSize
  const gone = await count()
  await connection.soap.undelete([account.id!])
  expect([gone, await count()]).toEqual([0, 1])
})

test('with AllOrNoneHeader one refusal undoes all', async () => {
  const session = `<SessionHeader><sessionId>${org.settings.accessToken}</sessionId></SessionHeader>`
  const records =
    '<sObjects><type>Lead</type><LastName>Undone</LastName><Company>C</Company></sObjects><sObjects><type>Lead</type></sObjects>'
  const reply = await envelope(`<create>${records}</create>`, `${session}<AllOrNoneHeader><allOrNone>true</allOrNone></AllOrNoneHeader>`)
  expect(inside(reply.text, 'statusCode')).toEqual(['ALL_OR_NONE_OPERATION_ROLLED_BACK', 'REQUIRED_FIELD_MISSING'])
  expect((await connection.query(`SELECT Id FROM Lead WHERE LastName = 'Undone'`)).totalSize).toBe(0)
})

test('queries come in pages, with parents and children as records', async () => {
  const account = await connection.sobject('Account').create({ Name: 'Query & Co' })
  await connection.sobject('Contact').create(Array.from({ length: 200 }, (_, index) => ({ LastName: `Q${index}`, AccountId: account.id! })))
  await connection.sobject('Contact').create({ LastName: 'Q200', AccountId: account.id! })
  const session = `<SessionHeader><sessionId>${org.settings.accessToken}</sessionId></SessionHeader>`
  const header = `${session}<QueryOptions><batchSize>200</batchSize></QueryOptions>`
  const first = await envelope(
    `<query><queryString>SELECT Id, LastName, Account.Name FROM Contact WHERE AccountId = '${account.id}' ORDER BY LastName</queryString></query>`,
    header,
  )
  expect([inside(first.text, 'done'), inside(first.text, 'size'), inside(first.text, 'LastName').length]).toEqual([['false'], ['201'], 200])
  expect(inside(first.text, 'Name')[0]).toBe('Query &amp; Co')
  const rest = await envelope(`<queryMore><queryLocator>${inside(first.text, 'queryLocator')[0]}</queryLocator></queryMore>`, header)
  expect([inside(rest.text, 'done'), inside(rest.text, 'LastName')]).toEqual([['true'], ['Q99']])
  const nested = await envelope(
    `<query><queryString>SELECT Name, (SELECT LastName FROM Contacts LIMIT 2) FROM Account WHERE Id = '${account.id}'</queryString></query>`,
  )
  expect(inside(nested.text, 'LastName')).toEqual(['Q0', 'Q1'])
  const bad = await envelope('<query><queryString>SELECT Nope FROM Contact</queryString></query>')
  expect([inside(bad.text, 'exceptionCode'), inside(bad.text, 'row'), inside(bad.text, 'column')]).toEqual([
    ['INVALID_FIELD'],
    ['1'],
    ['8'],
  ])
})

test('rows are retrieved in the order of their ids, missing ones as nil', async () => {
  const { id } = await connection.sobject('Contact').create({ LastName: 'Here' })
  const reply = await envelope(
    `<retrieve><fieldList>Id, LastName</fieldList><sObjectType>Contact</sObjectType><ids>${salesforceId('003', 1)}</ids><ids>${id}</ids></retrieve>`,
  )
  expect(reply.text).toMatch(/<result xsi:nil="true"\/><result xsi:type="sf:sObject"><sf:type>Contact<\/sf:type>/)
})

test('a lead is converted and leads are merged', async () => {
  const ids = (await connection.sobject('Lead').create(['1', '2', '3', '4'].map((LastName) => ({ LastName, Company: 'Convert' })))).map(
    (each) => each.id!,
  )
  const status = (await connection.query<{ ApiName: string }>('SELECT ApiName FROM LeadStatus WHERE IsConverted = true')).records[0]!
    .ApiName
  const converted = await connection.soap.convertLead({ leadId: ids[0]!, convertedStatus: status })
  expect(converted).toMatchObject({
    success: true,
    leadId: ids[0],
    accountId: expect.stringMatching(/^001/),
    contactId: expect.stringMatching(/^003/),
  })
  expect((await connection.sobject('Opportunity').retrieve(converted.opportunityId!))['Name']).toBe('Convert-')
  const second = await connection.soap.convertLead({
    leadId: ids[1]!,
    convertedStatus: status,
    accountId: converted.accountId,
    doNotCreateOpportunity: true,
  })
  expect([second.accountId, second.opportunityId ?? null]).toEqual([converted.accountId, null])
  expect(await connection.soap.convertLead({ leadId: ids[1]!, convertedStatus: status } as never)).toMatchObject({
    success: false,
    errors: [{ statusCode: 'CANNOT_UPDATE_CONVERTED_LEAD' }],
  })
  const merged = await connection.soap.merge({
    masterRecord: { type: 'Lead', Id: ids[2]!, Title: 'Master' },
    recordToMergeIds: [ids[3]!],
  } as never)
  expect(merged).toMatchObject({ success: true, id: ids[2], mergedRecordIds: [ids[3]] })
  expect((await connection.sobject('Lead').retrieve(ids[2]!))['Title']).toBe('Master')
})

test('what the org has is described, and changes are told', async () => {
  const object = await envelope('<describeSObject><sObjectType>Lead</sObjectType></describeSObject>')
  expect(inside(object.text, 'keyPrefix')).toEqual(['00Q'])
  expect(inside((await envelope('<describeGlobal/>')).text, 'keyPrefix').length).toBeGreaterThan(10)
  const [app] = await connection.soap.describeTabs()
  expect([app?.selected, app?.tabs.some(({ sobjectName }) => sobjectName === 'Lead')]).toEqual([true, true])
  const now = org.world.now('salesforce')
  const dates = `<startDate>${new Date(now - 600_000).toISOString()}</startDate><endDate>${new Date(now + 60_000).toISOString()}</endDate>`
  const updated = await envelope(`<getUpdated><sObjectType>Lead</sObjectType>${dates}</getUpdated>`)
  expect(inside(updated.text, 'ids').length).toBeGreaterThan(0)
  expect(inside((await envelope(`<getDeleted><sObjectType>Lead</sObjectType>${dates}</getDeleted>`)).text, 'deletedDate')).toHaveLength(1)
})

test('the enterprise endpoint knows records by their type attribute', async () => {
  const reply = await envelope(
    '<create><sObjects xsi:type="urn1:Lead"><LastName>E</LastName><Company>C</Company></sObjects></create>',
    undefined,
    `/services/Soap/c/62.0/${salesforceId('00D', 1).slice(0, 15)}`,
  )
  expect(inside(reply.text, 'success')).toEqual(['true'])
})
