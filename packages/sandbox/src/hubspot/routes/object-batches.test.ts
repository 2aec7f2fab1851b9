/** Batches of records over HTTP: limits, partial success, refusal as a whole. */
import { Client } from '@hubspot/api-client'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Answer, type RunningHubspot, seedOf, startHubspot } from '../testing/start-hubspot'

let hubspot: RunningHubspot

beforeEach(async () => {
  hubspot = await startHubspot(
    seedOf(
      {
        contacts: [
          { id: '51', at: '2026-10-01T08:00:00Z', values: { email: 'ada@example.com', ext_key: 'k51' } },
          { id: '52', at: '2026-10-02T08:00:00Z', values: { email: 'bob@example.com' } },
        ],
        companies: [{ id: '900', at: '2026-10-01T08:00:00Z', values: { name: 'Acme' } }],
      },
      { properties: { contacts: [{ name: 'ext_key', label: 'Key', type: 'string', hasUniqueValue: true }] } },
    ),
  )
})

afterEach(() => hubspot.close())

const batch = (kind: string, inputs: unknown[], more: Record<string, unknown> = {}, query = '') =>
  hubspot.call('POST', `/crm/v3/objects/contacts/batch/${kind}${query}`, { inputs, ...more })
const ids = ({ body }: Answer) => (body['results'] as { id: string }[]).map((each) => each.id)
const errors = ({ body }: Answer) => body['errors'] as Record<string, unknown>[]
const live = async () => ids(await hubspot.call('GET', '/crm/v3/objects/contacts?limit=100'))

describe('batch read', () => {
  test('missing ids come as an error inside a 207', async () => {
    const reply = await batch('read', [{ id: '52' }, { id: '999' }, { id: '51' }, { id: '52' }, { id: 'abc' }], { properties: ['email'] })
    expect(reply.status).toBe(207)
    expect(ids(reply)).toEqual(['52', '51'])
    expect(reply.body).toMatchObject({ status: 'COMPLETE', numErrors: 1 })
    expect(errors(reply)).toEqual([
      {
        status: 'error',
        category: 'OBJECT_NOT_FOUND',
        message: 'Could not get some CONTACT objects, they may be deleted or not exist. Check that ids are valid.',
        context: { ids: ['999', 'abc'] },
      },
    ])
  })

  test('nothing missing is a plain 200', async () => {
    const reply = await batch('read', [{ id: '51' }], { properties: [] })
    expect([reply.status, reply.body['errors'], reply.body['numErrors']]).toEqual([200, undefined, undefined])
  })

  test('ids may be values of a unique property', async () => {
    const reply = await batch('read', [{ id: 'BOB@example.com' }, { id: 'nobody@example.com' }], {
      idProperty: 'email',
      properties: ['email'],
    })
    expect([reply.status, ids(reply)]).toEqual([207, ['52']])
    expect(errors(reply)[0]?.['context']).toEqual({ ids: ['nobody@example.com'], idProperty: ['email'] })
    expect(ids(await batch('read', [{ id: 'k51' }], { idProperty: 'ext_key' }))).toEqual(['51'])
    expect((await batch('read', [{ id: 'x' }], { idProperty: 'firstname' })).status).toBe(400)
  })

  test('archived ids are found with archived=true and missing without', async () => {
    await batch('archive', [{ id: '52' }])
    expect(ids(await batch('read', [{ id: '52' }, { id: '51' }], {}, '?archived=true'))).toEqual(['52'])
    expect(ids(await batch('read', [{ id: '52' }, { id: '51' }]))).toEqual(['51'])
  })

  test('histories halve the batch', async () => {
    const many = Array.from({ length: 51 }, (_, index) => ({ id: String(index + 1) }))
    expect((await batch('read', many, { propertiesWithHistory: ['email'] })).status).toBe(400)
    const few = await batch('read', [{ id: '51' }], { propertiesWithHistory: ['email'] })
    expect((few.body['results'] as Record<string, unknown>[])[0]?.['propertiesWithHistory']).toEqual({
      email: [{ value: 'ada@example.com', timestamp: '2026-10-01T08:00:00Z', sourceType: 'IMPORT', sourceId: 'seed' }],
    })
  })

  test('more than 100 inputs, or none, are refused', async () => {
    const many = Array.from({ length: 101 }, (_, index) => ({ id: String(index + 1) }))
    for (const kind of ['read', 'update', 'archive', 'create', 'upsert']) {
      const reply = await batch(kind, many)
      expect([reply.status, reply.body['category']]).toEqual([400, 'VALIDATION_ERROR'])
      expect((await batch(kind, [])).status).toBe(400)
    }
  })
})

describe('batch create', () => {
  test('without trace ids one bad row refuses all', async () => {
    const clash = await batch('create', [{ properties: { email: 'new@example.com' } }, { properties: { email: 'Ada@example.com' } }])
    expect([clash.status, clash.body['message']]).toEqual([409, 'Contact already exists. Existing ID: 51'])
    const bad = await batch('create', [
      { properties: { email: 'new@example.com' }, objectWriteTraceId: 'a' },
      { properties: { nope: '1' } },
    ])
    expect([bad.status, bad.body['category']]).toEqual([400, 'VALIDATION_ERROR'])
    expect(await live()).toEqual(['51', '52'])
  })

  test('with a trace id each, the good rows are made and the bad ones named', async () => {
    const reply = await batch('create', [
      { properties: { email: 'new@example.com' }, objectWriteTraceId: 'a' },
      { properties: { email: 'ada@example.com' }, objectWriteTraceId: 'b' },
      { properties: { lifecyclestage: 'nope' }, objectWriteTraceId: 'c' },
      { properties: { email: 'new@example.com' }, objectWriteTraceId: 'd' },
      { properties: { ext_key: 'k51' }, objectWriteTraceId: 'e' },
    ])
    expect(reply.status).toBe(207)
    expect((reply.body['results'] as Record<string, unknown>[]).map(({ id, objectWriteTraceId }) => [id, objectWriteTraceId])).toEqual([
      ['53', 'a'],
    ])
    expect(errors(reply).map(({ category, message, context }) => [category, String(message).slice(0, 60), context])).toEqual([
      ['CONFLICT', 'Contact already exists. Existing ID: 51', { existingObjectId: ['51'], objectWriteTraceId: ['b'] }],
      ['VALIDATION_ERROR', 'Property values were not valid: [{"isValid":false,"message":', { objectWriteTraceId: ['c'] }],
      ['CONFLICT', 'Contact already exists.', { objectWriteTraceId: ['d'] }],
      [
        'VALIDATION_ERROR',
        'Property values were not valid: [{"isValid":false,"message":',
        { existingObjectId: ['51'], objectWriteTraceId: ['e'] },
      ],
    ])
    expect(errors(reply)[3]?.['errors']).toMatchObject([
      { code: 'CONFLICTING_UNIQUE_VALUE', context: { propertyName: ['ext_key'], existingObjectId: ['51'] } },
    ])
    expect(reply.body['numErrors']).toBe(4)
  })

  test('trace ids that repeat do not count', async () => {
    const reply = await batch('create', [
      { properties: { email: 'new@example.com' }, objectWriteTraceId: 'a' },
      { properties: { email: 'ada@example.com' }, objectWriteTraceId: 'a' },
    ])
    expect(reply.status).toBe(409)
  })

  test('the dated API keeps 201 and carries the errors inside', async () => {
    const reply = await hubspot.call('POST', '/crm/objects/2026-09/contacts/batch/create', {
      inputs: [
        { properties: { email: 'new@example.com' }, objectWriteTraceId: 'a' },
        { properties: { email: 'ada@example.com' }, objectWriteTraceId: 'b' },
      ],
    })
    expect([reply.status, reply.body['numErrors']]).toEqual([201, 1])
  })

  test('associations come with the row, and a wrong one fails it', async () => {
    const spec = (id: string) => [{ to: { id }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 1 }] }]
    const reply = await batch('create', [
      { properties: { email: 'new@example.com' }, associations: spec('900'), objectWriteTraceId: 'a' },
      { properties: { email: 'other@example.com' }, associations: spec('901'), objectWriteTraceId: 'b' },
    ])
    expect([reply.status, ids(reply)]).toEqual([207, ['53']])
    expect(errors(reply)[0]?.['subCategory']).toBe('crm.associations.INVALID_OBJECT_IDS')
    const contact = await hubspot.call('GET', '/crm/v3/objects/contacts/53?associations=companies')
    expect(contact.body['associations']).toEqual({
      companies: {
        results: [
          { id: '900', type: 'contact_to_company_unlabeled' },
          { id: '900', type: 'contact_to_company' },
        ],
      },
    })
  })

  test('the client reads the 207 with its errors', async () => {
    const client = new Client({ accessToken: hubspot.token, basePath: hubspot.url, numberOfApiCallRetries: 0 })
    const reply = await client.crm.contacts.batchApi.create({
      inputs: [
        { properties: { email: 'new@example.com' }, associations: [], objectWriteTraceId: 'a' },
        { properties: { email: 'ada@example.com' }, associations: [], objectWriteTraceId: 'b' },
      ],
    })
    expect(reply).toMatchObject({ numErrors: 1, errors: [{ category: 'CONFLICT', context: { objectWriteTraceId: ['b'] } }] })
  })
})

describe('batch update', () => {
  test('all rows are written in one go', async () => {
    const reply = await batch('update', [
      { id: '51', properties: { firstname: 'Ada' } },
      { id: 'bob@example.com', idProperty: 'email', properties: { firstname: 'Bob' } },
    ])
    expect([reply.status, ids(reply)]).toEqual([200, ['51', '52']])
  })

  test('one bad row refuses the batch as a whole', async () => {
    const bad = await batch('update', [
      { id: '51', properties: { firstname: 'Ada' } },
      { id: '52', properties: { email: 'broken' } },
    ])
    expect(bad.status).toBe(400)
    const clash = await batch('update', [
      { id: '51', properties: { firstname: 'Ada' } },
      { id: '52', properties: { email: 'ada@example.com' } },
    ])
    expect([clash.status, clash.body['message']]).toEqual([409, 'Contact already exists. Existing ID: 51'])
    const missing = await batch('update', [
      { id: '51', properties: { firstname: 'Ada' } },
      { id: '999', properties: {} },
    ])
    expect([missing.status, missing.body['context']]).toEqual([404, { ids: ['999'] }])
    const read = await hubspot.call('GET', '/crm/v3/objects/contacts/51?properties=firstname')
    expect(read.body['properties']).toMatchObject({ firstname: null })
  })

  test('a record may stand in a batch only once', async () => {
    const reply = await batch('update', [
      { id: '51', properties: { firstname: 'A' } },
      { id: '51', properties: { firstname: 'B' } },
    ])
    expect([reply.status, reply.body['message']]).toEqual([400, 'Duplicate IDs found in batch input: [51]. IDs must be unique.'])
  })

  test('two rows cannot take the same unique value', async () => {
    const reply = await batch('update', [
      { id: '51', properties: { ext_key: 'same' } },
      { id: '52', properties: { ext_key: 'same' } },
    ])
    expect(reply.status).toBe(400)
  })
})

describe('batch upsert', () => {
  test('rows are created or updated by a unique property and say which', async () => {
    const reply = await batch('upsert', [
      { id: 'k51', idProperty: 'ext_key', properties: { firstname: 'Ada' } },
      { id: 'k99', idProperty: 'ext_key', properties: { email: 'new@example.com' } },
    ])
    expect(reply.status).toBe(200)
    expect((reply.body['results'] as Record<string, unknown>[]).map((row) => [row['id'], row['new']])).toEqual([
      ['51', false],
      ['53', true],
    ])
    const made = await hubspot.call('GET', '/crm/v3/objects/contacts/53?properties=ext_key')
    expect(made.body['properties']).toMatchObject({ ext_key: 'k99' })
  })

  test('a property that is not unique, a repeated key and an unknown id are refused', async () => {
    expect((await batch('upsert', [{ id: 'x', idProperty: 'firstname', properties: {} }])).status).toBe(400)
    expect(
      (
        await batch('upsert', [
          { id: 'k1', idProperty: 'ext_key', properties: {} },
          { id: 'k1', idProperty: 'ext_key', properties: {} },
        ])
      ).status,
    ).toBe(400)
    expect((await batch('upsert', [{ id: '999', properties: {} }])).status).toBe(404)
  })
})

test('batch archive takes unknown ids without a word', async () => {
  expect((await batch('archive', [{ id: '51' }, { id: '999' }])).status).toBe(204)
  expect(await live()).toEqual(['52'])
})
