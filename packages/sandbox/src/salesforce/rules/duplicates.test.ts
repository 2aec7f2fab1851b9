/** Duplicate rules over every way in: single rows, collections, composites, bulk jobs, SOAP, conversion. */
import { Connection } from 'jsforce'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { EMPTY_SEED, type SeedRow, type SystemSeed } from '../../world/seed'
import { salesforceId } from '../ids'
import { startOrg, type TestOrg } from '../testing/start-org'

const KNOWN = salesforceId('00Q', 1)
const HIDDEN = salesforceId('00Q', 2)
const CONTACT = salesforceId('003', 1)
const byEmail = { name: 'Email_Match', fields: ['Email'] }
const rules = [
  {
    object: 'Lead',
    name: 'Leads_Once',
    onCreate: 'alert',
    onEdit: 'block',
    match: [byEmail, { object: 'Contact', name: 'Contact_Email_Match', fields: ['Email'] }],
  },
  {
    object: 'Contact',
    name: 'People_Once',
    onCreate: 'block',
    message: 'You already have this person.',
    match: [
      {
        name: 'Person_Match',
        fields: [
          { field: 'FirstName', method: 'firstName' },
          { field: 'LastName', method: 'lastName' },
          { field: 'Phone', method: 'phone' },
        ],
      },
      { object: 'Lead', name: 'Lead_Email_Match', fields: ['Email'] },
    ],
  },
]
const row = (id: string, values: SeedRow['values'], rest: Partial<SeedRow> = {}): SeedRow => ({ id, values, links: {}, line: 1, ...rest })
const objects: SystemSeed['objects'] = [
  {
    name: 'Lead',
    file: 'Lead.jsonl',
    rows: [
      row(KNOWN, { LastName: 'Doe', Company: 'Acme', Email: 'ada@acme.example', Title: 'CTO' }),
      row(HIDDEN, { LastName: 'Secret', Company: 'Acme', Email: 'secret@acme.example' }, { hiddenFrom: true }),
    ],
  },
  {
    name: 'Contact',
    file: 'Contact.jsonl',
    rows: [row(CONTACT, { FirstName: 'Robert', LastName: 'Müller', Phone: '+1 (415) 555-0100', Email: 'bob@acme.example' })],
  },
]

let org: TestOrg
let client: Connection

beforeAll(async () => {
  org = await startOrg()
  client = new Connection(org.settings)
})
beforeEach(() => org.system.load({ ...EMPTY_SEED.salesforce, schema: { duplicateRules: rules }, objects }))
afterAll(() => org.close())

const LEAD = { LastName: 'Again', Company: 'Acme', Email: 'ADA@acme.example' }
const ALLOW = { 'Sforce-Duplicate-Rule-Header': 'allowSave=true' }

const leads = async () => (await client.query('SELECT Id FROM Lead')).totalSize

test('a save that doubles a row is refused with the rows it doubles, and nothing is saved', async () => {
  expect(await org.call('POST', '/sobjects/Lead', LEAD)).toMatchObject({
    status: 400,
    body: [
      {
        duplicateResult: {
          allowSave: true,
          duplicateRule: 'Leads_Once',
          duplicateRuleEntityType: 'Lead',
          errorMessage: 'Use one of these records?',
          matchResults: [
            {
              entityType: 'Lead',
              errors: [],
              matchEngine: 'ExactMatchEngine',
              matchRecords: [
                {
                  additionalInformation: [],
                  fieldDiffs: [],
                  matchConfidence: 100,
                  record: { attributes: { type: 'Lead', url: `/services/data/v62.0/sobjects/Lead/${KNOWN}` }, Id: KNOWN },
                },
              ],
              rule: 'Email_Match',
              size: 1,
              success: true,
            },
          ],
        },
        message: 'Use one of these records?',
        errorCode: 'DUPLICATES_DETECTED',
      },
    ],
  })
  expect(await leads()).toBe(1)
  expect((await client.query('SELECT Id FROM Contact')).totalSize).toBe(1)
})

test('the client keeps what the refusal names', async () => {
  await expect(client.sobject('Lead').create(LEAD)).rejects.toMatchObject({
    errorCode: 'DUPLICATES_DETECTED',
    data: { duplicateResult: { matchResults: [{ matchRecords: [{ record: { Id: KNOWN } }] }] } },
  })
})

test('old versions misspell the key of the result', async () => {
  const old = new Connection({ ...org.settings, version: '54.0' })
  await expect(old.sobject('Lead').create(LEAD)).rejects.toMatchObject({ data: { duplicateResut: { duplicateRule: 'Leads_Once' } } })
})

test('an alert is passed by those who acknowledge it; a block by nobody', async () => {
  expect(await client.sobject('Lead').create(LEAD, { headers: ALLOW })).toMatchObject({ success: true })
  const before52 = new Connection({ ...org.settings, version: '51.0' })
  await expect(before52.sobject('Lead').create(LEAD, { headers: ALLOW })).rejects.toMatchObject({ errorCode: 'DUPLICATES_DETECTED' })
  const same = { FirstName: 'Bob', LastName: 'Muller', Phone: '415.555.0100' }
  await expect(client.sobject('Contact').create(same, { headers: ALLOW })).rejects.toMatchObject({
    message: 'You already have this person.',
    data: { duplicateResult: { allowSave: false, matchResults: [{ matchEngine: 'FuzzyMatchEngine', rule: 'Person_Match', size: 1 }] } },
  })
  const { Phone: _, ...without } = same
  expect(await client.sobject('Contact').create(without)).toMatchObject({ success: true })
})

test('people see the alert and save; a block holds them too', () => {
  expect(org.system.edit({ object: 'Lead', values: LEAD })).toMatchObject({ id: expect.stringMatching(/^00Q/) })
  const values = { LastName: 'Other', Email: 'ada@acme.example' }
  expect(() => org.system.edit({ object: 'Contact', values })).toThrow('DUPLICATES_DETECTED: You already have this person.')
})

test('an edit is looked at where it changes what is compared', async () => {
  const other = await client.sobject('Lead').create({ LastName: 'Other', Company: 'Acme', Email: 'other@acme.example' })
  expect(await client.sobject('Lead').update({ Id: other.id!, Title: 'CTO' })).toMatchObject({ success: true })
  await expect(client.sobject('Lead').update({ Id: other.id!, Email: 'ada@acme.example' })).rejects.toMatchObject({
    errorCode: 'DUPLICATES_DETECTED',
  })
  const double = await client.sobject('Lead').create(LEAD, { headers: ALLOW })
  expect(await client.sobject('Lead').update({ Id: double.id!, Title: 'CTO' })).toMatchObject({ success: true })
  await client.sobject('Lead').destroy([KNOWN, double.id!])
  expect(await client.sobject('Lead').update({ Id: other.id!, Email: 'ada@acme.example' })).toMatchObject({ success: true })
})

test('records come with their fields where the client asks, and without those it may not see', async () => {
  const details = { 'Sforce-Duplicate-Rule-Header': 'allowSave=false; includeRecordDetails=true' }
  const { body } = await org.call('POST', '/sobjects/Lead', LEAD, details)
  expect(body).toMatchObject([{ duplicateResult: { matchResults: [{ matchRecords: [{ record: { Id: KNOWN, Title: 'CTO' } }] }] } }])
  const secret = { LastName: 'X', Company: 'Acme', Email: 'secret@acme.example' }
  expect((await org.call('POST', '/sobjects/Lead', secret, details)).body).toMatchObject([
    { duplicateResult: { matchResults: [{ matchRecords: [], size: 0 }] } },
  ])
  const asUser = { 'Sforce-Duplicate-Rule-Header': 'runAsCurrentUser=true' }
  expect(await org.call('POST', '/sobjects/Lead', secret, asUser)).toMatchObject({ status: 201 })
})

test('collections refuse row by row, without the rows that are doubled', async () => {
  const fresh = { LastName: 'New', Company: 'Acme', Email: 'new@acme.example' }
  const error = { statusCode: 'DUPLICATES_DETECTED', message: 'Use one of these records?', fields: [] }
  expect(await client.sobject('Lead').create([LEAD, fresh])).toEqual([
    { success: false, errors: [error] },
    { id: expect.any(String), success: true, errors: [] },
  ])
  expect(await client.sobject('Lead').create([LEAD], { headers: ALLOW })).toMatchObject([{ success: true }])
})

test('in a composite each subrequest says for itself what it allows', async () => {
  const sub = (referenceId: string, httpHeaders?: Record<string, string>) => ({
    method: 'POST',
    url: '/services/data/v62.0/sobjects/Lead',
    referenceId,
    body: LEAD,
    httpHeaders,
  })
  const run = async (allOrNone: boolean, headers?: Record<string, string>) => {
    const compositeRequest = [sub('one', ALLOW), sub('two')]
    const { body } = await org.call('POST', '/composite', { allOrNone, compositeRequest }, headers)
    return (body as { compositeResponse: { httpStatusCode: number }[] }).compositeResponse.map(({ httpStatusCode }) => httpStatusCode)
  }
  expect(await run(false, ALLOW)).toEqual([201, 400])
  expect(await run(true, ALLOW)).toEqual([400, 400])
  expect(await leads()).toBe(2)
})

test('bulk jobs tell the rule in the row they failed, and have no header to pass it', async () => {
  const job = await client.bulk2.loadAndWaitForResults({
    object: 'Lead',
    operation: 'insert',
    input: `LastName,Company,Email\nAgain,Acme,ada@acme.example\nNew,Acme,n@acme.example\n`,
    pollInterval: 5,
  })
  expect(job.successfulResults.length).toBe(1)
  expect(job.failedResults).toMatchObject([{ sf__Error: 'DUPLICATES_DETECTED:Use one of these records?:--', LastName: 'Again' }])
  const opened = await org.call('POST', '/jobs/ingest', { object: 'Lead', operation: 'insert' }, ALLOW)
  const { id } = opened.body as { id: string }
  const token = `Bearer ${org.settings.accessToken}`
  await fetch(`${org.url}/services/data/v62.0/jobs/ingest/${id}/batches`, {
    method: 'PUT',
    headers: { authorization: token, 'content-type': 'text/csv' },
    body: 'LastName,Company,Email\nAgain,Acme,ada@acme.example\n',
  })
  await org.call('PATCH', `/jobs/ingest/${id}`, { state: 'UploadComplete' })
  expect((await org.call('GET', `/jobs/ingest/${id}`)).body).toMatchObject({ numberRecordsProcessed: 1, numberRecordsFailed: 1 })
})

async function soapCreate(header: string): Promise<string> {
  const lead = '<sObjects><type>Lead</type><LastName>Again</LastName><Company>Acme</Company><Email>ada@acme.example</Email></sObjects>'
  const head = `<SessionHeader><sessionId>${org.settings.accessToken}</sessionId></SessionHeader>${header}`
  const reply = await fetch(`${org.url}/services/Soap/u/62.0`, {
    method: 'POST',
    headers: { 'content-type': 'text/xml', soapaction: '""' },
    body: `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header>${head}</e:Header><e:Body><create>${lead}</create></e:Body></e:Envelope>`,
  })
  return /<result>.*<\/result>/s.exec(await reply.text())?.[0] ?? ''
}

test('SOAP names the duplicates in an error of its own type, and has a header of its own', async () => {
  const found = `<matchRecords><matchConfidence>100</matchConfidence><record xsi:type="sf:sObject"><sf:type>Lead</sf:type><sf:Id>${KNOWN}</sf:Id></record></matchRecords>`
  const match = `<matchResults><entityType>Lead</entityType><matchEngine>ExactMatchEngine</matchEngine><rule>Email_Match</rule><size>1</size><success>true</success>${found}</matchResults>`
  const rule = `<allowSave>true</allowSave><duplicateRule>Leads_Once</duplicateRule><duplicateRuleEntityType>Lead</duplicateRuleEntityType><errorMessage>Use one of these records?</errorMessage>`
  const told = `<message>Use one of these records?</message><statusCode>DUPLICATES_DETECTED</statusCode>`
  expect(await soapCreate('')).toBe(
    `<result><errors xsi:type="DuplicateError"><duplicateResult>${rule}${match}</duplicateResult>${told}</errors><id xsi:nil="true"/><success>false</success></result>`,
  )
  const header = '<DuplicateRuleHeader><allowSave>true</allowSave></DuplicateRuleHeader>'
  expect(await soapCreate(header)).toMatch(/^<result><id>00Q\w{15}<\/id><success>true<\/success><\/result>$/)
})

test('a lead does not stand in the way of its own conversion', () => {
  expect(org.system.convert?.({ lead: KNOWN })).toMatchObject({ contact: expect.stringMatching(/^003/) })
})

test('a rule that cannot be read is told with its place', () => {
  const load = (rule: unknown) =>
    org.system.load({ ...EMPTY_SEED.salesforce, schemaFile: 'schema.json', schema: { duplicateRules: [rule] } })
  expect(() => load({ object: 'Lead', match: [{ fields: ['Nothing'] }] })).toThrow(
    'schema.json:1: the duplicate rule `Lead`.match.fields: Lead has no field `Nothing`',
  )
  expect(() => load({ object: 'Lead', match: [] })).toThrow('the duplicate rule `Lead` matches nothing: `match` is empty')
  expect(() => load({ object: 'Lead', onCreate: 'maybe', match: [byEmail] })).toThrow('.onCreate is one of block, alert, allow')
})

test('rules are listed, also those that are not active, which do nothing', async () => {
  const idle = { object: 'Account', name: 'Idle_Rule', active: false, onCreate: 'block', match: [{ name: 'Same_Name', fields: ['Name'] }] }
  org.system.load({ ...EMPTY_SEED.salesforce, schema: { duplicateRules: [...rules, idle] }, objects })
  const { records } = await client.query('SELECT DeveloperName, MasterLabel, SobjectType, IsActive FROM DuplicateRule')
  expect(records.map(({ attributes: _, ...each }) => each)).toEqual([
    { DeveloperName: 'Leads_Once', MasterLabel: 'Leads Once', SobjectType: 'Lead', IsActive: true },
    { DeveloperName: 'People_Once', MasterLabel: 'People Once', SobjectType: 'Contact', IsActive: true },
    { DeveloperName: 'Idle_Rule', MasterLabel: 'Idle Rule', SobjectType: 'Account', IsActive: false },
  ])
  const matching = await client.query("SELECT DeveloperName FROM MatchingRule WHERE MatchEngine = 'FuzzyMatchEngine'")
  expect(matching.records.map((each) => each['DeveloperName'])).toEqual(['Person_Match'])
  for (const _ of [1, 2]) expect(await client.sobject('Account').create({ Name: 'Twice' })).toMatchObject({ success: true })
})
