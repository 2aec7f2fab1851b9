/** OAuth and scopes: who is let in, for how long, and to what. */
import { Client } from '@hubspot/api-client'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { HUBSPOT_CLIENT_ID, HUBSPOT_CLIENT_SECRET, HUBSPOT_REFRESH_TOKEN } from '../access/apps'
import { type RunningHubspot, seedOf, startHubspot } from '../testing/start-hubspot'

let hubspot: RunningHubspot
let client: Client

const BACK = 'http://localhost:3000/back'
const APP = {
  id: 77,
  clientId: 'app-id',
  clientSecret: 'app-secret',
  redirectUris: [BACK],
  scopes: ['oauth', 'crm.objects.contacts.read', 'crm.lists.read'],
}
const NARROW = { token: 'pat-na1-narrow', scopes: ['crm.objects.companies.read'] }

beforeEach(async () => {
  hubspot = await startHubspot(seedOf({ contacts: [{ id: '1', values: { email: 'ada@example.com' } }] }), {
    apps: { hubspot: [APP, NARROW] },
  })
  client = new Client({ basePath: hubspot.url, numberOfApiCallRetries: 0 })
})

afterEach(() => hubspot.close())

const post = async (path: string, form: Record<string, string>) => {
  const reply = await fetch(`${hubspot.url}${path}`, { method: 'POST', body: new URLSearchParams(form) })
  return { status: reply.status, body: (await reply.json()) as Record<string, unknown> }
}
const consent = async (query: Record<string, string>) => {
  const asked = { client_id: 'app-id', redirect_uri: BACK, scope: 'oauth crm.objects.contacts.read', ...query }
  const reply = await fetch(`${hubspot.url}/oauth/authorize?${new URLSearchParams(asked)}`, { redirect: 'manual' })
  const location = reply.headers.get('location')
  return { status: reply.status, back: location === null ? undefined : new URL(location) }
}
const code = async (query: Record<string, string> = {}) => (await consent(query)).back?.searchParams.get('code') ?? ''
const APP_LOGIN = { client_id: 'app-id', client_secret: 'app-secret' }
const as = (token: string, method: string, path: string, body?: unknown) =>
  hubspot.call(method, path, body, { Authorization: `Bearer ${token}` })

describe('consent', () => {
  test('gives a code to a redirect address of the app, with its state', async () => {
    const { status, back } = await consent({ state: 'x y' })
    expect([status, back?.origin, back?.pathname, back?.searchParams.get('state')]).toEqual([302, 'http://localhost:3000', '/back', 'x y'])
  })

  test.each<Record<string, string>>([
    { client_id: 'nobody' },
    { redirect_uri: 'http://elsewhere.example/' },
    { scope: 'crm.objects.deals.read' },
  ])('is refused with %j', async (query) => {
    expect(await consent(query)).toEqual({ status: 400, back: undefined })
  })
})

describe('a token', () => {
  test('is had for a code, works for half an hour, is renewed and told about', async () => {
    const issued = await client.oauth.tokensApi.create('authorization_code', await code(), BACK, 'app-id', 'app-secret')
    expect([issued.tokenType, issued.expiresIn]).toEqual(['bearer', 1_800])
    expect((await as(issued.accessToken, 'GET', '/crm/v3/objects/contacts/1')).status).toBe(200)
    const about = await client.oauth.accessTokensApi.get(issued.accessToken)
    expect([about.hubId, about.appId, about.tokenType, about.expiresIn, about.scopes]).toEqual([
      24_680_135,
      77,
      'access',
      1_800,
      ['oauth', 'crm.objects.contacts.read'],
    ])
    expect((await client.oauth.refreshTokensApi.get(issued.refreshToken)).clientId).toBe('app-id')

    hubspot.world.clock.advance(2 * 3_600_000)
    const { status, body } = await as(issued.accessToken, 'GET', '/crm/v3/objects/contacts/1')
    expect([status, body]).toMatchObject([
      401,
      {
        category: 'EXPIRED_AUTHENTICATION',
        message: 'The OAuth token used to make this call expired 1 hour(s) ago.',
        context: { 'expire time': ['2026-11-01T12:30:00.000Z'] },
      },
    ])
    const renewed = await client.oauth.tokensApi.create('refresh_token', undefined, undefined, 'app-id', 'app-secret', issued.refreshToken)
    expect(renewed.accessToken).not.toBe(issued.accessToken)
    expect((await as(renewed.accessToken, 'GET', '/crm/v3/objects/contacts/1')).status).toBe(200)

    await client.oauth.refreshTokensApi.archive(issued.refreshToken)
    const form = { grant_type: 'refresh_token', refresh_token: issued.refreshToken, ...APP_LOGIN }
    expect((await post('/oauth/v1/token', form)).body['status']).toBe('BAD_REFRESH_TOKEN')
  })

  test('of the app that every world has needs no consent', async () => {
    const login = { client_id: HUBSPOT_CLIENT_ID, client_secret: HUBSPOT_CLIENT_SECRET }
    const { body } = await post('/oauth/2026-03/token', { grant_type: 'refresh_token', refresh_token: HUBSPOT_REFRESH_TOKEN, ...login })
    expect((await as(String(body['access_token']), 'GET', '/crm/v3/objects/contacts/1')).status).toBe(200)
  })

  test.each<[Record<string, string>, string]>([
    [{ grant_type: 'password', ...APP_LOGIN }, 'BAD_GRANT_TYPE'],
    [{ grant_type: 'refresh_token', refresh_token: 'nope', ...APP_LOGIN }, 'BAD_REFRESH_TOKEN'],
    [{ grant_type: 'refresh_token', refresh_token: HUBSPOT_REFRESH_TOKEN, ...APP_LOGIN }, 'BAD_REFRESH_TOKEN'],
    [{ grant_type: 'authorization_code', code: 'nope', redirect_uri: BACK, ...APP_LOGIN }, 'BAD_AUTH_CODE'],
    [{ grant_type: 'authorization_code', code: 'nope', ...APP_LOGIN }, 'BAD_REDIRECT_URI'],
    [{ grant_type: 'refresh_token', client_secret: 'x' }, 'BAD_CLIENT_ID'],
    [{ grant_type: 'refresh_token', client_id: 'app-id', client_secret: 'x' }, 'BAD_CLIENT_SECRET'],
  ])('%j is refused', async (form, status) => {
    const old = await post('/oauth/v1/token', form)
    expect([old.status, old.body['status'], old.body['error']]).toEqual([400, status, undefined])
    const dated = await post('/oauth/2026-03/token', form)
    expect([dated.body['status'], typeof dated.body['error']]).toEqual([status, 'string'])
  })

  test('is not had twice for a code, nor with another redirect address, nor late', async () => {
    const redeem = async (given: string, redirect_uri = BACK) =>
      (await post('/oauth/v1/token', { grant_type: 'authorization_code', code: given, redirect_uri, ...APP_LOGIN })).body['status']
    const first = await code()
    expect(await redeem(first, 'http://localhost:3000/other')).toBe('MISMATCH_REDIRECT_URI_AUTH_CODE')
    expect([await redeem(first), await redeem(first)]).toEqual([undefined, 'BAD_AUTH_CODE'])
    const late = await code()
    hubspot.world.clock.advance(3_600_000)
    expect(await redeem(late)).toBe('EXPIRED_AUTH_CODE')
  })

  test('tells by introspection what it is, until it is revoked', async () => {
    const { body } = await post('/oauth/v3/token', {
      grant_type: 'authorization_code',
      code: await code(),
      redirect_uri: BACK,
      ...APP_LOGIN,
    })
    const introspect = async (token: unknown) =>
      (await post('/oauth/2026-03/token/introspect', { token: String(token), ...APP_LOGIN })).body
    expect(await introspect(body['access_token'])).toMatchObject({
      active: true,
      token_use: 'access_token',
      hub_id: 24_680_135,
      expires_in: 1_800,
    })
    expect(await introspect(body['refresh_token'])).toMatchObject({ active: true, token_use: 'refresh_token' })
    expect((await post('/oauth/2026-03/token/revoke', { token: String(body['refresh_token']), ...APP_LOGIN })).status).toBe(200)
    expect(await introspect(body['refresh_token'])).toEqual({ active: false })
    expect(await introspect('nonsense')).toEqual({ active: false })
  })

  test('of a private app tells its scopes', async () => {
    const { body } = await hubspot.call('POST', '/oauth/v2/private-apps/get/access-token-info', { tokenKey: NARROW.token })
    expect(body).toEqual({ userId: 1, hubId: 24_680_135, appId: 5_410_338, scopes: NARROW.scopes })
  })
})

describe('scopes', () => {
  test('that are missing are named', async () => {
    const { status, body } = await as(NARROW.token, 'GET', '/crm/v3/objects/contacts/1')
    expect([status, body]).toEqual([
      403,
      {
        status: 'error',
        message:
          "This app hasn't been granted all required scopes to make this call. Read more about required scopes here: https://developers.hubspot.com/scopes.",
        correlationId: body['correlationId'],
        errors: [
          {
            message: 'One or more of the following scopes are required.',
            context: { requiredGranularScopes: ['crm.objects.contacts.read'] },
          },
        ],
        links: { scopes: 'https://developers.hubspot.com/scopes' },
        category: 'MISSING_SCOPES',
      },
    ])
  })

  test.each([
    ['GET', '/crm/v3/objects/companies', 200],
    ['POST', '/crm/v3/objects/companies/search', 200],
    ['POST', '/crm/v3/objects/companies', 403],
    ['GET', '/crm/v3/properties/companies', 200],
    ['GET', '/crm/v3/properties/contacts', 403],
    ['GET', '/crm/v3/objects/tickets', 403],
    ['GET', '/crm/v3/objects/tasks', 403],
    ['GET', '/crm/v3/owners', 403],
    ['GET', '/crm/v3/lists?listIds=1', 403],
    ['GET', '/crm/v3/schemas', 403],
    ['GET', '/crm/v3/pipelines/deals', 403],
    ['POST', '/crm/v4/associations/companies/contacts/batch/create', 403],
    ['GET', '/account-info/v3/details', 200],
  ])('%s %s answers %d to a token that may read companies', async (method, path, status) => {
    expect((await as(NARROW.token, method, path, method === 'POST' ? {} : undefined)).status).toBe(status)
  })
})
