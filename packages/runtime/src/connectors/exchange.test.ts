/** Reads: repeated where that helps, typed errors where it does not, time told by the service. */
import { afterEach, describe, expect, it } from 'vitest'
import { createHubspotConnector } from './hubspot'
import { createSalesforceConnector } from './salesforce'
import { proxyFor } from './salesforce/client'
import { type Answer, type AnsweringServer, startAnswering, truncated } from './testing/answering-server'
import { recordingMeter, restlessClock } from './testing/intents'

let server: AnsweringServer | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

const watch = {
  sync: 'contact',
  hubspot: { plural: 'contacts', properties: ['email'], lists: [], associations: [] },
  salesforce: { Lead: { fields: ['Email'], related: [] } },
}

async function start(answers: readonly Answer[]) {
  server = await startAnswering((_, count) => answers[Math.min(count, answers.length) - 1]!)
  const meter = recordingMeter()
  // Standing still: what the service says of the time is compared to the millisecond.
  const clock = restlessClock(() => Date.UTC(2026, 0, 2))
  // A second without a byte on loopback: that connection is cut, even on a slow machine.
  const shared = { meter, clock, timeoutMs: 20_000, stallMs: 1_000, random: () => 0.5 }
  const hubspot = createHubspotConnector({ accessToken: 'x', url: server.url, ...shared })
  const salesforce = createSalesforceConnector({
    instanceUrl: server.url,
    accessToken: 'x',
    ...shared,
  })
  const readHubspot = () => hubspot.read([watch], [{ object: 'contact', id: '7' }])
  const readSalesforce = () => salesforce.read([watch], [{ object: 'Lead', id: '00Q000000000001AAA' }])
  return { hubspot, salesforce, readHubspot, readSalesforce, meter, clock }
}

const found = {
  status: 200,
  json: {
    status: 'COMPLETE',
    results: [
      {
        id: '7',
        properties: { email: 'a@b.c', lastmodifieddate: '2026-01-02T03:04:05.006Z' },
        archived: false,
        updatedAt: '2026-01-02T03:04:05.006Z',
      },
    ],
  },
  headers: { Date: 'Fri, 02 Jan 2026 03:04:06 GMT' },
}

describe('a read', () => {
  it('goes through trouble that passes, and waits longer each time', async () => {
    const { readHubspot, meter, clock } = await start([{ status: 503, json: {} }, { status: 502, html: '<html>' }, truncated, found])
    const { snapshots } = await readHubspot()
    expect(snapshots.map((one) => [one.id, one.values, one.readAt])).toEqual([['7', { email: 'a@b.c' }, Date.UTC(2026, 0, 2, 3, 4, 6)]])
    expect(meter.seen.map((one) => one.status)).toEqual([503, 502, 0, 200])
    expect(clock.naps).toEqual([500, 1_000, 2_000])
  })

  it('gives up with a typed error', async () => {
    const wrong: Answer = { status: 200, json: { status: 'COMPLETE', results: [{ id: 7 }] } }
    const cases: readonly (readonly [Answer, string, number])[] = [
      [{ status: 500, json: {} }, 'unreachable', 5],
      [truncated, 'unreachable', 3],
      [{ status: 200, html: '<html>sign in</html>' }, 'bad-reply', 3],
      [wrong, 'bad-reply', 3],
      [{ status: 200, json: { results: [{ id: '7', properties: { email: {} } }] } }, 'bad-reply', 3],
      [{ status: 401, json: {} }, 'authentication', 1],
      [{ status: 403, json: { category: 'FORBIDDEN', message: 'no' } }, 'permission', 1],
    ]
    for (const [answer, code, calls] of cases) {
      const { readHubspot, meter } = await start([answer])
      await expect(readHubspot()).rejects.toMatchObject({ name: 'LockstepError', code, system: 'hubspot' })
      expect(meter.seen.length).toBe(calls)
      await server?.close()
    }
  })

  it('takes a missing scope as a refusal of the object, not of the login', async () => {
    const { readHubspot } = await start([{ status: 403, json: { category: 'MISSING_SCOPES', message: 'no' } }])
    expect(await readHubspot()).toEqual({ snapshots: [], gone: [], edges: [], closed: [{ object: 'contact', why: 'no' }] })
  })

  it('does the same for Salesforce, also inside a composite', async () => {
    const inner = (httpStatusCode: number, body: unknown) => ({
      status: 200,
      json: { compositeResponse: [{ referenceId: 'q0', httpStatusCode, httpHeaders: {}, body }] },
    })
    const none = inner(200, { totalSize: 0, done: true, records: [] })
    const busy = inner(503, [{ errorCode: 'SERVER_UNAVAILABLE', message: 'busy' }])
    const passing = await start([busy, none])
    expect(await passing.readSalesforce()).toEqual({ snapshots: [], gone: [{ id: '00Q000000000001AAA', how: 'hidden' }], edges: [] })
    expect(passing.meter.seen.length).toBe(2)
    await server?.close()
    const cases: readonly (readonly [Answer, string, number])[] = [
      [busy, 'unreachable', 5],
      [inner(403, [{ errorCode: 'API_DISABLED_FOR_ORG', message: 'no API' }]), 'permission', 1],
      [inner(200, { totalSize: 1, done: true, records: 'rows' }), 'bad-reply', 1],
      [{ status: 200, html: '<html>sign in</html>' }, 'bad-reply', 3],
      [truncated, 'unreachable', 3],
      [{ status: 403, json: [{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'full' }] }, 'quota', 1],
    ]
    for (const [answer, code, calls] of cases) {
      const { readSalesforce, meter } = await start([answer])
      await expect(readSalesforce()).rejects.toMatchObject({ name: 'LockstepError', code, system: 'salesforce' })
      expect(meter.seen.length).toBe(calls)
      await server?.close()
    }
  })

  it('notices a connection that was cut in a body long before the time-out', async () => {
    server = await startAnswering(() => truncated)
    const shared = { meter: recordingMeter(), clock: restlessClock(), timeoutMs: 20_000, stallMs: 50 }
    const hubspot = createHubspotConnector({ ...shared, accessToken: 'x', url: server.url })
    const salesforce = createSalesforceConnector({ ...shared, instanceUrl: server.url, accessToken: 'x' })
    const reads = [
      hubspot.read([watch], [{ object: 'contact', id: '7' }]),
      salesforce.read([watch], [{ object: 'Lead', id: '00Q000000000001AAA' }]),
    ]
    const failures = await Promise.allSettled(reads)
    expect(failures.map((one) => (one.status === 'rejected' ? one.reason.code : ''))).toEqual(['unreachable', 'unreachable'])
  })

  it('takes the time from the service', async () => {
    const { hubspot, readHubspot } = await start([found])
    await readHubspot()
    expect(hubspot.now()).toBe(Date.UTC(2026, 0, 2, 3, 4, 6))
  })
})

describe('proxies', () => {
  it('are never used for this machine, and not where no_proxy says so', () => {
    const env = { http_proxy: 'http://proxy:3128', no_proxy: 'internal.example, .salesforce.test' }
    const hosts = ['http://localhost:1', 'http://127.0.0.1:1', 'http://[::1]:1', 'https://a.salesforce.test', 'https://internal.example']
    expect(hosts.map((host) => proxyFor(host, env))).toEqual(hosts.map(() => undefined))
    expect(proxyFor('https://acme.my.salesforce.com', env)).toBe('http://proxy:3128')
    expect(proxyFor('https://acme.my.salesforce.com', {})).toBe(undefined)
  })
})
