/** Apps of `world.json`: their secrets, addresses, certificates and rotation, and whom an identity tells of. */
import { createSign, generateKeyPairSync } from 'node:crypto'
import { Connection, OAuth2 } from 'jsforce'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { salesforceId } from '../ids'
import { CONNECTED_USER } from '../store/org'
import { startOrg, type TestOrg } from '../testing/start-org'
import { readApps } from './apps'

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
const ADA = salesforceId('005', 7)
const GONE = salesforceId('005', 8)
const CALLBACK = 'http://127.0.0.1:1/callback'
const APP = { clientId: 'app', clientSecret: 'secret', redirectUris: [CALLBACK], runAs: 'ada@acme.example', rotateRefreshTokens: true }

let org: TestOrg

beforeAll(async () => {
  const user = (id: string, name: string, IsActive: boolean, line: number) => ({
    id,
    values: { Username: `${name}@acme.example`, LastName: name, Email: `${name}@acme.example`, Alias: name, IsActive },
    links: {},
    line,
  })
  const certificate = publicKey.export({ type: 'spki', format: 'pem' })
  org = await startOrg({}, [{ name: 'User', file: 'User.jsonl', rows: [user(ADA, 'ada', true, 1), user(GONE, 'gone', false, 2)] }], {
    apps: {
      salesforce: [
        { ...APP, certificate },
        { clientId: 'strict', requirePkce: true, runAs: false, clientSecret: 'x' },
      ],
    },
    logins: { salesforce: { 'ada@acme.example': 'correct horse' } },
  })
})
afterAll(() => org.close())

async function token(form: Record<string, string>, headers: Record<string, string> = {}) {
  const reply = await fetch(`${org.url}/services/oauth2/token`, { method: 'POST', body: new URLSearchParams(form), headers })
  return { status: reply.status, body: (await reply.json()) as Record<string, string> }
}
const proof = { client_id: 'app', client_secret: 'secret' }
const refusal = (error: string, description: string) => ({ status: 400, body: { error, error_description: description } })

async function authorize(query: Record<string, string>): Promise<URLSearchParams | string> {
  const reply = await fetch(`${org.url}/services/oauth2/authorize?${new URLSearchParams(query)}`, { redirect: 'manual' })
  const location = reply.headers.get('location')
  return location === null ? await reply.text() : new URL(location).searchParams
}

function assertion(claims: Record<string, unknown>, key = privateKey, alg = 'RS256'): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const now = Math.floor(Date.now() / 1000)
  const signed = `${part({ alg })}.${part({ iss: 'app', sub: 'ada@acme.example', aud: 'https://login.salesforce.com', exp: now + 120, ...claims })}`
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key, 'base64url')}`
}
const bearer = (claims: Record<string, unknown>, key = privateKey, alg = 'RS256') =>
  token({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: assertion(claims, key, alg) })

test('jsforce logs in with an assertion that the key of the app signed, as the user it names', async () => {
  const connection = new Connection({ loginUrl: org.url, version: '62.0' })
  const user = await connection.authorize({
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    assertion: assertion({}),
  })
  expect(user.id).toBe(ADA)
  expect((await connection.identity()).username).toBe('ada@acme.example')
})

test('an assertion signed by another key, for another audience, too old or for nobody is refused', async () => {
  expect(await bearer({}, stranger)).toEqual(refusal('invalid_grant', 'invalid assertion'))
  expect(await bearer({}, privateKey, 'none')).toEqual(refusal('invalid_grant', 'invalid assertion'))
  expect(await bearer({ aud: 'https://elsewhere.example' })).toEqual(refusal('invalid_grant', 'audience is invalid'))
  expect(await bearer({ exp: 1_000 })).toEqual(refusal('invalid_grant', 'assertion has expired'))
  expect(await bearer({ exp: undefined })).toEqual(refusal('invalid_grant', 'assertion has expired'))
  expect(await bearer({ sub: 'nobody@acme.example' })).toEqual(refusal('invalid_grant', "user hasn't approved this consumer"))
  expect(await bearer({ sub: 'gone@acme.example' })).toEqual(refusal('inactive_user', 'user is inactive'))
  expect(await bearer({ iss: 'nobody' })).toEqual(refusal('invalid_client_id', 'client identifier invalid'))
  expect(await token({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: 'a.b' })).toEqual(
    refusal('invalid_grant', 'invalid assertion'),
  )
})

test('client credentials act as the user of the app, in the body or in the header', async () => {
  const inHeader = { authorization: `Basic ${Buffer.from('app:secret').toString('base64')}` }
  for (const reply of [
    await token({ grant_type: 'client_credentials', ...proof }),
    await token({ grant_type: 'client_credentials' }, inHeader),
  ]) {
    expect([reply.status, reply.body['id']?.endsWith(`/${ADA}`), 'refresh_token' in reply.body]).toEqual([200, true, false])
  }
  expect(await token({ grant_type: 'client_credentials', client_id: 'app', client_secret: 'wrong' })).toEqual(
    refusal('invalid_client', 'invalid client credentials'),
  )
  expect(await token({ grant_type: 'client_credentials', client_id: 'strict', client_secret: 'x' })).toEqual(
    refusal('invalid_grant', 'no client credentials user enabled'),
  )
})

test('a password that the world knows is asked for', async () => {
  const login = (password: string) => token({ grant_type: 'password', username: 'ada@acme.example', password, ...proof })
  expect((await login('correct horse')).status).toBe(200)
  expect((await login('correct horseSECURITYTOKEN')).status).toBe(200)
  expect(await login('wrong')).toEqual(refusal('invalid_grant', 'authentication failure'))
})

test('an address that is not the one of the app gets no code, and a code goes to no other address', async () => {
  const query = { client_id: 'app', response_type: 'code', redirect_uri: CALLBACK }
  expect(await authorize({ ...query, redirect_uri: 'http://127.0.0.1:1/elsewhere' })).toBe(
    'error=redirect_uri_mismatch&error_description=redirect_uri%20must%20match%20configuration',
  )
  expect(await authorize({ ...query, client_id: 'nobody' })).toBe('error=invalid_client_id&error_description=client%20identifier%20invalid')
  const code = ((await authorize(query)) as URLSearchParams).get('code') ?? ''
  const exchange = { grant_type: 'authorization_code', code, ...proof }
  expect(await token({ ...exchange, redirect_uri: 'http://127.0.0.1:1/elsewhere' })).toEqual(
    refusal('redirect_uri_mismatch', 'redirect_uri must match configuration'),
  )
})

test('without PKCE a code needs the secret; an app can insist on PKCE, and S256 is the only method', async () => {
  const query = { client_id: 'app', response_type: 'code', redirect_uri: CALLBACK, state: 's' }
  const code = ((await authorize(query)) as URLSearchParams).get('code') ?? ''
  expect(await token({ grant_type: 'authorization_code', code, client_id: 'app', redirect_uri: CALLBACK })).toEqual(
    refusal('invalid_client', 'invalid client credentials'),
  )
  expect(String(await authorize({ ...query, client_id: 'strict' }))).toBe(
    'error=invalid_request&error_description=missing+required+code+challenge&state=s',
  )
  expect(String(await authorize({ ...query, code_challenge: 'x', code_challenge_method: 'plain' }))).toBe(
    'error=invalid_request&error_description=code+challenge+method+must+be+S256&state=s',
  )
  const oauth2 = new OAuth2({ loginUrl: org.url, clientId: 'app', redirectUri: CALLBACK, useVerifier: true })
  const consent = await fetch(oauth2.getAuthorizationUrl({}), { redirect: 'manual' })
  const tokens = await oauth2.requestToken(new URL(consent.headers.get('location') ?? '').searchParams.get('code') ?? '')
  expect(tokens.refresh_token).toMatch(/^5Aep/)
})

test('a rotated refresh token is good once', async () => {
  const query = { client_id: 'app', response_type: 'code', redirect_uri: CALLBACK }
  const code = ((await authorize(query)) as URLSearchParams).get('code') ?? ''
  const first = await token({ grant_type: 'authorization_code', code, redirect_uri: CALLBACK, ...proof })
  const renew = (refresh: string | undefined) => token({ grant_type: 'refresh_token', refresh_token: refresh ?? '', ...proof })
  const second = await renew(first.body['refresh_token'])
  expect(second.body['refresh_token']).not.toBe(first.body['refresh_token'])
  expect(await renew(first.body['refresh_token'])).toEqual(refusal('invalid_grant', 'expired access/refresh token'))
  const third = await renew(second.body['refresh_token'])
  expect(third.status).toBe(200)
  const revoked = await fetch(`${org.url}/services/oauth2/revoke?token=${third.body['refresh_token']}`)
  expect(revoked.status).toBe(200)
  const userinfo = await fetch(`${org.url}/services/oauth2/userinfo`, {
    headers: { authorization: `Bearer ${third.body['access_token']}` },
  })
  expect([userinfo.status, await userinfo.text()]).toEqual([403, 'Bad_OAuth_Token'])
})

test('an identity tells of the user in its path', async () => {
  const organization = org.world.org
  const look = async (path: string, token = org.settings.accessToken) => {
    const reply = await fetch(`${org.url}${path}`, { headers: token === '' ? {} : { authorization: `Bearer ${token}` } })
    return [reply.status, reply.status === 200 ? ((await reply.json()) as { user_id: string }).user_id : await reply.text()]
  }
  expect(await look(`/id/${organization}/${ADA}`)).toEqual([200, ADA])
  expect(await look('/services/oauth2/userinfo')).toEqual([200, CONNECTED_USER])
  expect(await look(`/id/${organization}/${GONE}`)).toEqual([404, 'Inactive'])
  expect(await look(`/id/${organization}/${salesforceId('005', 99)}`)).toEqual([404, 'Bad_Id'])
  expect(await look(`/id/${salesforceId('00D', 99)}/${ADA}`)).toEqual([403, 'Wrong_Org'])
  expect(await look(`/id/${organization}/${ADA}`, '')).toEqual([403, 'Missing_OAuth_Token'])
  expect(await look(`/id/${organization}/${ADA}`, 'nonsense')).toEqual([403, 'Bad_OAuth_Token'])
})

test('an app that cannot be read is told by its place', () => {
  expect(() => readApps([{ clientSecret: 'x' }])).toThrow('world.json:1: apps.salesforce[0]: `clientId` is missing')
  expect(() => readApps([{ clientId: 'x', colour: 'red' }])).toThrow('world.json:1: apps.salesforce[0]: unknown key `colour`')
  expect(() => readApps([{ clientId: 'x', certificate: 'y' }])).toThrow('apps.salesforce[0]: certificate is neither')
})
