/** A validation rule holds whichever way a row comes in. */
import { Connection } from 'jsforce'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startOrg, type TestOrg } from '../testing/start-org'

const rules = [{ object: 'Lead', refuse: "Title = 'Boss'", message: 'Nobody is the boss here.', field: 'Title' }]
const LEAD = { LastName: 'Doe', Company: 'Acme', Title: 'boss' }
const GOOD = { LastName: 'Roe', Company: 'Acme' }
const problem = { message: 'Nobody is the boss here.', fields: ['Title'] }
const single = { ...problem, errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION' }
const row = { ...problem, statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION' }

let org: TestOrg
let client: Connection

beforeAll(async () => {
  org = await startOrg({ rules })
  client = new Connection(org.settings)
})
afterAll(() => org.close())

test('single rows: create, update, upsert', async () => {
  expect(await org.call('POST', '/sobjects/Lead', LEAD)).toMatchObject({ status: 400, body: [single] })
  const { id } = await client.sobject('Lead').create(GOOD)
  expect(await org.call('PATCH', `/sobjects/Lead/${id}`, { Title: 'Boss' })).toMatchObject({ status: 400, body: [single] })
  expect(await org.call('PATCH', `/sobjects/Lead/Id/${id}`, { Title: 'Boss' })).toMatchObject({ status: 400, body: [single] })
  expect((await client.sobject('Lead').retrieve(id!))['Title']).toBe(null)
})

test('collections, composite and tree', async () => {
  expect(await client.sobject('Lead').create([LEAD, GOOD])).toMatchObject([{ success: false, errors: [row] }, { success: true }])
  const sub = { method: 'POST', url: '/services/data/v62.0/sobjects/Lead', referenceId: 'a', body: LEAD }
  expect((await org.call('POST', '/composite', { compositeRequest: [sub] })).body).toMatchObject({
    compositeResponse: [{ httpStatusCode: 400, body: [single] }],
  })
  const records = [{ attributes: { type: 'Lead', referenceId: 'a' }, ...LEAD }]
  expect(await org.call('POST', '/composite/tree/Lead', { records })).toMatchObject({
    status: 400,
    body: { hasErrors: true, results: [{ referenceId: 'a', errors: [row] }] },
  })
})

test('both bulk APIs', async () => {
  const input = 'LastName,Company,Title\nDoe,Acme,Boss\nRoe,Acme,Clerk\n'
  const job = await client.bulk2.loadAndWaitForResults({ object: 'Lead', operation: 'insert', input, pollInterval: 5 })
  const error = 'FIELD_CUSTOM_VALIDATION_EXCEPTION:Nobody is the boss here.:Title --'
  expect(job.failedResults).toMatchObject([{ sf__Error: error }])
  const results = await client.bulk.load('Lead', 'insert', [LEAD, GOOD])
  expect(results).toMatchObject([{ success: false, errors: [error] }, { success: true }])
})

test('SOAP', async () => {
  const lead = '<sObjects><type>Lead</type><LastName>Doe</LastName><Company>Acme</Company><Title>Boss</Title></sObjects>'
  const head = `<SessionHeader><sessionId>${org.settings.accessToken}</sessionId></SessionHeader>`
  const reply = await fetch(`${org.url}/services/Soap/u/62.0`, {
    method: 'POST',
    headers: { 'content-type': 'text/xml', soapaction: '""' },
    body: `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header>${head}</e:Header><e:Body><create>${lead}</create></e:Body></e:Envelope>`,
  })
  expect(/<errors>.*<\/errors>/s.exec(await reply.text())?.[0]).toBe(
    '<errors><fields>Title</fields><message>Nobody is the boss here.</message><statusCode>FIELD_CUSTOM_VALIDATION_EXCEPTION</statusCode></errors>',
  )
})

test('people at their screens', () => {
  expect(() => org.system.edit({ object: 'Lead', values: LEAD })).toThrow('FIELD_CUSTOM_VALIDATION_EXCEPTION: Nobody is the boss here.')
})
