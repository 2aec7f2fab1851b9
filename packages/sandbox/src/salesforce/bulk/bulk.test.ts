/** Both Bulk APIs through jsforce, and by raw HTTP where it hides what matters. */
import { Connection } from 'jsforce'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startOrg, type TestOrg } from '../testing/start-org'

let org: TestOrg
let client: Connection

beforeAll(async () => {
  org = await startOrg({
    objects: { Contact: { fields: [{ name: 'Key__c', type: 'string', length: 20, unique: true, externalId: true }] } },
  })
  client = new Connection(org.settings)
  client.bulk.pollInterval = 10
  client.bulk2.pollInterval = 10
})
afterAll(() => org.close())
beforeEach(() => {
  org.world.configure({ bulkLag: 0 })
})

const base = () => `${org.url}/services/data/v62.0/jobs`
const bearer = () => ({ authorization: `Bearer ${org.settings.accessToken}` })
async function put(id: string, text: string) {
  const reply = await fetch(`${base()}/ingest/${id}/batches`, {
    method: 'PUT',
    body: text,
    headers: { ...bearer(), 'content-type': 'text/csv' },
  })
  return { status: reply.status, body: await reply.text() }
}
async function open(options: Record<string, unknown>) {
  const { status, body } = await org.call('POST', '/jobs/ingest', options)
  expect(status).toBe(200)
  return (body as { id: string }).id
}
async function file(id: string, name: string) {
  const reply = await fetch(`${base()}/ingest/${id}/${name}`, { headers: bearer() })
  expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'text/csv'])
  return reply.text()
}
const info = async (id: string) => (await org.call('GET', `/jobs/ingest/${id}`)).body as Record<string, unknown>
async function ingest(options: Record<string, unknown>, text: string) {
  const id = await open(options)
  expect(await put(id, text)).toEqual({ status: 201, body: '' })
  await org.call('PATCH', `/jobs/ingest/${id}`, { state: 'UploadComplete' })
  return id
}

test('jsforce loads records, good and bad, and tells of each', async () => {
  const results = await client.bulk2.loadAndWaitForResults({
    object: 'Contact',
    operation: 'insert',
    input: [
      { LastName: 'Bulk "One"', Title: 'a,b', FirstName: null },
      { LastName: null, Title: null, FirstName: 'No last name' },
    ],
  })
  expect(results.successfulResults).toEqual([
    { sf__Id: expect.stringMatching(/^003/), sf__Created: 'true', LastName: 'Bulk "One"', Title: 'a,b', FirstName: '#N/A' },
  ])
  expect(results.failedResults).toEqual([
    {
      sf__Id: '',
      sf__Error: 'REQUIRED_FIELD_MISSING:Required fields are missing: [LastName]:LastName --',
      LastName: '#N/A',
      Title: '#N/A',
      FirstName: 'No last name',
    },
  ])
  expect(results.unprocessedRecords).toEqual([])
  const id = results.successfulResults[0]?.sf__Id ?? ''
  const changed = await client.bulk2.loadAndWaitForResults({ object: 'Contact', operation: 'update', input: [{ Id: id, Title: null }] })
  expect(changed.successfulResults).toMatchObject([{ sf__Id: id, sf__Created: 'false' }])
  expect((await client.sobject('Contact').retrieve(id))['Title']).toBe(null)
  const gone = await client.bulk2.loadAndWaitForResults({ object: 'Contact', operation: 'delete', input: [{ Id: id }] })
  expect(gone.successfulResults).toMatchObject([{ sf__Id: id, sf__Created: 'false' }])
})

test('an upsert goes by its key, related records by theirs, and cells mean what CSV says', async () => {
  const options = {
    object: 'Contact',
    operation: 'upsert',
    externalIdFieldName: 'Key__c',
    lineEnding: 'CRLF',
    columnDelimiter: 'SEMICOLON',
  }
  const first = await ingest(options, 'Key__c;LastName;HasOptedOutOfEmail;Title\r\nk1;One;Yes;CTO\r\n"k2";"Two;2";0;\r\n')
  expect(await info(first)).toMatchObject({
    state: 'JobComplete',
    numberRecordsProcessed: 2,
    numberRecordsFailed: 0,
    jobType: 'V2Ingest',
    apiVersion: 62,
  })
  const text = 'Key__c;ReportsTo.Key__c;Title\r\nk1;k2;#N/A\r\nk1;;x\r\nk3;;y\r\n'
  const second = await ingest(options, text)
  expect(await info(second)).toMatchObject({ numberRecordsProcessed: 3, numberRecordsFailed: 2 })
  expect(await file(second, 'failedResults')).toMatch(/^"sf__Id";"sf__Error";"Key__c";"ReportsTo.Key__c";"Title"\r\n"";"DUPLICATE_VALUE:/)
  const { records } = await client.query(`SELECT Title, HasOptedOutOfEmail, ReportsTo.LastName FROM Contact WHERE Key__c = 'k1'`)
  expect(records).toMatchObject([{ Title: null, HasOptedOutOfEmail: true, ReportsTo: { LastName: 'Two;2' } }])
})

test('a job goes through its states as the clock does, and can be aborted on its way', async () => {
  org.world.configure({ bulkLag: '1h' })
  const id = await ingest({ object: 'Lead', operation: 'insert' }, 'LastName,Company\nLate,C\n')
  const states = [(await info(id))['state']]
  for (const step of [2_400_000, 2_400_000]) {
    org.world.clock.advance(step)
    states.push((await info(id))['state'])
  }
  expect(states).toEqual(['UploadComplete', 'InProgress', 'JobComplete'])
  expect((await client.query(`SELECT Id FROM Lead WHERE LastName = 'Late'`)).totalSize).toBe(1)
  const other = await ingest({ object: 'Lead', operation: 'insert' }, 'LastName,Company\nNever,C\n')
  expect((await org.call('PATCH', `/jobs/ingest/${other}`, { state: 'Aborted' })).body).toMatchObject({ state: 'Aborted' })
  org.world.clock.advance(7_200_000)
  const left = '"LastName","Company"\n"Never","C"\n'
  // jsforce asks for the first spelling, simple-salesforce for the second.
  const files = [await file(other, 'unprocessedrecords'), await file(other, 'unprocessedRecords')]
  expect([(await info(other))['state'], ...files]).toEqual(['Aborted', left, left])
  expect((await client.query(`SELECT Id FROM Lead WHERE LastName = 'Never'`)).totalSize).toBe(0)
})

test('what cannot be worked on fails as a whole, and leaves its rows unprocessed', async () => {
  const unknown = await ingest({ object: 'Lead', operation: 'insert' }, 'LastName,Nope\na,b\n')
  expect(await info(unknown)).toMatchObject({ state: 'Failed', errorMessage: 'InvalidBatch : Field name not found : Nope' })
  expect(await file(unknown, 'unprocessedrecords')).toBe('"LastName","Nope"\n"a","b"\n')
  const ending = await ingest({ object: 'Lead', operation: 'insert' }, 'LastName,Company\r\na,b\r\n')
  expect((await info(ending))['errorMessage']).toBe(
    'ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is LF',
  )
  const quotes = await ingest({ object: 'Lead', operation: 'insert' }, 'LastName,Company\n"a,b\n')
  expect((await info(quotes))['state']).toBe('Failed')
  const empty = await ingest({ object: 'Lead', operation: 'insert' }, '')
  expect(await info(empty)).toMatchObject({ state: 'JobComplete', numberRecordsProcessed: 0 })
})

test('a job that makes no sense is refused, data comes once, and a job in work is not deleted', async () => {
  const refused = async (body: Record<string, unknown>) => {
    const reply = await org.call('POST', '/jobs/ingest', body)
    return [reply.status, (reply.body as { errorCode: string }[])[0]?.errorCode]
  }
  expect(await refused({ object: 'Nope', operation: 'insert' })).toEqual([400, 'INVALIDENTITY'])
  expect(await refused({ object: 'Lead', operation: 'upsert' })).toEqual([400, 'INVALIDJOB'])
  expect(await refused({ object: 'Lead', operation: 'upsert', externalIdFieldName: 'Title' })).toEqual([400, 'INVALIDJOB'])
  expect(await refused({ object: 'Lead', operation: 'insert', columnDelimiter: 'DOT' })).toEqual([400, 'INVALIDJOB'])
  const id = await open({ object: 'Lead', operation: 'insert' })
  expect((await org.call('DELETE', `/jobs/ingest/${id}`)).status).toBe(400)
  await put(id, 'LastName,Company\na,b\n')
  expect((await put(id, 'LastName,Company\na,b\n')).body).toMatch(/Found multiple contents for job/)
  expect((await org.call('PATCH', `/jobs/ingest/${id}`, { state: 'Aborted' })).status).toBe(200)
  expect((await org.call('PATCH', `/jobs/ingest/${id}`, { state: 'UploadComplete' })).body).toMatchObject([
    { errorCode: 'INVALIDJOBSTATE' },
  ])
  const listed = (await org.call('GET', '/jobs/ingest?jobType=V2Ingest')).body as { done: boolean; records: { id: string }[] }
  expect([listed.done, listed.records.some((each) => each.id === id)]).toEqual([true, true])
  expect((await org.call('DELETE', `/jobs/ingest/${id}`)).status).toBe(204)
  expect((await org.call('GET', `/jobs/ingest/${id}`)).status).toBe(404)
})

test('a hard delete leaves nothing, not even in the recycle bin', async () => {
  const { id } = await client.sobject('Lead').create({ LastName: 'Hard', Company: 'C' })
  await ingest({ object: 'Lead', operation: 'hardDelete' }, `Id\n${id}\n`)
  expect((await client.query(`SELECT Id FROM Lead WHERE Id = '${id}'`, { scanAll: true })).totalSize).toBe(0)
})

test('query results come in pages with their locators', async () => {
  await client.sobject('Account').create(['Q1', 'Q2', 'Q3'].map((Name) => ({ Name, Site: 'bulk' })))
  const stream = await client.bulk2.query("SELECT Id, Name, CreatedDate, Parent.Name FROM Account WHERE Site = 'bulk' ORDER BY Name")
  const records = await stream.toArray()
  expect(records).toMatchObject([{ Name: 'Q1', 'Parent.Name': '' }, { Name: 'Q2' }, { Name: 'Q3' }])
  expect((records as { CreatedDate: string }[])[0]!.CreatedDate).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/)
  const { body } = await org.call('POST', '/jobs/query', {
    operation: 'query',
    query: "SELECT Name FROM Account WHERE Site = 'bulk' ORDER BY Name",
  })
  const { id, state } = body as { id: string; state: string }
  expect(state).toBe('UploadComplete')
  expect((await org.call('GET', `/jobs/query/${id}`)).body).toMatchObject({
    state: 'JobComplete',
    object: 'Account',
    numberRecordsProcessed: 3,
  })
  const page = async (locator: string) => {
    const reply = await fetch(`${base()}/query/${id}/results?maxRecords=2${locator}`, { headers: bearer() })
    return [await reply.text(), reply.headers.get('sforce-locator'), reply.headers.get('sforce-numberofrecords')] as const
  }
  const [first, locator, count] = await page('')
  expect([first, count]).toEqual(['"Name"\n"Q1"\n"Q2"\n', '2'])
  expect(await page(`&locator=${locator}`)).toEqual(['"Name"\n"Q3"\n', 'null', '1'])
  expect((await org.call('GET', `/jobs/query/${id}/results?locator=nonsense`)).status).toBe(400)
  const bad = await org.call('POST', '/jobs/query', { operation: 'query', query: 'SELECT COUNT(Id) FROM Account' })
  expect([bad.status, bad.body]).toMatchObject([400, [{ errorCode: 'API_ERROR' }]])
  expect((await org.call('POST', '/jobs/query', { operation: 'query', query: 'SELECT' })).status).toBe(400)
})

test('ten thousand rows are worked on in one job', async () => {
  const rows = Array.from({ length: 10_000 }, (_, index) => `Many${index},Co`)
  const id = await ingest({ object: 'Lead', operation: 'insert' }, `LastName,Company\n${rows.join('\n')}\n`)
  expect(await info(id)).toMatchObject({ numberRecordsProcessed: 10_000, numberRecordsFailed: 0 })
})

test('jsforce loads and queries by the older API', async () => {
  const results = await client.bulk.load('Account', 'insert', [{ Name: 'Classic 1' }, { Name: null }, { Name: 'Classic 2' }])
  expect(results).toEqual([
    { id: expect.stringMatching(/^001/), success: true, created: true, errors: [] },
    { id: null, success: false, created: false, errors: ['REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --'] },
    { id: expect.stringMatching(/^001/), success: true, created: true, errors: [] },
  ])
  const records = await (await client.bulk.query(`SELECT Name FROM Account WHERE Name LIKE 'Classic%' ORDER BY Name`)).toArray()
  expect(records).toEqual([{ Name: 'Classic 1' }, { Name: 'Classic 2' }])
  const job = client.bulk.createJob('Account', 'insert')
  await job.open()
  expect(await job.check()).toMatchObject({ state: 'Open', object: 'Account', numberBatchesTotal: '0' })
  expect(await job.abort()).toMatchObject({ state: 'Aborted' })
})

async function classic(method: string, path: string, body?: string, type = 'application/json', token = org.settings.accessToken) {
  const headers = { 'x-sfdc-session': token, 'content-type': type }
  const reply = await fetch(`${org.url}/services/async/62.0/job${path}`, { method, body, headers })
  const text = await reply.text()
  return { status: reply.status, text, json: /json/.test(reply.headers.get('content-type') ?? '') ? JSON.parse(text) : undefined }
}

test('the older API speaks JSON', async () => {
  const made = await classic('POST', '', JSON.stringify({ operation: 'insert', object: 'Lead', contentType: 'JSON' }))
  expect([made.status, made.json]).toMatchObject([201, { state: 'Open', apiVersion: 62, numberBatchesTotal: 0 }])
  const batch = await classic('POST', `/${made.json.id}/batch`, JSON.stringify([{ LastName: 'J', Company: 'C' }, { LastName: 'K' }]))
  expect([batch.status, batch.json]).toMatchObject([201, { state: 'Queued', jobId: made.json.id }])
  await classic('POST', `/${made.json.id}`, JSON.stringify({ state: 'Closed' }))
  expect((await classic('GET', `/${made.json.id}/batch/${batch.json.id}`)).json).toMatchObject({
    state: 'Completed',
    numberRecordsFailed: 1,
  })
  expect((await classic('GET', `/${made.json.id}/batch/${batch.json.id}/result`)).json).toMatchObject([
    { success: true, created: true, errors: [] },
    { success: false, created: false, id: null, errors: [{ statusCode: 'REQUIRED_FIELD_MISSING', fields: ['Company'] }] },
  ])
  const query = await classic('POST', '', JSON.stringify({ operation: 'query', object: 'Lead', contentType: 'JSON' }))
  const asked = await classic('POST', `/${query.json.id}/batch`, `SELECT LastName FROM Lead WHERE LastName = 'J'`)
  const [result] = (await classic('GET', `/${query.json.id}/batch/${asked.json.id}/result`)).json
  expect((await classic('GET', `/${query.json.id}/batch/${asked.json.id}/result/${result}`)).json).toMatchObject([
    { attributes: { type: 'Lead' }, LastName: 'J' },
  ])
})

/** The text of the first element of a name. */
const text = (xml: string, tag: string) => new RegExp(`<${tag}>([^<]*)<`).exec(xml)?.[1]

test('the older API speaks XML, and refuses in it', async () => {
  const space = 'xmlns="http://www.force.com/2009/06/asyncapi/dataload"'
  const post = (path: string, body: string) => classic('POST', path, body, 'application/xml')
  const made = await post(
    '',
    `<jobInfo ${space}><operation>insert</operation><object>Lead</object><contentType>XML</contentType></jobInfo>`,
  )
  const id = text(made.text, 'id')
  const batch = await post(
    `/${id}/batch`,
    `<sObjects ${space}><sObject><LastName>X</LastName><Company>A &amp; B</Company></sObject></sObjects>`,
  )
  const results = await classic('GET', `/${id}/batch/${text(batch.text, 'id')}/result`, undefined, 'application/xml')
  expect([text(results.text, 'success'), text(results.text, 'created')]).toEqual(['true', 'true'])
  expect((await client.query(`SELECT Id FROM Lead WHERE Company = 'A & B'`)).totalSize).toBe(1)
  const session = await classic('GET', `/${id}`, undefined, 'application/xml', 'nonsense')
  expect([session.status, text(session.text, 'exceptionCode')]).toEqual([400, 'InvalidSessionId'])
  expect(
    text((await post('', `<jobInfo ${space}><operation>insert</operation><object>Nope</object></jobInfo>`)).text, 'exceptionCode'),
  ).toBe('InvalidJob')
  const closed = await post(`/${id}`, `<jobInfo ${space}><state>Closed</state></jobInfo>`)
  expect(text(closed.text, 'state')).toBe('Closed')
  expect(text((await post(`/${id}/batch`, `<sObjects ${space}/>`)).text, 'exceptionCode')).toBe('InvalidJobState')
})

// tap-salesforce of Singer makes jobs in JSON, adds CSV, and reads XML though all its requests are called JSON.
test('the older API tells jobs of CSV in XML, and answers to a jobInfo as it was written', async () => {
  const made = await classic('POST', '', JSON.stringify({ operation: 'queryAll', object: 'Lead', contentType: 'CSV' }))
  const id: string = made.json.id
  const added = await classic('POST', `/${id}/batch`, `SELECT LastName FROM Lead WHERE LastName = 'J'`, 'text/csv')
  const closed = await classic('POST', `/${id}`, JSON.stringify({ state: 'Closed' }))
  const batch = text(added.text, 'id')
  const read = await Promise.all(['', '/batch', `/batch/${batch}`, `/batch/${batch}/result`].map((path) => classic('GET', `/${id}${path}`)))
  expect([closed.json.state, ...read.map(({ text: body }) => /^<\?xml.*?><([\w-]+)/.exec(body)?.[1])]).toEqual([
    'Closed',
    'jobInfo',
    'batchInfoList',
    'batchInfo',
    'result-list',
  ])
  expect((await classic('GET', `/${id}/batch/${batch}/result/${text(read[3]?.text ?? '', 'result')}`)).text).toBe('"LastName"\n"J"\n')
  expect((await classic('GET', '/750000000000000')).json).toEqual({
    exceptionCode: 'InvalidJob',
    exceptionMessage: 'Unable to find job: 750000000000000',
  })
})
