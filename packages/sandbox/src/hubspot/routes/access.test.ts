/** Tokens, rate limits, faults and paths over HTTP. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { FaultKind } from '../../world/faults'
import { HUBSPOT_CLIENT_ID, HUBSPOT_CLIENT_SECRET, HUBSPOT_REFRESH_TOKEN } from '../access/apps'
import { NOON, type RunningHubspot, seedOf, startHubspot } from '../testing/start-hubspot'

let hubspot: RunningHubspot

beforeEach(async () => {
  hubspot = await startHubspot(seedOf({ contacts: [{ id: '1', values: { email: 'ada@example.com' } }] }))
})

afterEach(() => hubspot.close())

const one = (headers: Record<string, string> = {}) => hubspot.call('GET', '/crm/v3/objects/contacts/1', undefined, headers)

describe('tokens', () => {
  test.each(['', 'Bearer wrong', 'Basic abc'])('without a right token (%s) the answer is 401', async (Authorization) => {
    const { status, body } = await one({ Authorization })
    expect(status).toBe(401)
    expect(body).toMatchObject({ status: 'error', category: 'INVALID_AUTHENTICATION' })
    expect(String(body['correlationId'])).toHaveLength(36)
  })

  test('the account tells its portal', async () => {
    for (const path of ['/account-info/v3/details', '/account-info/2026-09/details']) {
      expect((await hubspot.call('GET', path)).body).toMatchObject({ portalId: 24_680_135, timeZone: 'UTC', accountType: 'STANDARD' })
    }
  })
})

describe('limits', () => {
  test('headers count down within ten seconds', async () => {
    const first = await one()
    const told = Object.fromEntries([...first.headers].filter(([name]) => name.startsWith('x-hubspot')))
    expect(told).toEqual({
      'x-hubspot-ratelimit-daily': '625000',
      'x-hubspot-ratelimit-daily-remaining': '624999',
      'x-hubspot-ratelimit-interval-milliseconds': '10000',
      'x-hubspot-ratelimit-max': '190',
      'x-hubspot-ratelimit-remaining': '189',
    })
    expect((await one()).headers.get('x-hubspot-ratelimit-remaining')).toBe('188')
    hubspot.world.clock.advance(10_000)
    expect((await one()).headers.get('x-hubspot-ratelimit-remaining')).toBe('189')
  })

  test('a full window answers 429 until it has rolled on', async () => {
    hubspot.world.configure({ limits: { hubspot: { tenSecondly: 2 } } })
    await one()
    hubspot.world.clock.advance(4_000)
    await one()
    const refused = await one()
    expect(refused.status).toBe(429)
    expect(refused.body).toMatchObject({
      status: 'error',
      message: 'You have reached your ten_secondly_rolling limit.',
      errorType: 'RATE_LIMIT',
      policyName: 'TEN_SECONDLY_ROLLING',
    })
    expect([refused.headers.get('x-hubspot-ratelimit-remaining'), refused.headers.get('retry-after')]).toEqual(['0', null])
    hubspot.world.clock.advance(6_000)
    expect((await one()).status).toBe(200)
    expect((await one()).status).toBe(429)
  })

  test('the daily limit ends at midnight', async () => {
    hubspot.world.configure({ limits: { hubspot: { daily: 1 } } })
    expect((await one()).status).toBe(200)
    expect((await one()).body['policyName']).toBe('DAILY')
    hubspot.world.clock.set(Date.parse('2026-11-02T00:00:00Z'))
    expect((await one()).status).toBe(200)
  })

  test('midnight is that of the portal', async () => {
    hubspot.world.begin({ clock: '2026-11-01T12:00:00Z', timeZone: 'America/New_York', limits: { hubspot: { daily: 1 } } })
    hubspot.world.clock.freeze(true)
    const passes = async (time: string) => {
      hubspot.world.clock.set(Date.parse(time))
      return (await one()).status
    }
    expect(await passes('2026-11-01T12:00:00Z')).toBe(200)
    expect(await passes('2026-11-02T04:59:59Z')).toBe(429)
    expect(await passes('2026-11-02T05:00:00Z')).toBe(200)
    hubspot.world.configure({ limits: { hubspot: { daily: 100 } } })
    const { body } = await hubspot.call('GET', '/account-info/v3/details')
    expect([body['timeZone'], body['utcOffset'], body['utcOffsetMilliseconds']]).toEqual(['America/New_York', '-05:00', -18_000_000])
    expect(() => hubspot.world.begin({ timeZone: 'Nowhere/Land' })).toThrow('`Nowhere/Land` is no time zone')
  })

  test('other consumers take their share', async () => {
    hubspot.world.configure({ limits: { hubspot: { tenSecondly: 10 } }, foreign: { system: 'hubspot', share: 0.8 } })
    const first = await one()
    expect([first.headers.get('x-hubspot-ratelimit-max'), first.headers.get('x-hubspot-ratelimit-remaining')]).toEqual(['10', '1'])
    await one()
    expect((await one()).status).toBe(429)
  })

  test('a clock that is set back frees the window', async () => {
    hubspot.world.configure({ limits: { hubspot: { tenSecondly: 1 } } })
    await one()
    hubspot.world.clock.set(NOON - 60_000)
    expect((await one()).status).toBe(200)
  })

  test('each app has ten seconds of its own, the day is the account’s', async () => {
    const { close, world, call } = await startHubspot(seedOf({}), { apps: { hubspot: [{ token: 'pat-na1-other' }] } })
    world.configure({ limits: { hubspot: { tenSecondly: 1, daily: 3 } } })
    const path = '/account-info/v3/details'
    const other = { Authorization: 'Bearer pat-na1-other' }
    const answers = [await call('GET', path), await call('GET', path), await call('GET', path, undefined, other)]
    expect(answers.map(({ status }) => status)).toEqual([200, 429, 200])
    world.clock.advance(10_000)
    expect((await call('GET', path)).status).toBe(200)
    world.clock.advance(10_000)
    expect((await call('GET', path, undefined, other)).body).toMatchObject({ policyName: 'DAILY' })
    await close()
  })

  test.each([
    [{ tier: 'free' }, '100', '250000'],
    [{ tier: 'enterprise' }, '190', '1000000'],
    [{ tier: 'professional', addOns: 2 }, '250', '2625000'],
  ])('%j sets the limits of the account', async (content, max, daily) => {
    const { close, call } = await startHubspot(seedOf({}), { hubspot: content })
    const { headers } = await call('GET', '/account-info/v3/details')
    expect([headers.get('x-hubspot-ratelimit-max'), headers.get('x-hubspot-ratelimit-daily')]).toEqual([max, daily])
    await close()
  })

  test('an app from the marketplace has 110 requests in ten seconds', async () => {
    const { close, call } = await startHubspot(seedOf({}), { apps: { hubspot: [{ token: 'pat-na1-market', marketplace: true }] } })
    const { headers } = await call('GET', '/account-info/v3/details', undefined, { Authorization: 'Bearer pat-na1-market' })
    expect([headers.get('x-hubspot-ratelimit-max'), headers.get('x-hubspot-ratelimit-remaining')]).toEqual(['110', '109'])
    await close()
  })

  test('the account tells how much of the day is used', async () => {
    await one()
    const { body } = await hubspot.call('GET', '/account-info/2026-09/api-usage/daily/private-apps')
    expect(body['results']).toEqual([
      {
        name: 'private-apps-api-calls-daily',
        usageLimit: 625_000,
        currentUsage: 2,
        collectedAt: '2026-11-01T12:00:00.000Z',
        fetchStatus: 'SUCCESS',
        resetsAt: '2026-11-02T00:00:00.000Z',
      },
    ])
  })

  test('an account that moves answers 477 and when to come back', async () => {
    hubspot.world.faults.add([{ match: '/contacts/1', kind: 'migration', delay: 120_000, times: 1 }])
    const { status, headers } = await one()
    expect([status, headers.get('retry-after')]).toEqual([477, '120'])
    expect((await one()).status).toBe(200)
  })

  test('an OAuth token is not told the daily limit', async () => {
    const form = {
      grant_type: 'refresh_token',
      client_id: HUBSPOT_CLIENT_ID,
      client_secret: HUBSPOT_CLIENT_SECRET,
      refresh_token: HUBSPOT_REFRESH_TOKEN,
    }
    const reply = await fetch(`${hubspot.url}/oauth/v1/token`, { method: 'POST', body: new URLSearchParams(form) })
    const { access_token: token } = (await reply.json()) as { access_token: string }
    const { headers } = await one({ Authorization: `Bearer ${token}` })
    expect([headers.get('x-hubspot-ratelimit-daily'), headers.get('x-hubspot-ratelimit-max')]).toEqual([null, '190'])
  })
})

describe('faults', () => {
  test.each<[FaultKind, number, string | undefined]>([
    ['500', 500, undefined],
    ['503', 503, undefined],
    ['429', 429, 'TEN_SECONDLY_ROLLING'],
    ['limit', 429, 'DAILY'],
    ['html', 502, undefined],
  ])('%s is answered in HubSpot’s way and nothing is done', async (kind, status, policyName) => {
    hubspot.world.faults.add([{ system: 'hubspot', match: 'PATCH', kind, times: 1 }])
    const reply = await fetch(`${hubspot.url}/crm/v3/objects/contacts/1`, {
      method: 'PATCH',
      headers: { Authorization: `Bearer ${hubspot.token}` },
      body: JSON.stringify({ properties: { firstname: 'x' } }),
    })
    const text = await reply.text()
    expect(reply.status).toBe(status)
    expect(text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>)['policyName'] : undefined).toBe(policyName)
    expect(hubspot.world.commits.list()).toEqual([])
  })

  test('a locked record answers 423 and stays as it is', async () => {
    hubspot.world.faults.add([{ system: 'hubspot', match: 'PATCH', kind: 'lock', times: 1 }])
    const locked = await hubspot.call('PATCH', '/crm/v3/objects/contacts/1', { properties: { firstname: 'x' } })
    expect([locked.status, locked.body['category']]).toEqual([423, 'LOCKED'])
    expect((await hubspot.call('PATCH', '/crm/v3/objects/contacts/1', { properties: { firstname: 'x' } })).status).toBe(200)
  })

  test('a lock stops no read', async () => {
    hubspot.world.faults.add([{ system: 'hubspot', match: 'POST', kind: 'lock', times: 2 }])
    const read = await hubspot.call('POST', '/crm/v3/objects/contacts/batch/read', { inputs: [{ id: '1' }] })
    const search = await hubspot.call('POST', '/crm/v3/objects/contacts/search', {})
    expect([read.status, search.status]).toEqual([200, 200])
  })

  test('a create carried out twice meets its own email', async () => {
    hubspot.world.faults.add([{ system: 'hubspot', match: 'POST', kind: 'duplicate', times: 1 }])
    const twice = await hubspot.call('POST', '/crm/v3/objects/contacts', { properties: { email: 'new@example.com' } })
    expect([twice.status, twice.body['message']]).toEqual([409, 'Contact already exists. Existing ID: 2'])
  })
})

describe('paths', () => {
  test.each([
    ['GET', '/crm/objects/2026-09/contacts/1'],
    ['GET', '/crm/objects/2026-03/contacts/1'],
    ['GET', '/crm/properties/2026-09/contacts'],
    ['GET', '/crm/pipelines/2026-09/deals'],
    ['GET', '/crm/owners/2026-09'],
    ['GET', '/crm/objects/2026-09/contacts/1/associations/companies'],
    ['POST', '/crm/objects/2026-09/contacts/search'],
    ['POST', '/crm/lists/2026-09/search'],
  ])('%s %s is served from the same handler', async (method, path) => {
    const reply = await hubspot.call(method, path, method === 'POST' ? {} : undefined)
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'application/json;charset=UTF-8'])
  })

  test('archiving associations on the dated path answers 200', async () => {
    const reply = await hubspot.call('POST', '/crm/associations/2026-09/contacts/companies/batch/archive', {
      inputs: [{ from: { id: '1' }, to: [{ id: '2' }] }],
    })
    expect(reply.status).toBe(200)
  })

  test.each([
    ['GET', '/'],
    ['GET', '/crm/v3'],
    ['GET', '/crm/v5/objects/contacts/1'],
    ['GET', '/crm/objects/2026-10/contacts'],
    ['GET', '/contacts/v1/contact/statistics'],
    ['GET', '/crm/v3/objects/contacts/%E0%A4%A'],
  ])('%s %s is not there and says so', async (method, path) => {
    const reply = await hubspot.call(method, path, method === 'POST' ? {} : undefined)
    expect([reply.status, reply.body['status'], reply.headers.get('content-type')]).toEqual([
      404,
      'error',
      'application/json;charset=UTF-8',
    ])
  })

  test('a known path with another method is 405', async () => {
    expect((await hubspot.call('PUT', '/crm/v3/objects/contacts/1', {})).status).toBe(405)
  })

  test('the Date header tells HubSpot’s own clock', async () => {
    hubspot.world.configure({ skew: { hubspot: '10m' } })
    expect((await one()).headers.get('date')).toBe(new Date(NOON + 600_000).toUTCString())
    await hubspot.call('PATCH', '/crm/v3/objects/contacts/1', { properties: { firstname: 'x' } })
    expect((await one()).body['updatedAt']).toBe('2026-11-01T12:10:00.000Z')
  })
})
