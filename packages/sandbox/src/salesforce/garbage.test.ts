/** Garbage in the newer APIs is refused in their own ways: no text, document, sheet, message or query makes the org stumble. */
import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { EMPTY_SEED } from '../world/seed'
import type { System } from '../world/system'
import { World } from '../world/world'
import { STANDING_TOKEN } from './auth/sessions'
import { createSalesforce } from './salesforce'

const BASE = '/services/data/v62.0'
let org: System
let call = 0

beforeEach(() => {
  const world = new World()
  world.load({ limits: { salesforce: { daily: 1e9 } } })
  org = createSalesforce(world)
  org.load(EMPTY_SEED.salesforce)
})

async function send(method: string, url: string, body = '', more: Record<string, string> = {}) {
  const [path = '', query = ''] = url.split('?')
  const headers = { authorization: `Bearer ${STANDING_TOKEN}`, 'x-sfdc-session': STANDING_TOKEN, host: '127.0.0.1', ...more }
  call += 1
  return org.handle({ method, path, query: new URLSearchParams(query), headers, body, size: { url: 1, head: 1 }, call })
}

/** Pieces of a language in any order, with noise between them. */
function jumble(pieces: readonly string[]): fc.Arbitrary<string> {
  const noise = fc.string({ unit: 'binary', maxLength: 5 })
  return fc.array(fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...pieces) }, noise), { maxLength: 14 }).map((parts) => parts.join(' '))
}

const SOQL = [
  'SELECT',
  'FROM',
  'WHERE',
  'Lead',
  'Id',
  'Owner',
  'Name',
  'COUNT(',
  ')',
  '(',
  ',',
  '.',
  'GROUP BY',
  'HAVING',
  'ORDER BY',
  'LIMIT',
  '1',
  "'x'",
  '=',
  'IN',
  'LIKE',
  'NOT',
  'AND',
  'TYPEOF',
  'WHEN',
  'THEN',
  'ELSE',
  'END',
  'User',
  'CALENDAR_YEAR(',
  'CreatedDate',
  'TODAY',
  'FOR VIEW',
  'USING SCOPE',
  'mine',
  'null',
  'toLabel(',
  'Status',
  'OFFSET',
  'FIELDS(ALL)',
]
const SOSL = [
  'FIND',
  '{',
  '}',
  '{ada}',
  '{a OR b}',
  'IN',
  'ALL FIELDS',
  'RETURNING',
  'Lead',
  '(',
  ')',
  'Id',
  ',',
  'WHERE',
  "'x'",
  '=',
  'LIMIT',
  '2',
  'ORDER BY',
  'Name',
  '\\',
  '"',
  '*',
  'NOT',
  'AND',
]
const XML = [
  '<a>',
  '</a>',
  '<sObjects>',
  '</sObjects>',
  '<type>',
  '</type>',
  'Lead',
  '<LastName>',
  '</LastName>',
  '<x/>',
  '&amp;',
  '&',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<queryString>',
  '</queryString>',
  'SELECT Id FROM Lead',
  '<ids>',
  '</ids>',
  'xsi:nil="true"',
  '<fieldsToNull>',
  '</fieldsToNull>',
]
const CSV = ['Id', 'LastName', 'Company', ',', '\n', '\r\n', '"', '""', '#N/A', 'x', 'Owner.Name', ';', '00Q000000000001AAA']

test('no query and no search makes it stumble', async () => {
  await fc.assert(
    fc.asyncProperty(jumble(SOQL), async (text) => {
      const { status } = await send('GET', `${BASE}/query?q=${encodeURIComponent(text)}`)
      expect([200, 400]).toContain(status)
    }),
    { numRuns: 400 },
  )
  await fc.assert(
    fc.asyncProperty(jumble(SOSL), async (text) => {
      const { status } = await send('GET', `${BASE}/search?q=${encodeURIComponent(text)}`)
      expect([200, 400]).toContain(status)
    }),
    { numRuns: 300 },
  )
})

test('no envelope makes it stumble: there is an answer or a fault', async () => {
  const calls = [
    'create',
    'update',
    'upsert',
    'delete',
    'undelete',
    'query',
    'queryMore',
    'retrieve',
    'merge',
    'convertLead',
    'describeSObjects',
    'getUpdated',
    'search',
    'emptyRecycleBin',
  ]
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...calls), jumble(XML), async (name, inner) => {
      const header = `<Header><SessionHeader><sessionId>${STANDING_TOKEN}</sessionId></SessionHeader></Header>`
      const { status, body } = await send(
        'POST',
        '/services/Soap/u/62.0',
        `<Envelope>${header}<Body><${name}>${inner}</${name}></Body></Envelope>`,
      )
      expect([status, /<(?:faultcode|\w+Response)/.test(String(body))]).toEqual([status === 200 ? 200 : 500, true])
    }),
    { numRuns: 400 },
  )
})

/** A member of an answer in JSON or XML. */
function member(body: unknown, name: string): string | undefined {
  return typeof body === 'string' ? new RegExp(`<${name}>([^<]*)<`).exec(body)?.[1] : (body as Record<string, string>)[name]
}

test('no sheet makes a bulk job stumble, in either API', async () => {
  await fc.assert(
    fc.asyncProperty(jumble(CSV), fc.constantFrom('insert', 'update', 'upsert', 'delete', 'hardDelete'), async (text, operation) => {
      const made = await send('POST', `${BASE}/jobs/ingest`, JSON.stringify({ object: 'Lead', operation, externalIdFieldName: 'Id' }))
      const { id } = made.body as { id: string }
      await send('PUT', `${BASE}/jobs/ingest/${id}/batches`, text)
      await send('PATCH', `${BASE}/jobs/ingest/${id}`, '{"state":"UploadComplete"}')
      const { body } = await send('GET', `${BASE}/jobs/ingest/${id}`)
      expect(['JobComplete', 'Failed']).toContain((body as { state: string }).state)
      const json = { 'content-type': 'application/json' }
      for (const contentType of ['CSV', 'JSON', 'XML']) {
        const classic = await send(
          'POST',
          '/services/async/62.0/job',
          JSON.stringify({ object: 'Lead', operation, contentType, externalIdFieldName: 'Id' }),
          json,
        )
        const job = (classic.body as { id: string }).id
        const batch = await send('POST', `/services/async/62.0/job/${job}/batch`, text, json)
        expect([201, 400]).toContain(batch.status)
        if (batch.status === 400) continue
        const info = await send('GET', `/services/async/62.0/job/${job}/batch/${member(batch.body, 'id')}`, '', json)
        expect(['Completed', 'Failed']).toContain(member(info.body, 'state'))
      }
    }),
    { numRuns: 150 },
  )
})

test('no JSON makes it stumble where JSON is read', async () => {
  const places = [
    '/composite/batch',
    '/composite/graph',
    '/composite',
    '/jobs/ingest',
    '/jobs/query',
    '/parameterizedSearch',
    '/composite/tree/Lead',
    '/composite/sobjects',
  ]
  const names = fc.constantFrom(
    'batchRequests',
    'method',
    'url',
    'richInput',
    'graphs',
    'graphId',
    'compositeRequest',
    'referenceId',
    'body',
    'object',
    'operation',
    'query',
    'q',
    'sobjects',
    'name',
    'fields',
    'where',
    'records',
    'attributes',
    'type',
  )
  const words = fc.constantFrom(
    'Lead',
    'insert',
    'GET',
    'POST',
    'v62.0/sobjects/Lead',
    `${BASE}/sobjects/Lead`,
    'a',
    '@{a.id}',
    'query',
    'SELECT Id FROM Lead',
    'FirstName',
  )
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      words,
      fc.jsonValue({ maxDepth: 1 }),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(names, tie('value'), { maxKeys: 5 }),
    ),
  }))
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...places), fc.dictionary(names, value, { maxKeys: 5 }), async (place, body) => {
      const { status } = await send('POST', BASE + place, JSON.stringify(body))
      expect(status).toBeLessThan(500)
    }),
    { numRuns: 600 },
  )
})

test('no message makes the streaming API stumble', async () => {
  const channels = fc.constantFrom(
    '/meta/handshake',
    '/meta/subscribe',
    '/meta/unsubscribe',
    '/meta/disconnect',
    '/data/ChangeEvents',
    '/x',
  )
  const part = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constant({ replay: { '/data/ChangeEvents': -2 } }),
    fc.constant('/data/ChangeEvents'),
  )
  const keys = fc.constantFrom('clientId', 'subscription', 'ext', 'id', 'advice', 'supportedConnectionTypes', 'version')
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(channels, fc.dictionary(keys, part)), { maxLength: 3 }), async (messages) => {
      const body = JSON.stringify(messages.map(([channel, rest]) => ({ ...rest, channel })))
      expect([200, 400]).toContain((await send('POST', '/cometd/62.0', body)).status)
    }),
    { numRuns: 300 },
  )
})

test('no form makes the log-in stumble', async () => {
  const keys = fc.constantFrom(
    'grant_type',
    'client_id',
    'client_secret',
    'code',
    'assertion',
    'refresh_token',
    'username',
    'password',
    'redirect_uri',
    'code_verifier',
  )
  const values = fc.oneof(
    fc.constantFrom(
      'password',
      'refresh_token',
      'urn:ietf:params:oauth:grant-type:jwt-bearer',
      'authorization_code',
      'a.b.c',
      'e30.e30.e30',
    ),
    fc.string(),
  )
  await fc.assert(
    fc.asyncProperty(fc.dictionary(keys, values), async (form) => {
      const { status } = await send('POST', '/services/oauth2/token', new URLSearchParams(form).toString())
      expect([200, 400]).toContain(status)
      expect((await send('GET', `/services/oauth2/authorize?${new URLSearchParams(form)}`)).status).toBeLessThan(500)
    }),
    { numRuns: 200 },
  )
})
