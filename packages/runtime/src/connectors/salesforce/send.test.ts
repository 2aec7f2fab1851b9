/** Writing to Salesforce through the real jsforce: whatever an outer 200 hides, each intent gets one outcome and never a wrong one. */
import { afterEach, describe, expect, it } from 'vitest'
import type { Intent } from '../../model'
import { type Answer, type AnsweringServer, reset, silent, startAnswering, truncated } from '../testing/answering-server'
import { intentOf, recordingMeter, restlessClock } from '../testing/intents'
import { createSalesforceConnector } from './index'

const side = 'salesforce' as const
const id = '00Q000000000001AAA'
const create = intentOf({ key: 'a', side, object: 'Lead', action: 'create', fields: { LastName: 'L' }, externalKey: 'k1' })
const other = intentOf({ key: 'b', side, object: 'Lead', action: 'create', fields: { LastName: 'M' }, externalKey: 'k2' })
const update = intentOf({ key: 'u', side, object: 'Lead', action: 'update', id, fields: { Phone: '1' }, expectedAt: 0 })

let server: AnsweringServer | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

async function send(intents: readonly Intent[], answer: Answer, timeoutMs = 5_000) {
  server = await startAnswering(() => answer)
  const meter = recordingMeter()
  const connector = createSalesforceConnector({ instanceUrl: server.url, accessToken: '00D!x', meter, clock: restlessClock(), timeoutMs })
  const [call] = connector.pack(intents, { Lead: 'Lockstep_Key__c' })
  const outcomes = await connector.send(call!, Date.now() + 60_000, intents)
  return { outcomes, calls: server.asked.length, meter }
}

const sub = (referenceId: string, httpStatusCode: number, body: unknown) => ({ referenceId, httpStatusCode, httpHeaders: {}, body })
const answerOf = (...subs: unknown[]) => ({ status: 200, json: { compositeResponse: subs } })

describe('a composite call', () => {
  it('is read row by row, whatever the order of its answers', async () => {
    const rows = [
      { id: '00Q000000000009AAA', success: true, errors: [] },
      {
        success: false,
        errors: [{ statusCode: 'REQUIRED_FIELD_MISSING', message: 'Required fields are missing: [Company]', fields: ['Company'] }],
      },
    ]
    const { outcomes } = await send([create, other, update], answerOf(sub('r1', 204, null), sub('r0', 200, rows)))
    expect(outcomes).toEqual([
      { key: 'a', kind: 'done', id: '00Q000000000009AAA' },
      {
        key: 'b',
        kind: 'refused',
        card: 'property value',
        code: 'REQUIRED_FIELD_MISSING',
        message: 'Required fields are missing: [Company]',
        field: 'Company',
        isOfRecord: true,
        status: 400,
      },
      { key: 'u', kind: 'done', id },
    ])
  })

  it('tells changed, gone, locked and clashing rows apart', async () => {
    const single = async (status: number, errorCode: string, message = 'm') =>
      (await send([update], answerOf(sub('r0', status, [{ errorCode, message }])))).outcomes.map((outcome) => outcome.kind)
    expect(await single(412, 'MATCH_PRECONDITION_FAILED')).toEqual(['stale'])
    await server?.close()
    expect(await single(404, 'ENTITY_IS_DELETED')).toEqual(['gone'])
    await server?.close()
    expect(await single(400, 'CANNOT_UPDATE_CONVERTED_LEAD')).toEqual(['gone'])
    await server?.close()
    expect(await single(400, 'UNABLE_TO_LOCK_ROW')).toEqual(['retry'])
    await server?.close()
    expect(await single(500, 'UNKNOWN_EXCEPTION')).toEqual(['unknown'])
    await server?.close()
    const message = `duplicate value found: Lockstep_Key__c duplicates value on record with id: ${id}`
    const clash = await send(
      [create],
      answerOf(sub('r0', 200, [{ success: false, errors: [{ statusCode: 'DUPLICATE_VALUE', message, fields: [] }] }])),
    )
    expect(clash.outcomes).toEqual([
      {
        key: 'a',
        kind: 'refused',
        card: 'duplicate',
        code: 'DUPLICATE_VALUE',
        message,
        field: 'Lockstep_Key__c',
        existing: id,
        status: 400,
      },
    ])
  })

  it('keeps what was written although the calls ran out in the middle', async () => {
    const full = sub('r1', 403, [{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' }])
    const rows = sub('r0', 200, [{ id: '00Q000000000009AAA', success: true, errors: [] }])
    const { outcomes } = await send([create, update], answerOf(rows, full))
    expect(outcomes.map((outcome) => outcome.kind)).toEqual(['done', 'retry'])
    await server?.close()
    await expect(send([update], answerOf({ ...full, referenceId: 'r0' }))).rejects.toMatchObject({ code: 'quota' })
  })
})

describe('garbage', () => {
  const broken: Record<string, Answer> = {
    'truncated JSON': truncated,
    'a reset': reset,
    'no answer': silent,
    'an HTML page under 200': { status: 200, html: '<html>hello</html>' },
    'an HTML page under 503': { status: 503, html: '<html>maintenance</html>' },
    'a missing part': answerOf(),
    'a wrong type': { status: 200, json: { compositeResponse: 'yes' } },
    'a success without an id': answerOf(sub('r0', 200, [{ success: true, errors: [] }])),
    'an id that is none': answerOf(sub('r0', 200, [{ id: '<script>', success: true, errors: [] }])),
    'too many rows': answerOf(
      sub('r0', 200, [
        { id, success: true, errors: [] },
        { id, success: true, errors: [] },
      ]),
    ),
    'success of the wrong type': answerOf(sub('r0', 200, [{ id, success: 'yes', errors: [] }])),
  }
  for (const [name, answer] of Object.entries(broken)) {
    it(`${name} makes the outcome unknown, and nothing is sent again`, async () => {
      const { outcomes, calls } = await send([create], answer, 300)
      expect(outcomes.map(({ key, kind }) => [key, kind])).toEqual([['a', 'unknown']])
      expect(calls).toBe(1)
    })
  }

  it('a reply about another record is not taken for ours', async () => {
    const many = Array.from({ length: 26 }, (_, n) => ({ ...update, key: `u${n}`, id: `00Q0000000000${String(n).padStart(2, '0')}AAA` }))
    const rows = many.map(() => ({ id: '00Q000000000099AAA', success: true, errors: [] }))
    const { outcomes } = await send(many, answerOf(sub('r0', 200, rows)))
    expect(new Set(outcomes.map((outcome) => outcome.kind))).toEqual(new Set(['unknown']))
  })
})

describe('pace', () => {
  it('halves the next collections after a lock, and grows again after a good call', async () => {
    const locked = {
      success: false,
      errors: [{ statusCode: 'UNABLE_TO_LOCK_ROW', message: 'unable to obtain exclusive access', fields: [] }],
    }
    const rows: unknown[] = [locked, { id, success: true, errors: [] }]
    server = await startAnswering((_, n) => answerOf(sub('r0', 200, [rows[n - 1]])))
    const connector = createSalesforceConnector({
      instanceUrl: server.url,
      accessToken: 'x',
      meter: recordingMeter(),
      clock: restlessClock(),
    })
    const many = Array.from({ length: 200 }, (_, n) => ({ ...create, key: `k${n}` }))
    const collections = () => {
      const [call] = connector.pack(many, {})
      return (call!.body as { compositeRequest: unknown[] }).compositeRequest.length
    }
    const seen = [collections()]
    for (let n = 0; n < 2; n += 1) {
      const [call] = connector.pack([create], {})
      await connector.send(call!, Date.now() + 60_000, [create])
      seen.push(collections())
    }
    expect(seen).toEqual([1, 2, 1])
  })
})

describe('limits and logins', () => {
  it('used-up calls and a refused token stop the run', async () => {
    const full = { status: 403, json: [{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' }] }
    await expect(send([create], full)).rejects.toMatchObject({ code: 'quota' })
    await server?.close()
    const expired = { status: 401, json: [{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' }] }
    const failed = send([create], expired)
    await expect(failed).rejects.toMatchObject({ code: 'authentication' })
    expect(server?.asked.length).toBe(1)
  })

  it('client credentials log in first and once more after a 401', async () => {
    let tokens = 0
    server = await startAnswering((asked) => {
      if (asked.path === '/services/oauth2/token') {
        tokens += 1
        const url = `http://${asked.headers['host']}`
        const json = {
          access_token: `t${tokens}`,
          instance_url: url,
          id: `${url}/id/00D000000000001AAA/005000000000001AAA`,
          token_type: 'Bearer',
        }
        return { status: 200, json }
      }
      if (asked.headers['authorization'] === 'Bearer t1') {
        return { status: 401, json: [{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' }] }
      }
      return answerOf(sub('r0', 200, [{ id, success: true, errors: [] }]))
    })
    const meter = recordingMeter()
    const login = { loginUrl: server.url, clientId: 'c', clientSecret: 's' }
    const connector = createSalesforceConnector({ ...login, meter, clock: restlessClock() })
    const [call] = connector.pack([create], {})
    expect(await connector.send(call!, Date.now() + 60_000, [create])).toEqual([{ key: 'a', kind: 'done', id }])
    expect(meter.seen.map((one) => [one.purpose, one.status])).toEqual([
      ['setup', 200],
      ['write', 401],
      ['setup', 200],
      ['write', 200],
    ])
  })

  it('says plainly that the login is refused', async () => {
    server = await startAnswering(() => ({
      status: 400,
      json: { error: 'invalid_client', error_description: 'invalid client credentials' },
    }))
    const login = { loginUrl: server.url, clientId: 'c', clientSecret: 'a secret' }
    const connector = createSalesforceConnector({ ...login, meter: recordingMeter(), clock: restlessClock() })
    const failure: unknown = await connector.setup([], { make: false }).catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'authentication', message: 'Salesforce refuses the login of this app' })
    expect(JSON.stringify(failure)).not.toMatch(/a secret/)
  })
})
