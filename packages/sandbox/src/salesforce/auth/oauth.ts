/** The OAuth endpoints: token, authorize, revoke, userinfo and identity. */
import { createHash, createHmac } from 'node:crypto'
import type { SandboxRequest, SandboxResponse } from '../../world/system'
import { CONNECTED_USER, type Org } from '../store/org'
import type { App } from './apps'
import { authorize } from './authorize'
import { tellIdentity } from './identity'
import { isSigned, readAssertion } from './jwt'
import type { Grant, Sessions } from './sessions'
import { opens, userCalled } from './users'

const FORM = 'application/x-www-form-urlencoded'
const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer'
const AUDIENCES = ['https://login.salesforce.com', 'https://test.salesforce.com']
/** Clocks may differ by so much before an assertion counts as expired. */
const TOLERANCE = 180_000
const SCOPE = 'api refresh_token'

function refused(error: string, description: string, status = 400): SandboxResponse {
  return { status, body: { error, error_description: description }, headers: { 'Cache-Control': 'no-cache, no-store', Pragma: 'no-cache' } }
}

const WRONG_CLIENT = refused('invalid_client_id', 'client identifier invalid')
const WRONG_SECRET = refused('invalid_client', 'invalid client credentials')
const EXPIRED = refused('invalid_grant', 'expired access/refresh token')

function origin(request: SandboxRequest): string {
  return `http://${request.headers['host'] ?? '127.0.0.1'}`
}

/** A grant together with the refresh token to tell with it, and the one that a session ends with. */
type Granted = { readonly grant: Grant; readonly tell?: string; readonly under?: string }

export class OAuth {
  constructor(
    readonly org: Org,
    readonly sessions: Sessions,
    readonly apps: ReadonlyMap<string, App>,
  ) {}

  /** Answers a path below `/services/oauth2` or `/id`; `undefined` for others. */
  handle(request: SandboxRequest): SandboxResponse | undefined {
    const { path, method } = request
    if (path.startsWith('/id/')) return tellIdentity(request, origin(request), this.org, this.sessions)
    if (!path.startsWith('/services/oauth2/')) return undefined
    const name = path.slice('/services/oauth2/'.length).replace(/\/$/, '')
    if (name === 'token' && method === 'POST') return this.#token(request, new URLSearchParams(request.body))
    if (name === 'authorize') return authorize(request, this.org, this.apps, this.sessions)
    if (name === 'revoke') return this.#revoke(request)
    if (name === 'userinfo') return tellIdentity(request, origin(request), this.org, this.sessions)
    return undefined
  }

  #tokens(request: SandboxRequest, app: App, { grant, tell, under }: Granted): SandboxResponse {
    const id = `${origin(request)}/id/${this.org.id}/${grant.userId}`
    const issued = String(this.org.now())
    const body: Record<string, string> = {
      access_token: this.sessions.open(grant.userId, under),
      signature: createHmac('sha256', app.clientSecret ?? '')
        .update(id + issued)
        .digest('base64'),
      scope: grant.scope,
      instance_url: origin(request),
      id,
      token_type: 'Bearer',
      issued_at: issued,
    }
    if (tell !== undefined) body['refresh_token'] = tell
    return { status: 200, body, headers: { 'Cache-Control': 'no-cache, no-store', Pragma: 'no-cache' } }
  }

  #token(request: SandboxRequest, form: URLSearchParams): SandboxResponse {
    const type = form.get('grant_type')
    if (type === JWT_BEARER) return this.#bearer(request, form)
    const basic = /^Basic (.+)$/i.exec(request.headers['authorization'] ?? '')?.[1]
    const [basicId, ...basicSecret] = basic === undefined ? [] : Buffer.from(basic, 'base64').toString('utf8').split(':')
    const app = this.apps.get(form.get('client_id') ?? basicId ?? '')
    const secret = form.get('client_secret') ?? (basic === undefined ? undefined : basicSecret.join(':'))
    if (app === undefined) return WRONG_CLIENT
    if (secret !== undefined && secret !== '' && secret !== app.clientSecret) return WRONG_SECRET
    const isProven = app.clientSecret === undefined || secret === app.clientSecret
    switch (type) {
      case 'client_credentials':
        return isProven && app.clientSecret !== undefined ? this.#credentials(request, app, form) : WRONG_SECRET
      case 'refresh_token':
        return this.#renew(request, app, form.get('refresh_token') ?? '', isProven)
      case 'password':
        return isProven ? this.#password(request, app, form) : WRONG_SECRET
      case 'authorization_code':
        return this.#exchange(request, app, form, isProven)
      case null:
        return refused('invalid_request', 'must supply grant_type')
      default:
        return refused('unsupported_grant_type', 'grant type not supported')
    }
  }

  #credentials(request: SandboxRequest, app: App, form: URLSearchParams): SandboxResponse {
    const user = app.runAs === undefined ? this.org.row(CONNECTED_USER) : app.runAs === false ? undefined : userCalled(this.org, app.runAs)
    if (user === undefined) return refused('invalid_grant', 'no client credentials user enabled')
    if (user.values['IsActive'] === false) return refused('inactive_user', 'user is inactive')
    const grant = { userId: user.id, clientId: app.clientId, scope: form.get('scope') ?? SCOPE, secretless: false }
    return this.#tokens(request, app, { grant })
  }

  #renew(request: SandboxRequest, app: App, token: string, isProven: boolean): SandboxResponse {
    const grant = this.sessions.granted(token)
    if (grant === undefined || grant.clientId !== app.clientId) return EXPIRED
    if (!isProven && !grant.secretless) return WRONG_SECRET
    if (this.org.row(grant.userId)?.values['IsActive'] === false) return refused('inactive_user', 'user is inactive')
    if (!app.rotates) return this.#tokens(request, app, { grant, under: token })
    const next = this.sessions.rotate(token, grant)
    return this.#tokens(request, app, { grant, tell: next, under: next })
  }

  #password(request: SandboxRequest, app: App, form: URLSearchParams): SandboxResponse {
    const user = userCalled(this.org, form.get('username') ?? '')
    if (user === undefined || !opens(this.org, user, form.get('password') ?? '')) return refused('invalid_grant', 'authentication failure')
    if (user.values['IsActive'] === false) return refused('inactive_user', 'user is inactive')
    return this.#tokens(request, app, { grant: { userId: user.id, clientId: app.clientId, scope: SCOPE, secretless: false } })
  }

  #exchange(request: SandboxRequest, app: App, form: URLSearchParams, isProven: boolean): SandboxResponse {
    const consent = this.sessions.redeem(form.get('code') ?? '')
    if (consent === undefined) return refused('invalid_grant', 'invalid authorization code')
    if (consent === 'expired') return refused('invalid_grant', 'expired authorization code')
    if (consent.clientId !== app.clientId) return refused('invalid_grant', 'invalid authorization code')
    if ((form.get('redirect_uri') ?? '') !== consent.redirectUri) {
      return refused('redirect_uri_mismatch', 'redirect_uri must match configuration')
    }
    const verifier = form.get('code_verifier')
    if (consent.challenge !== undefined || verifier !== null) {
      const proof = createHash('sha256')
        .update(verifier ?? '')
        .digest('base64url')
      if (proof !== consent.challenge?.replace(/=+$/, '')) return refused('invalid_grant', 'invalid code verifier')
    } else if (!isProven) return WRONG_SECRET
    const { userId, scope } = consent
    const grant: Grant = { userId, clientId: app.clientId, scope, secretless: !isProven }
    if (!/\b(refresh_token|offline_access|full)\b/.test(scope)) return this.#tokens(request, app, { grant })
    const token = this.sessions.refreshToken(grant)
    return this.#tokens(request, app, { grant, tell: token, under: token })
  }

  #bearer(request: SandboxRequest, form: URLSearchParams): SandboxResponse {
    const said = readAssertion(form.get('assertion') ?? '')
    if (said === undefined) return refused('invalid_grant', 'invalid assertion')
    const { iss, sub, aud, exp } = said.claims
    const app = this.apps.get(iss)
    if (app === undefined) return WRONG_CLIENT
    if (app.key === undefined || !isSigned(said, app.key)) return refused('invalid_grant', 'invalid assertion')
    if (!aud.some((each) => AUDIENCES.includes(each.replace(/\/$/, '')) || each.startsWith(origin(request)))) {
      return refused('invalid_grant', 'audience is invalid')
    }
    if (!(exp * 1_000 > this.org.now() - TOLERANCE)) return refused('invalid_grant', 'assertion has expired')
    const user = userCalled(this.org, sub)
    if (user === undefined) return refused('invalid_grant', "user hasn't approved this consumer")
    if (user.values['IsActive'] === false) return refused('inactive_user', 'user is inactive')
    return this.#tokens(request, app, { grant: { userId: user.id, clientId: iss, scope: 'api', secretless: true } })
  }

  #revoke(request: SandboxRequest): SandboxResponse {
    const token = request.query.get('token') ?? new URLSearchParams(request.body).get('token') ?? ''
    if (this.sessions.revoke(token)) return { status: 200, body: '', type: FORM }
    const body = new URLSearchParams({ error: 'unsupported_token_type', error_description: 'this token type is not supported' })
    return { status: 400, body: body.toString(), type: FORM }
  }
}
