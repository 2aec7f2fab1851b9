/** Writing to HubSpot through the real client: whatever comes back, each intent gets one outcome and never a wrong one. */
import { afterEach, describe, expect, it } from 'vitest'
import { type Answer, type AnsweringServer, reset, silent, startAnswering, truncated } from '../testing/answering-server'
import { intentOf, recordingMeter, restlessClock } from '../testing/intents'
import { createHubspotConnector } from './index'

const side = 'hubspot' as const
const create = intentOf({ key: 'a', side, object: 'contact', action: 'create', fields: { email: 'Ada@Example.com' }, externalKey: 'k1' })
const other = intentOf({ key: 'b', side, object: 'contact', action: 'create', fields: { email: 'bob@example.com' }, externalKey: 'k2' })
const update = intentOf({ key: 'a', side, object: 'contact', action: 'update', id: '7', fields: { firstname: ' Ada ' } })
const second = intentOf({ key: 'b', side, object: 'contact', action: 'update', id: '8', fields: { firstname: 'Bob' } })

let server: AnsweringServer | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

async function send(intents: Parameters<ReturnType<typeof createHubspotConnector>['pack']>[0], answer: Answer, timeoutMs = 5_000) {
  server = await startAnswering(() => answer)
  const meter = recordingMeter()
  const connector = createHubspotConnector({ accessToken: 'pat-test', url: server.url, meter, clock: restlessClock(), timeoutMs })
  const [call] = connector.pack(intents, { contact: 'lockstep_key' })
  const outcomes = await connector.send(call!, Date.now() + 60_000, intents)
  return { outcomes, calls: server.asked.length, meter }
}

const row = (id: string, more: object = {}) => ({
  id,
  properties: { firstname: 'Ada', email: 'ada@example.com' },
  createdAt: '2026-01-02T03:04:05.006Z',
  updatedAt: '2026-01-02T03:04:05.006Z',
  archived: false,
  ...more,
})
const at = Date.UTC(2026, 0, 2, 3, 4, 5, 6)

describe('a batch create', () => {
  it('is answered row by row', async () => {
    const json = {
      status: 'COMPLETE',
      results: [row('51', { objectWriteTraceId: '0' })],
      numErrors: 1,
      errors: [
        {
          status: 'error',
          category: 'CONFLICT',
          message: 'Contact already exists. Existing ID: 99',
          context: { objectWriteTraceId: ['1'] },
          errors: [],
        },
      ],
    }
    const { outcomes } = await send([create, other], { status: 207, json })
    expect(outcomes).toEqual([
      { key: 'a', kind: 'done', id: '51', values: { email: 'ada@example.com', firstname: 'Ada' }, at },
      {
        key: 'b',
        kind: 'refused',
        card: 'duplicate',
        code: 'CONFLICT',
        field: 'email',
        message: 'Contact already exists. Existing ID: 99',
        existing: '99',
        status: 400,
      },
    ])
  })

  it('says unknown for a row that the reply leaves out', async () => {
    const json = { status: 'COMPLETE', results: [row('51', { objectWriteTraceId: '0' })] }
    const { outcomes } = await send([create, other], { status: 207, json })
    expect(outcomes.map((outcome) => outcome.kind)).toEqual(['done', 'unknown'])
  })
})

describe('a batch update', () => {
  it('tells the values that HubSpot made of ours', async () => {
    const json = { status: 'COMPLETE', results: [row('8'), row('7')] }
    const { outcomes } = await send([update, second], { status: 200, json })
    expect(outcomes).toEqual([
      { key: 'a', kind: 'done', id: '7', values: { firstname: 'Ada' }, at },
      { key: 'b', kind: 'done', id: '8', values: { firstname: 'Ada' }, at },
    ])
  })

  it('is halved by the pipeline when it was refused as a whole, and told when it stood alone', async () => {
    const json = {
      category: 'VALIDATION_ERROR',
      message: 'Property values were not valid: [{"error":"INVALID_EMAIL","name":"email","message":"bad"}]',
    }
    const many = await send([update, second], { status: 400, json })
    expect(many.outcomes.map((outcome) => [outcome.kind, 'code' in outcome ? outcome.code : ''])).toEqual([
      ['retry', 'BATCH_REFUSED'],
      ['retry', 'BATCH_REFUSED'],
    ])
    await server?.close()
    const one = await send([update], { status: 400, json })
    expect(one.outcomes).toEqual([
      { key: 'a', kind: 'refused', card: 'property value', code: 'INVALID_EMAIL', message: 'bad', field: 'email', status: 400 },
    ])
  })

  it('says gone when the record is not there, or answers under another id', async () => {
    const missing = await send([update], { status: 404, json: { category: 'OBJECT_NOT_FOUND', message: 'no such object' } })
    expect(missing.outcomes).toEqual([{ key: 'a', kind: 'gone', code: 'OBJECT_NOT_FOUND', message: 'no such object' }])
    await server?.close()
    const merged = await send([update], { status: 200, json: { status: 'COMPLETE', results: [row('70')] } })
    expect(merged.outcomes).toEqual([{ key: 'a', kind: 'gone', code: 'MERGED', message: 'the record was merged into another one' }])
  })
})

describe('garbage', () => {
  const broken: Record<string, Answer> = {
    'truncated JSON': truncated,
    'a reset': reset,
    'no answer': silent,
    'an HTML page under 200': { status: 200, html: '<html>hello</html>' },
    'an HTML page under 502': { status: 502, html: '<html>bad gateway</html>' },
    'a wrong type': { status: 200, json: { status: 'COMPLETE', results: 'all of them' } },
    'a wrong type in a row': { status: 200, json: { status: 'COMPLETE', results: [row('7', { properties: [] })] } },
    'an unfinished batch': { status: 200, json: { status: 'PENDING', results: [] } },
    'an empty object': { status: 200, json: {} },
  }
  for (const [name, answer] of Object.entries(broken)) {
    it(`${name} makes the outcome unknown, and nothing is sent again`, async () => {
      const { outcomes, calls } = await send([update], answer, 300)
      expect(outcomes.map(({ key, kind }) => [key, kind])).toEqual([['a', 'unknown']])
      expect(calls).toBe(1)
    })
  }

  it('a server that is not there was never reached', async () => {
    const connector = createHubspotConnector({
      accessToken: 'x',
      url: 'http://127.0.0.1:9',
      meter: recordingMeter(),
      clock: restlessClock(),
    })
    const [call] = connector.pack([update], {})
    expect(await connector.send(call!, Date.now() + 60_000, [update])).toEqual([
      { key: 'a', kind: 'retry', code: 'ECONNREFUSED', message: 'HubSpot could not be reached', after: 5_000 },
    ])
  })

  it('a deadline that has passed sends nothing', async () => {
    server = await startAnswering(() => ({ status: 500 }))
    const connector = createHubspotConnector({ accessToken: 'x', url: server.url, meter: recordingMeter(), clock: restlessClock() })
    const [call] = connector.pack([update], {})
    const outcomes = await connector.send(call!, Date.now() - 1, [update])
    expect(outcomes.map((outcome) => [outcome.kind, 'code' in outcome ? outcome.code : ''])).toEqual([['retry', 'DEADLINE']])
    expect(server.asked).toEqual([])
  })
})

describe('limits and logins', () => {
  it('a lock and a full window are tried again after the time HubSpot asks for', async () => {
    const locked = await send([update], { status: 423, json: { category: 'LOCKED', message: 'locked' } })
    expect(locked.outcomes).toEqual([{ key: 'a', kind: 'retry', code: 'LOCKED', message: 'locked', after: 2_000 }])
    await server?.close()
    const json = { status: 'error', errorType: 'RATE_LIMIT', policyName: 'TEN_SECONDLY_ROLLING', message: 'too fast' }
    const limited = await send([update], { status: 429, json, headers: { 'X-HubSpot-RateLimit-Interval-Milliseconds': '10000' } })
    expect(limited.outcomes).toEqual([{ key: 'a', kind: 'retry', code: 'RATE_LIMIT', message: 'too fast', after: 10_000 }])
  })

  it('a used-up day and a refused token stop the run', async () => {
    const json = { errorType: 'RATE_LIMIT', policyName: 'DAILY', message: 'You have reached your daily limit.' }
    await expect(send([update], { status: 429, json })).rejects.toMatchObject({ code: 'quota' })
    await server?.close()
    await expect(send([update], { status: 401, json: { message: 'expired' } })).rejects.toMatchObject({ code: 'authentication' })
  })

  it('an OAuth token is fetched first and again after a 401, once', async () => {
    let tokens = 0
    server = await startAnswering((asked) => {
      if (asked.path === '/oauth/v1/token') {
        tokens += 1
        return { status: 200, json: { access_token: `t${tokens}`, refresh_token: 'r', expires_in: 1_800, token_type: 'bearer' } }
      }
      if (asked.headers['authorization'] === 'Bearer t1')
        return { status: 401, json: { category: 'EXPIRED_AUTHENTICATION', message: 'expired' } }
      return { status: 200, json: { status: 'COMPLETE', results: [row('7')] } }
    })
    const oauth = { clientId: 'c', clientSecret: 's', refreshToken: 'r' }
    const connector = createHubspotConnector({ oauth, url: server.url, meter: recordingMeter(), clock: restlessClock() })
    const [call] = connector.pack([update], {})
    const outcomes = await connector.send(call!, Date.now() + 60_000, [update])
    expect(outcomes.map((outcome) => outcome.kind)).toEqual(['done'])
    expect(server.asked.map((asked) => asked.path)).toEqual([
      '/oauth/v1/token',
      '/crm/v3/objects/contacts/batch/update',
      '/oauth/v1/token',
      '/crm/v3/objects/contacts/batch/update',
    ])
  })
})
