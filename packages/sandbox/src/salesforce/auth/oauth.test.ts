/** OAuth flows through jsforce. */
import { createHash } from 'node:crypto'
import { Connection, OAuth2 } from 'jsforce'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startOrg, type TestOrg } from '../testing/start-org'
import { CLIENT_ID, CLIENT_SECRET } from './apps'

let org: TestOrg
let settings: { loginUrl: string; clientId: string; clientSecret: string; redirectUri: string }

beforeAll(async () => {
  org = await startOrg()
  settings = { loginUrl: org.url, clientId: CLIENT_ID, clientSecret: CLIENT_SECRET, redirectUri: 'http://127.0.0.1:1/callback' }
})
afterAll(() => org.close())

async function token(form: Record<string, string>) {
  const reply = await fetch(`${org.url}/services/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) })
  return { status: reply.status, body: await reply.json() }
}

test('client credentials give a working session with the identity of the connected user', async () => {
  const connection = new Connection({ oauth2: settings, version: '62.0' })
  const user = await connection.authorize({ grant_type: 'client_credentials' })
  expect(connection.instanceUrl).toBe(org.url)
  expect(connection.accessToken).toMatch(/^00D\w{12}![.\w]+$/)
  expect(user).toEqual({
    id: expect.stringMatching(/^005\w{15}$/),
    organizationId: expect.stringMatching(/^00D\w{15}$/),
    url: `${org.url}/id/${user.organizationId}/${user.id}`,
  })
  const identity = await connection.identity()
  expect(identity).toMatchObject({ user_id: user.id, organization_id: user.organizationId, username: 'integration@sandbox.example' })
  expect(identity.id).toBe(`https://login.salesforce.com/id/${user.organizationId}/${user.id}`)
})

test('the web flow with PKCE gives a code, then tokens, then a refreshed session', async () => {
  const oauth2 = new OAuth2({ ...settings, useVerifier: true })
  const consent = await fetch(oauth2.getAuthorizationUrl({ scope: 'api refresh_token', state: 'xyz' }), { redirect: 'manual' })
  const back = new URL(consent.headers.get('location') ?? '')
  expect([back.origin + back.pathname, back.searchParams.get('state')]).toEqual([settings.redirectUri, 'xyz'])
  const connection = new Connection({ oauth2, version: '62.0' })
  await connection.authorize(back.searchParams.get('code') ?? '')
  const before = connection.accessToken
  org.world.clock.advance(3 * 3_600_000)
  expect((await connection.query('SELECT Id FROM User')).totalSize).toBe(1)
  expect(connection.accessToken).not.toBe(before)
})

test('a code is good once, and only with its verifier', async () => {
  const challenge = createHash('sha256').update('right').digest('base64url')
  const consent = async () => {
    const query = new URLSearchParams({
      client_id: CLIENT_ID,
      redirect_uri: settings.redirectUri,
      response_type: 'code',
      code_challenge: challenge,
    })
    const reply = await fetch(`${org.url}/services/oauth2/authorize?${query}`, { redirect: 'manual' })
    return new URL(reply.headers.get('location') ?? '').searchParams.get('code') ?? ''
  }
  const redeem = (code: string, verifier: string) =>
    token({
      grant_type: 'authorization_code',
      code,
      client_id: CLIENT_ID,
      client_secret: CLIENT_SECRET,
      redirect_uri: settings.redirectUri,
      code_verifier: verifier,
    })
  expect(await redeem(await consent(), 'wrong')).toEqual({
    status: 400,
    body: { error: 'invalid_grant', error_description: 'invalid code verifier' },
  })
  const code = await consent()
  expect((await redeem(code, 'right')).status).toBe(200)
  expect(await redeem(code, 'right')).toEqual({
    status: 400,
    body: { error: 'invalid_grant', error_description: 'expired authorization code' },
  })
})

test('what is wrong with a request for tokens is told', async () => {
  const client = { client_id: CLIENT_ID, client_secret: CLIENT_SECRET }
  const errors = await Promise.all(
    [
      { grant_type: 'client_credentials', client_id: 'x', client_secret: CLIENT_SECRET },
      { grant_type: 'client_credentials', client_id: CLIENT_ID, client_secret: 'x' },
      { grant_type: 'refresh_token', refresh_token: 'x', ...client },
      { grant_type: 'password', username: 'nobody@x.example', password: 'x', ...client },
      { grant_type: 'odd', ...client },
    ].map(async (form) => (await token(form)).body.error),
  )
  expect(errors).toEqual(['invalid_client_id', 'invalid_client', 'invalid_grant', 'invalid_grant', 'unsupported_grant_type'])
  expect((await token({ grant_type: 'password', username: 'Integration@sandbox.example', password: 'any', ...client })).status).toBe(200)
})

test('a revoked session is over', async () => {
  const connection = new Connection({ oauth2: settings, version: '62.0' })
  await connection.authorize({ grant_type: 'client_credentials' })
  await connection.oauth2.revokeToken(connection.accessToken ?? '')
  const plain = new Connection({ instanceUrl: org.url, accessToken: connection.accessToken ?? '', version: '62.0' })
  await expect(plain.query('SELECT Id FROM User')).rejects.toMatchObject({ errorCode: 'INVALID_SESSION_ID' })
})
