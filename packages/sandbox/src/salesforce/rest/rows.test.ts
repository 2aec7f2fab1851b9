/** Single rows: creation, reading, conditional headers, external ids, and every refusal by its words. */
import { deflateSync, gzipSync } from 'node:zlib'
import { Connection } from 'jsforce'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { salesforceId } from '../ids'
import { startOrg, type TestOrg } from '../testing/start-org'

const SCHEMA = {
  objects: {
    Lead: {
      fields: [
        { name: 'Ext__c', type: 'string', length: 20, externalId: true },
        { name: 'Key__c', type: 'string', length: 80, externalId: true, unique: true },
        { name: 'Region__c', type: 'picklist', restricted: true, values: ['EMEA', 'APAC'] },
        { name: 'Score__c', type: 'double', precision: 5, scale: 2 },
      ],
    },
    Account: { fields: [{ name: 'Code__c', type: 'string', length: 10, externalId: true, unique: true }] },
  },
  rules: [{ object: 'Lead', refuse: "Title = 'forbidden'", message: 'Say another title.', field: 'Title' }],
}
const LEAD = { LastName: 'Doe', Company: 'Acme' }

let org: TestOrg
let client: Connection

beforeAll(async () => {
  org = await startOrg(SCHEMA)
  client = new Connection(org.settings)
})
afterAll(() => org.close())

async function lead(values: Record<string, unknown> = {}): Promise<string> {
  const { body } = await org.call('POST', '/sobjects/Lead', { ...LEAD, ...values })
  return (body as { id: string }).id
}

async function refusal(values: Record<string, unknown>, object = 'Lead') {
  const { status, body } = await org.call('POST', `/sobjects/${object}`, values)
  return { status, body }
}

test('a created row is told with its id and location, and counts against the limit', async () => {
  const reply = await org.call('POST', '/sobjects/lead', { ...LEAD, firstname: ' Ada ' })
  const { id } = reply.body as { id: string }
  expect(reply).toMatchObject({ status: 201, body: { id, success: true, errors: [] } })
  expect(reply.headers.get('location')).toBe(`/services/data/v62.0/sobjects/Lead/${id}`)
  expect(reply.headers.get('sforce-limit-info')).toMatch(/^api-usage=\d+\/115000$/)
  const read = await org.call('GET', `/sobjects/Lead/${id.slice(0, 15)}?fields=Name,FirstName`)
  expect(read.body).toEqual({
    attributes: { type: 'Lead', url: `/services/data/v62.0/sobjects/Lead/${id}` },
    Name: 'Ada Doe',
    FirstName: 'Ada',
    Id: id,
  })
})

test('each bad value is refused in the words of the vendor', async () => {
  expect(await refusal({ Company: 'Acme' })).toEqual({
    status: 400,
    body: [{ message: 'Required fields are missing: [LastName]', errorCode: 'REQUIRED_FIELD_MISSING', fields: ['LastName'] }],
  })
  expect(await refusal({ ...LEAD, FirstName: 'x'.repeat(41) })).toEqual({
    status: 400,
    body: [
      {
        message: `First Name: data value too large: ${'x'.repeat(41)} (max length=40)`,
        errorCode: 'STRING_TOO_LONG',
        fields: ['FirstName'],
      },
    ],
  })
  expect(await refusal({ ...LEAD, Email: '123' })).toEqual({
    status: 400,
    body: [{ message: 'Email: invalid email address: 123', errorCode: 'INVALID_EMAIL_ADDRESS', fields: ['Email'] }],
  })
  expect(await refusal({ ...LEAD, Region__c: 'LATAM' })).toEqual({
    status: 400,
    body: [
      {
        message: 'Region: bad value for restricted picklist field: LATAM',
        errorCode: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
        fields: ['Region__c'],
      },
    ],
  })
  expect(await refusal({ ...LEAD, Score__c: 1000 })).toEqual({
    status: 400,
    body: [
      {
        message: 'Score: value outside of valid range on numeric field: 1000',
        errorCode: 'NUMBER_OUTSIDE_VALID_RANGE',
        fields: ['Score__c'],
      },
    ],
  })
  expect(await refusal({ ...LEAD, Nope: 1 })).toEqual({
    status: 400,
    body: [{ message: "No such column 'Nope' on sobject of type Lead", errorCode: 'INVALID_FIELD' }],
  })
  expect(await refusal({ ...LEAD, Name: 'x' })).toMatchObject({
    status: 400,
    body: [{ errorCode: 'INVALID_FIELD_FOR_INSERT_UPDATE', fields: ['Name'] }],
  })
  expect(await refusal({ ...LEAD, OwnerId: 'me' })).toEqual({
    status: 400,
    body: [{ message: 'Owner ID: id value of incorrect type: me', errorCode: 'MALFORMED_ID', fields: ['OwnerId'] }],
  })
  expect(await refusal({ ...LEAD, Score__c: 'many' })).toMatchObject({ status: 400, body: [{ errorCode: 'JSON_PARSER_ERROR' }] })
  expect(await refusal({ ...LEAD, Title: 'forbidden' })).toEqual({
    status: 400,
    body: [{ message: 'Say another title.', errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', fields: ['Title'] }],
  })
  expect(await refusal({ LastName: 'x', AccountId: salesforceId('001', 77) }, 'Contact')).toEqual({
    status: 400,
    body: [{ message: 'invalid cross reference id', errorCode: 'INVALID_CROSS_REFERENCE_KEY', fields: [] }],
  })
})

test('several bad values of one row are told together', async () => {
  const { body } = await refusal({ ...LEAD, Email: 'x', FirstName: 'y'.repeat(50) })
  expect((body as { errorCode: string }[]).map((each) => each.errorCode)).toEqual(['INVALID_EMAIL_ADDRESS', 'STRING_TOO_LONG'])
})

test('a unique value is kept once, whatever its case, and the clash names the holder in 15 characters', async () => {
  const holder = await lead({ Key__c: 'portal:1' })
  expect(await refusal({ ...LEAD, Key__c: 'PORTAL:1' })).toEqual({
    status: 400,
    body: [
      {
        message: `duplicate value found: Key__c duplicates value on record with id: ${holder.slice(0, 15)}`,
        errorCode: 'DUPLICATE_VALUE',
        fields: [],
      },
    ],
  })
  await org.call('DELETE', `/sobjects/Lead/${holder}`)
  expect((await refusal({ ...LEAD, Key__c: 'portal:1' })).status).toBe(201)
})

test('rows that are not there answer by what is wrong with them', async () => {
  const gone = await lead()
  await org.call('DELETE', `/sobjects/Lead/${gone}`)
  const missing = [{ message: 'The requested resource does not exist', errorCode: 'NOT_FOUND' }]
  expect(await org.call('GET', `/sobjects/Lead/${salesforceId('00Q', 5)}`)).toMatchObject({ status: 404, body: missing })
  expect(await org.call('GET', `/sobjects/Lead/${gone}`)).toMatchObject({ status: 404, body: missing })
  expect(await org.call('PATCH', `/sobjects/Lead/${gone}`, { Title: 'x' })).toMatchObject({
    status: 404,
    body: [{ message: 'entity is deleted', errorCode: 'ENTITY_IS_DELETED', fields: [] }],
  })
  expect(await org.call('GET', '/sobjects/Lead/xyz')).toMatchObject({ status: 400, body: [{ errorCode: 'MALFORMED_ID', fields: ['Id'] }] })
  expect(await org.call('GET', '/sobjects/Nothing/xyz')).toMatchObject({ status: 404, body: missing })
  expect(await org.call('GET', '/nothing/at/all')).toMatchObject({ status: 404, body: missing })
  expect(await org.call('PUT', `/sobjects/Lead/${gone}`, {})).toMatchObject({ status: 405, body: [{ errorCode: 'METHOD_NOT_ALLOWED' }] })
})

test('a write under If-Unmodified-Since is refused once the row changed in a later second', async () => {
  org.world.clock.freeze(true)
  const id = await lead()
  const seen = new Date(org.world.clock.now()).toUTCString()
  const guarded = () => org.call('PATCH', `/sobjects/Lead/${id}`, { Title: 'guarded' }, { 'If-Unmodified-Since': seen })
  expect((await guarded()).status).toBe(204)
  org.world.clock.advance(2_000)
  await org.call('PATCH', `/sobjects/Lead/${id}`, { Title: 'theirs' })
  expect((await guarded()).status).toBe(412)
  expect((await org.call('GET', `/sobjects/Lead/${id}?fields=Title`)).body).toMatchObject({ Title: 'theirs' })
  const now = new Date(org.world.clock.now()).toUTCString()
  expect((await org.call('GET', `/sobjects/Lead/${id}`, undefined, { 'If-Modified-Since': now })).status).toBe(304)
  expect((await org.call('GET', `/sobjects/Lead/${id}`, undefined, { 'If-Modified-Since': seen })).status).toBe(200)
  org.world.clock.freeze(false)
})

test('an upsert by external id creates, then updates, then refuses to choose between two', async () => {
  const first = await client.sobject('Lead').upsert({ ...LEAD, Ext__c: 'a-1' }, 'Ext__c')
  expect(first).toMatchObject({ success: true, created: true })
  expect(await client.sobject('Lead').upsert({ ...LEAD, Ext__c: 'a-1', Title: 'x' }, 'Ext__c')).toMatchObject({
    id: first.id,
    created: false,
  })
  const second = await lead({ Ext__c: 'a-1' })
  expect(await org.call('PATCH', '/sobjects/Lead/Ext__c/a-1', { Title: 'y' })).toMatchObject({
    status: 300,
    body: [`/services/data/v62.0/sobjects/Lead/${first.id}`, `/services/data/v62.0/sobjects/Lead/${second}`],
  })
  expect((await org.call('PATCH', '/sobjects/Lead/Ext__c/new?updateOnly=true', LEAD)).status).toBe(404)
  expect((await org.call('PATCH', '/sobjects/Lead/Title/new', LEAD)).body).toEqual([
    { message: 'Provided external ID field does not exist or is not accessible: Title', errorCode: 'NOT_FOUND' },
  ])
  expect((await org.call('PATCH', '/sobjects/Lead/Ext__c/z', { ...LEAD, Ext__c: 'z' })).body).toMatchObject([
    { errorCode: 'INVALID_FIELD' },
  ])
})

test('a parent can be named by its external id', async () => {
  const account = await client.sobject('Account').create({ Name: 'Acme', Code__c: 'ACME' })
  const made = await org.call('POST', '/sobjects/Contact', { LastName: 'Doe', Account: { Code__c: 'acme' } })
  const { id } = made.body as { id: string }
  expect((await org.call('GET', `/sobjects/Contact/${id}?fields=AccountId`)).body).toMatchObject({ AccountId: account.id })
  expect((await org.call('POST', '/sobjects/Contact', { LastName: 'Doe', Account: { Code__c: 'none' } })).body).toEqual([
    { message: 'Foreign key external ID: none not found for field Code__c in entity Account', errorCode: 'INVALID_FIELD', fields: [] },
  ])
})

test('every save stamps the second it happened in, and reads tell it', async () => {
  org.world.clock.freeze(true)
  org.world.clock.set(Date.parse('2030-01-02T03:04:05.678Z'))
  const id = await lead()
  expect((await org.call('GET', `/sobjects/Lead/${id}?fields=SystemModstamp,CreatedDate`)).body).toMatchObject({
    SystemModstamp: '2030-01-02T03:04:05.000+0000',
    CreatedDate: '2030-01-02T03:04:05.000+0000',
  })
  org.world.clock.advance(60_000)
  await org.call('PATCH', `/sobjects/Lead/${id}`, {})
  expect((await org.call('GET', `/sobjects/Lead/${id}?fields=SystemModstamp,CreatedDate`)).body).toMatchObject({
    SystemModstamp: '2030-01-02T03:05:05.000+0000',
    CreatedDate: '2030-01-02T03:04:05.000+0000',
  })
  org.world.clock.reset()
})

test('a body that is no JSON is refused, a dead session too, and an unknown version is not there', async () => {
  const send = (path: string, token: string, body: string) =>
    fetch(`${org.url}${path}`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body })
  const bad = await send('/services/data/v62.0/sobjects/Lead', org.settings.accessToken, '{"LastName":')
  expect([bad.status, await bad.json()]).toMatchObject([400, [{ errorCode: 'JSON_PARSER_ERROR' }]])
  const dead = await send('/services/data/v62.0/sobjects/Lead', 'x', '{}')
  expect([dead.status, await dead.json()]).toEqual([401, [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }]])
  expect((await send('/services/data/v99.0/sobjects/Lead', org.settings.accessToken, '{}')).status).toBe(404)
})

test('HEAD answers as GET, without a body', async () => {
  const { body } = await org.call('POST', '/sobjects/Lead', { LastName: 'Doe', Company: 'Acme' })
  const { id } = body as { id: string }
  const [head, get] = await Promise.all(['HEAD', 'GET'].map((method) => org.call(method, `/sobjects/Lead/${id}`)))
  expect([head?.status, head?.body, head?.headers.get('last-modified')]).toEqual([200, undefined, get?.headers.get('last-modified')])
  expect((await org.call('HEAD', '/sobjects/Nothing')).status).toBe(404)
})

// restforce upserts by Id with a POST where there is no id yet.
test('an upsert by Id without an id makes a row', async () => {
  const { status, body } = await org.call('POST', '/sobjects/Lead/Id', { LastName: 'Doe', Company: 'Acme' })
  const { id } = body as { id: string }
  expect([status, body]).toEqual([201, { id, success: true, errors: [], created: true }])
  expect((await org.call('POST', `/sobjects/Lead/${id}`, {})).status).toBe(405)
})

test('packed bodies are unpacked, and bytes that only claim to be packed are no JSON', async () => {
  const lead = Buffer.from(JSON.stringify({ LastName: 'Größe', Company: 'Acme' }))
  const send = (encoding: string, body: Buffer) =>
    fetch(`${org.url}/services/data/v62.0/sobjects/Lead`, {
      method: 'POST',
      headers: { authorization: `Bearer ${org.settings.accessToken}`, 'content-type': 'application/json', 'content-encoding': encoding },
      body: new Uint8Array(body),
    })
  const replies = [await send('gzip', gzipSync(lead)), await send('deflate', deflateSync(lead)), await send('gzip', Buffer.from('gzip'))]
  expect(replies.map(({ status }) => status)).toEqual([201, 201, 400])
  const { body } = await org.call('GET', `/query?q=${encodeURIComponent("SELECT COUNT() FROM Lead WHERE LastName = 'Größe'")}`)
  expect(body).toEqual({ totalSize: 2, done: true, records: [] })
})
