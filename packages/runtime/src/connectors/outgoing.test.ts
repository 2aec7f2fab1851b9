/** The outgoing rule: no credential leaves for a host that is not the vendor's, by no redirect, token answer, page address or setting. */
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { LockstepError } from '../errors'
import { createHubspotConnector } from './hubspot'
import { addressProblem, answeredAddress } from './outgoing'
import { createSalesforceConnector } from './salesforce'
import { openSalesforce } from './salesforce/client'
import { type Answer, type AnsweringServer, type Asked, startAnswering } from './testing/answering-server'
import { recordingMeter, restlessClock } from './testing/intents'

const servers: AnsweringServer[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})
const start = async (answer: (asked: Asked) => Answer): Promise<AnsweringServer> => {
  const server = await startAnswering(answer)
  servers.push(server)
  return server
}

const secret = 'canary-of-the-outgoing-rule'
const shared = () => ({ meter: recordingMeter(), clock: restlessClock(), timeoutMs: 20_000, random: () => 0.5 })
const watch = {
  sync: 'contact',
  hubspot: { plural: 'contacts', properties: ['email'], lists: [], associations: [] },
  salesforce: { Lead: { fields: ['Email'], related: [] } },
}
const contact = [{ object: 'contact', id: '7' }]
const lead = [{ object: 'Lead', id: '00Q000000000001AAA' }]

/** Every way a connector sends a credential, against the server at `url`. */
const ways = {
  'a call to HubSpot': (url: string) => createHubspotConnector({ ...shared(), accessToken: secret, url }).read([watch], contact),
  'the login to HubSpot': (url: string) =>
    createHubspotConnector({ ...shared(), oauth: { clientId: secret, clientSecret: secret, refreshToken: secret }, url }).read(
      [watch],
      contact,
    ),
  'a call to Salesforce': (url: string) =>
    createSalesforceConnector({ ...shared(), instanceUrl: url, accessToken: secret }).read([watch], lead),
  'the login to Salesforce': (url: string) =>
    createSalesforceConnector({ ...shared(), loginUrl: url, clientId: secret, clientSecret: secret }).read([watch], lead),
}

const failure = async (work: Promise<unknown>) => {
  const [settled] = await Promise.allSettled([work])
  if (settled?.status !== 'rejected' || !(settled.reason instanceof LockstepError)) return settled
  const { code, message, system, isRetryable } = settled.reason
  return { code, message, system, isRetryable }
}

describe('a redirect', () => {
  it.each(Object.entries(ways).flatMap(([way, read]) => [300, 301, 302, 303, 307, 308].map((status) => ({ way, status, read }))))(
    'is not followed: $way answered $status',
    async ({ way, status, read }) => {
      const elsewhere = await start(() => ({ status: 200, json: {} }))
      const location = elsewhere.url.replace('127.0.0.1', 'localhost')
      const server = await start(() => ({ status, json: {}, headers: { Location: `${location}/x?token=${secret}` } }))
      const system = way.endsWith('HubSpot') ? 'hubspot' : 'salesforce'
      expect([await failure(read(server.url)), server.asked.length, elsewhere.asked]).toEqual([
        {
          code: 'bad-reply',
          message: `${system === 'hubspot' ? 'HubSpot' : 'Salesforce'} answered ${way.split(' to ')[0]} with a redirect to \`localhost\`, which is not followed`,
          system,
          isRetryable: false,
        },
        1,
        [],
      ])
    },
  )

  it('is not followed on a write either', async () => {
    const elsewhere = await start(() => ({ status: 200, json: {} }))
    const server = await start(() => ({ status: 307, headers: { Location: elsewhere.url } }))
    const hubspot = createHubspotConnector({ ...shared(), accessToken: secret, url: server.url })
    const salesforce = createSalesforceConnector({ ...shared(), instanceUrl: server.url, accessToken: secret })
    const call = { path: '/services/data/v64.0/composite', body: {}, intents: [], rows: 0 } as never
    const failures = [
      await failure(hubspot.send(call, Date.now() + 60_000, [])),
      await failure(salesforce.send(call, Date.now() + 60_000, [])),
    ]
    expect([failures.map((one) => one && 'code' in one && one.code), elsewhere.asked]).toEqual([['bad-reply', 'bad-reply'], []])
  })
})

describe('a token answer', () => {
  const answering = async (instanceUrl: (own: string) => string, allowedHosts: readonly string[] = []) => {
    const server = await start((asked) =>
      asked.path === '/services/oauth2/token'
        ? {
            status: 200,
            json: {
              access_token: secret,
              instance_url: instanceUrl(`http://${asked.headers['host']}`),
              id: `https://x/id/a/b`,
              token_type: 'Bearer',
            },
          }
        : { status: 500, json: [] },
    )
    return openSalesforce({
      ...shared(),
      loginUrl: server.url,
      clientId: 'c',
      clientSecret: secret,
      version: '64.0',
      clientName: 'x',
      allowedHosts,
    })
  }
  const ask = { method: 'GET', path: '/services/data', purpose: 'setup' } as const

  it('that names a foreign host is refused before anything is sent there', async () => {
    const exchange = await answering(() => 'https://evil.example')
    expect(await failure(exchange.send(ask))).toEqual({
      code: 'authentication',
      message:
        'the address that Salesforce’s login answered is at `evil.example`, which is not a host of Salesforce, so no login is sent there',
      system: 'salesforce',
      isRetryable: false,
    })
  })

  it('may name this machine where the login is on this machine', async () => {
    const exchange = await answering((own) => own)
    expect((await exchange.send(ask)).status).toBe(500)
  })

  it.each([
    ['https://acme.my.salesforce.com', undefined],
    ['http://acme.my.salesforce.com', 'authentication'],
    ['http://127.0.0.1:1', 'authentication'],
    ['https://evil.example', 'authentication'],
    ['https://salesforce.com.evil.example', 'authentication'],
  ])('for a login at the vendor: %s', (address, code) => {
    let found: string | undefined
    try {
      answeredAddress('salesforce', 'https://acme.my.salesforce.com', address)
    } catch (error) {
      found = error instanceof LockstepError ? error.code : 'other'
    }
    expect(found).toBe(code)
  })
})

it('a next page on another host is refused before anything is sent there', async () => {
  const elsewhere = await start(() => ({ status: 200, json: { totalSize: 0, done: true, records: [] } }))
  const page = { totalSize: 2, done: false, nextRecordsUrl: `${elsewhere.url}/services/data/v64.0/query/01g`, records: [] }
  const server = await start(() => ({
    status: 200,
    json: { compositeResponse: [{ referenceId: 'q0', httpStatusCode: 200, httpHeaders: {}, body: page }] },
  }))
  const salesforce = createSalesforceConnector({ ...shared(), instanceUrl: server.url, accessToken: secret })
  expect([await failure(salesforce.read([watch], lead)), elsewhere.asked]).toEqual([
    {
      code: 'bad-reply',
      message: 'Salesforce answered with a page at another host, which is not asked',
      system: 'salesforce',
      isRetryable: false,
    },
    [],
  ])
})

describe('an address', () => {
  it.each([
    ['hubspot', 'https://api.hubapi.com'],
    ['hubspot', 'https://api-eu1.hubapi.com/'],
    ['hubspot', 'http://127.0.0.1:4610'],
    ['hubspot', 'http://[::1]:4610'],
    ['hubspot', 'https://gateway.acme.example'],
    ['salesforce', 'https://login.salesforce.com'],
    ['salesforce', 'https://acme--uat.sandbox.my.salesforce.com'],
    ['salesforce', 'https://acme.my.salesforce.mil'],
    ['salesforce', 'https://acme.my.sfcrmproducts.cn'],
  ] as const)('of %s may be %s', (side, address) => {
    expect(addressProblem(side, 'it', address, ['gateway.acme.example'])).toBe(undefined)
  })

  it.each([
    ['hubspot', 'http://api.hubapi.com', 'it must begin with https://, since a login is sent there'],
    [
      'hubspot',
      'https://acme.my.salesforce.com',
      'it is at `acme.my.salesforce.com`, which is not a host of HubSpot, so no login is sent there',
    ],
    ['hubspot', 'https://evilhubapi.com', 'it is at `evilhubapi.com`, which is not a host of HubSpot, so no login is sent there'],
    ['hubspot', 'https://api.hubapi.com@evil.example', 'it holds a user name'],
    [
      'salesforce',
      'https://salesforce.com.evil.example',
      'it is at `salesforce.com.evil.example`, which is not a host of Salesforce, so no login is sent there',
    ],
    ['salesforce', 'http://127.evil.example', 'it must begin with https://, since a login is sent there'],
    ['salesforce', 'http://localhost.evil.example', 'it must begin with https://, since a login is sent there'],
    ['salesforce', 'acme.my.salesforce.com', 'it is not a web address'],
  ] as const)('of %s may not be %s', (side, address, message) => {
    expect(addressProblem(side, 'it', address)?.message).toBe(message)
  })

  it('that is accepted leads to the vendor or to this machine, however it is written', () => {
    const part = fc.constantFrom(
      'api.hubapi.com',
      'evil.example',
      '.',
      '@',
      '/',
      '\\',
      '#',
      '?',
      ':',
      '127.0.0.1',
      'localhost',
      'hubapi.com',
      '%2e',
      'x',
    )
    fc.assert(
      fc.property(
        fc.constantFrom('https://', 'http://', '//', 'HTTPS:\\\\'),
        fc.array(part, { minLength: 1, maxLength: 5 }),
        (scheme, parts) => {
          const address = scheme + parts.join('')
          if (addressProblem('hubspot', 'it', address) !== undefined) return
          // What the client of the vendor makes of it: the address with a path behind.
          const { hostname, protocol } = new URL(`${address.replace(/\/+$/, '')}/oauth/v1/token`)
          const isHere = hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname)
          expect(isHere || (protocol === 'https:' && /(^|\.)hubapi\.com$/.test(hostname))).toBe(true)
        },
      ),
      { numRuns: 5_000 },
    )
  })
})
