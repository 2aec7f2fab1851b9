/** Versions, describe and limits. */
import { Connection } from 'jsforce'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startOrg, type TestOrg } from '../testing/start-org'

let org: TestOrg
let client: Connection

beforeAll(async () => {
  org = await startOrg({
    recordTypes: [{ id: '0125g000000AAAA', object: 'Lead', name: 'Partner', developerName: 'Partner', default: true }],
    stages: [
      { value: 'New', probability: 5, closed: false, won: false, forecast: 'Pipeline' },
      { value: 'Won', probability: 100, closed: true, won: true, forecast: 'Closed' },
    ],
  })
  client = new Connection(org.settings)
})
afterAll(() => org.close())

async function requiredFields(object: string): Promise<string[]> {
  const { fields } = await client.describe(object)
  return fields.filter((field) => field.createable && !field.nillable && !field.defaultedOnCreate).map((field) => field.name)
}

test('versions need no session and carry their release', async () => {
  const versions = await (await fetch(`${org.url}/services/data`)).json()
  expect(versions.at(-1)).toEqual({ label: "Summer '26", url: '/services/data/v67.0', version: '67.0' })
  expect(versions).toContainEqual({ label: "Winter '25", url: '/services/data/v62.0', version: '62.0' })
})

test('the global describe names every object with its key prefix', async () => {
  const { sobjects } = await client.describeGlobal()
  const prefixes = Object.fromEntries(sobjects.map((object) => [object.name, object.keyPrefix]))
  expect(prefixes).toMatchObject({
    Account: '001',
    Contact: '003',
    Lead: '00Q',
    Opportunity: '006',
    OpportunityContactRole: '00K',
    User: '005',
  })
})

test('describe tells which fields a create needs', async () => {
  expect(await requiredFields('Account')).toEqual(['Name'])
  expect(await requiredFields('Contact')).toEqual(['LastName'])
  expect(await requiredFields('Lead')).toEqual(['LastName', 'Company'])
  expect(await requiredFields('Opportunity')).toEqual(['Name', 'StageName', 'CloseDate'])
  expect(await requiredFields('OpportunityContactRole')).toEqual(['OpportunityId', 'ContactId'])
})

test('describe tells types, picklists, references and record types', async () => {
  const lead = await client.describe('Lead')
  const field = (name: string) => lead.fields.find((each) => each.name === name)
  expect(field('Email')).toMatchObject({ type: 'email', length: 80, idLookup: true })
  expect(field('Name')).toMatchObject({ createable: false, updateable: false, nameField: true })
  expect(field('OwnerId')).toMatchObject({
    type: 'reference',
    referenceTo: ['Group', 'User'],
    relationshipName: 'Owner',
    polymorphicForeignKey: true,
  })
  expect(field('Status')?.picklistValues?.map((value) => [value.value, value.defaultValue])[0]).toEqual(['Open - Not Contacted', true])
  expect(field('IsConverted')).toMatchObject({ createable: true, updateable: false })
  expect(lead.recordTypeInfos.map((type) => [type.name, type.defaultRecordTypeMapping, type.master])).toEqual([
    ['Partner', true, false],
    ['Master', false, true],
  ])
  const account = await client.describe('Account')
  expect(account.childRelationships).toContainEqual(
    expect.objectContaining({ childSObject: 'Contact', field: 'AccountId', relationshipName: 'Contacts' }),
  )
})

test('a describe that has not changed is not sent again', async () => {
  const first = await org.call('GET', '/sobjects/Lead/describe')
  const tag = first.headers.get('etag') ?? ''
  expect((await org.call('GET', '/sobjects/Lead/describe', undefined, { 'If-None-Match': tag })).status).toBe(304)
})

test('stages decide what is closed and won, and what is likely', async () => {
  const { id } = await client.sobject('Opportunity').create({ Name: 'Deal', StageName: 'New', CloseDate: '2026-12-31', Amount: 200 })
  const read = async () => {
    const row = await client.sobject('Opportunity').retrieve(id!)
    return [row['IsClosed'], row['IsWon'], row['Probability'], row['ForecastCategoryName'], row['ExpectedRevenue'], row['FiscalQuarter']]
  }
  expect(await read()).toEqual([false, false, 5, 'Pipeline', 10, 4])
  await client.sobject('Opportunity').update({ Id: id!, StageName: 'Won' })
  expect(await read()).toEqual([true, true, 100, 'Closed', 200, 4])
  const { records } = await client.query('SELECT ApiName, IsWon FROM OpportunityStage ORDER BY SortOrder')
  expect(records.map((row) => [row['ApiName'], row['IsWon']])).toEqual([
    ['New', false],
    ['Won', true],
  ])
})

test('calls count over a day, others take their share, and past the limit all is refused', async () => {
  const day = 86_400_000
  org.world.clock.advance(2 * day)
  org.world.configure({ limits: { salesforce: { daily: 10 } }, foreign: { system: 'salesforce', share: 0.5 } })
  const limits = async () => (await org.call('GET', '/limits')).body
  expect(await limits()).toMatchObject({ DailyApiRequests: { Max: 10, Remaining: 4 } })
  for (let call = 0; call < 4; call += 1) await limits()
  expect(await org.call('GET', '/limits')).toMatchObject({
    status: 403,
    body: [{ message: 'TotalRequests Limit exceeded.', errorCode: 'REQUEST_LIMIT_EXCEEDED' }],
  })
  expect((await org.call('GET', '/limits')).headers.get('sforce-limit-info')).toBe('api-usage=10/10')
  org.world.clock.advance(day + 60_000)
  expect(await limits()).toMatchObject({ DailyApiRequests: { Max: 10, Remaining: 4 } })
  org.world.configure({ limits: { salesforce: { daily: 115_000 } }, foreign: { system: 'salesforce', share: 0 } })
})

test('what is refused tells the calls used as well', async () => {
  const replies = await Promise.all([
    org.call('GET', '/sobjects/Nothing'),
    org.call('GET', '/query?q=nonsense'),
    org.call('PUT', '/nowhere'),
  ])
  expect(replies.map(({ status, headers }) => [status, /^api-usage=\d+\/\d+$/.test(headers.get('sforce-limit-info') ?? '')])).toEqual([
    [404, true],
    [400, true],
    [404, true],
  ])
})

test('a URL above 16,384 bytes is refused with 414, and with its headers with 431', async () => {
  const soql = (length: number) => `/query?q=${'x'.repeat(length)}`
  expect((await org.call('GET', soql(16_384))).status).toBe(414)
  expect((await org.call('GET', soql(16_000), undefined, { 'x-long': 'y'.repeat(400) })).status).toBe(431)
  expect((await org.call('GET', soql(15_000))).status).toBe(400)
})

// @salesforce/core keeps the slash that ends an instance URL, and asks for paths that begin with two.
test('slashes in a row count as one', async () => {
  const headers = { authorization: `Bearer ${org.system.accessToken}` }
  const [one, two] = await Promise.all(
    ['/services/data/v62.0/sobjects/User/describe', '//services/data/v62.0//sobjects/User/describe'].map(async (path) => {
      const reply = await fetch(`${org.url}${path}`, { headers })
      return [reply.status, await reply.text()]
    }),
  )
  expect(two).toEqual(one)
  expect(two?.[0]).toBe(200)
})

test('rows of objects are counted, in the order of names; deleted rows and unknown objects are left out', async () => {
  const [first] = await client.sobject('Account').create([{ Name: 'One' }, { Name: 'Two' }, { Name: 'Three' }])
  await client.sobject('Account').destroy(first!.id!)
  const { status, body } = await org.call('GET', '/limits/recordCount?sObjects=Lead,Account,Nothing__c')
  expect({ status, body }).toEqual({
    status: 200,
    body: {
      sObjects: [
        { count: 2, name: 'Account' },
        { count: 0, name: 'Lead' },
      ],
    },
  })
})

test('there are no workflow rules and no approval processes', async () => {
  const asked = [
    await org.call('GET', '/process/rules'),
    await org.call('GET', '/process/approvals'),
    await org.call('POST', '/process/rules/', { contextIds: [] }),
    await org.call('POST', '/process/approvals', { requests: [{ actionType: 'Submit', contextId: '001000000000001' }] }),
  ]
  expect(asked.map(({ status, body }) => [status, body])).toEqual([
    [200, { rules: {} }],
    [200, { approvals: {} }],
    [200, { errors: null, success: true }],
    [400, [{ message: 'No applicable approval process was found.', errorCode: 'NO_APPLICABLE_PROCESS' }]],
  ])
})
