/** The OAuth endpoints: token, authorize, revoke, userinfo and identity. */
import { createHash } from 'node:crypto'
import type { SandboxRequest, SandboxResponse } from '../../world/system'
import { CONNECTED_USER, type Org } from '../store/org'
import { asText, type Row } from '../store/row'
import { CLIENT_ID, CLIENT_SECRET, type Sessions } from './sessions'

const FORM = 'application/x-www-form-urlencoded'
/** Identities name the public login host; the URL in a token's reply names the host that was asked, so that clients can follow it. */
const LOGIN_HOST = 'https://login.salesforce.com'

function refused(error: string, description: string, status = 400): SandboxResponse {
  return { status, body: { error, error_description: description } }
}

function origin(request: SandboxRequest): string {
  return `http://${request.headers['host'] ?? '127.0.0.1'}`
}

export class OAuth {
  constructor(
    readonly org: Org,
    readonly sessions: Sessions,
  ) {}

  /** Answers a path below `/services/oauth2` or `/id`; `undefined` for others. */
  handle(request: SandboxRequest): SandboxResponse | undefined {
    const { path, method } = request
    if (path.startsWith('/id/')) return this.#identity(request)
    if (!path.startsWith('/services/oauth2/')) return undefined
    const name = path.slice('/services/oauth2/'.length).replace(/\/$/, '')
    if (name === 'token' && method === 'POST') return this.#token(request, new URLSearchParams(request.body))
    if (name === 'authorize') return this.#authorize(request)
    if (name === 'revoke') return this.#revoke(request)
    if (name === 'userinfo') return this.#identity(request)
    return undefined
  }

  #grant(request: SandboxRequest, userId: string, withRefresh: boolean): SandboxResponse {
    const id = `${origin(request)}/id/${this.org.id}/${userId}`
    const issued = String(this.org.now())
    const body: Record<string, string> = {
      access_token: this.sessions.open(userId),
      instance_url: origin(request),
      id,
      token_type: 'Bearer',
      issued_at: issued,
      signature: createHash('sha256').update(CLIENT_SECRET).update(id).update(issued).digest('base64'),
      scope: 'api refresh_token',
    }
    if (withRefresh) body['refresh_token'] = this.sessions.refreshToken(userId)
    return { status: 200, body }
  }

  #token(request: SandboxRequest, form: URLSearchParams): SandboxResponse {
    const basic = /^Basic (.+)$/.exec(request.headers['authorization'] ?? '')?.[1]
    const [basicId, basicSecret] = basic === undefined ? [] : Buffer.from(basic, 'base64').toString('utf8').split(':')
    const client = form.get('client_id') ?? basicId
    const secret = form.get('client_secret') ?? basicSecret
    if (client !== CLIENT_ID) return refused('invalid_client_id', 'client identifier invalid')
    if (secret !== undefined && secret !== CLIENT_SECRET) return refused('invalid_client', 'invalid client credentials')
    switch (form.get('grant_type')) {
      case 'client_credentials':
        return secret === undefined ? refused('invalid_client', 'invalid client credentials') : this.#grant(request, CONNECTED_USER, false)
      case 'refresh_token': {
        const user = this.sessions.refreshed(form.get('refresh_token') ?? '')
        return user === undefined ? refused('invalid_grant', 'expired access/refresh token') : this.#grant(request, user, false)
      }
      case 'password':
        return this.#password(request, form)
      case 'authorization_code':
        return this.#exchange(request, form)
      default:
        return refused('unsupported_grant_type', 'grant type not supported')
    }
  }

  /** Any password will do for a user that exists and is active: the sandbox keeps no passwords. */
  #password(request: SandboxRequest, form: URLSearchParams): SandboxResponse {
    const user = this.#byName(form.get('username') ?? '')
    if (user === undefined || (form.get('password') ?? '') === '') return refused('invalid_grant', 'authentication failure')
    if (user.values['IsActive'] === false) return refused('inactive_user', 'user is inactive')
    return this.#grant(request, user.id, false)
  }

  #byName(name: string): Row | undefined {
    const users = this.org.schema.object('User')
    const field = users?.field('Username')
    return users === undefined || field === undefined ? undefined : this.org.table(users).find(field, name)[0]
  }

  #exchange(request: SandboxRequest, form: URLSearchParams): SandboxResponse {
    const code = this.sessions.redeem(form.get('code') ?? '')
    if (code === undefined) return refused('invalid_grant', 'invalid authorization code')
    if (code.challenge !== undefined) {
      const proof = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url')
      if (proof !== code.challenge) return refused('invalid_grant', 'invalid code verifier')
    }
    return this.#grant(request, code.userId, true)
  }

  /** Consents at once: there is nobody to ask. */
  #authorize({ query }: SandboxRequest): SandboxResponse {
    const target = query.get('redirect_uri')
    if (query.get('client_id') !== CLIENT_ID) return refused('invalid_client_id', 'client identifier invalid')
    if (target === null || !URL.canParse(target)) return refused('redirect_uri_missing', 'redirect_uri is missing')
    const back = new URL(target)
    back.searchParams.set('code', this.sessions.code(CONNECTED_USER, query.get('code_challenge') ?? undefined))
    const state = query.get('state')
    if (state !== null) back.searchParams.set('state', state)
    return { status: 302, headers: { Location: back.toString() }, body: '', type: 'text/html;charset=UTF-8' }
  }

  #revoke(request: SandboxRequest): SandboxResponse {
    const token = new URLSearchParams(request.body).get('token') ?? request.query.get('token') ?? ''
    if (this.sessions.revoke(token)) return { status: 200, body: '', type: FORM }
    const body = new URLSearchParams({ error: 'unsupported_token_type', error_description: 'this token type is not supported' })
    return { status: 400, body: body.toString(), type: FORM }
  }

  #identity(request: SandboxRequest): SandboxResponse {
    const header = /^(?:Bearer|OAuth) (.+)$/i.exec(request.headers['authorization'] ?? '')?.[1]
    const userId = this.sessions.user(header ?? request.query.get('oauth_token') ?? request.query.get('access_token') ?? '')
    const user = userId === undefined ? undefined : this.org.row(userId)
    if (user === undefined) return { status: 403, body: 'Bad_OAuth_Token', type: 'text/html;charset=UTF-8' }
    const text = (name: string) => asText(user.values[name])
    const base = `${origin(request)}/services/data/v{version}`
    return {
      status: 200,
      body: {
        id: `${LOGIN_HOST}/id/${this.org.id}/${user.id}`,
        sub: `${LOGIN_HOST}/id/${this.org.id}/${user.id}`,
        asserted_user: true,
        user_id: user.id,
        organization_id: this.org.id,
        username: text('Username'),
        preferred_username: text('Username'),
        nick_name: text('Alias'),
        nickname: text('Alias'),
        name: text('Name'),
        display_name: text('Name'),
        email: text('Email'),
        email_verified: true,
        given_name: text('FirstName'),
        family_name: text('LastName'),
        first_name: text('FirstName'),
        last_name: text('LastName'),
        active: user.values['IsActive'] !== false,
        user_type: 'STANDARD',
        language: text('LanguageLocaleKey'),
        locale: text('LocaleSidKey'),
        zoneinfo: text('TimeZoneSidKey'),
        utcOffset: 0,
        timezone: text('TimeZoneSidKey'),
        urls: {
          rest: `${base}/`,
          sobjects: `${base}/sobjects/`,
          query: `${base}/query/`,
          recent: `${base}/recent/`,
          profile: `${origin(request)}/${user.id}`,
        },
        last_modified_date: text('LastModifiedDate'),
        is_app_installed: true,
      },
    }
  }
}
