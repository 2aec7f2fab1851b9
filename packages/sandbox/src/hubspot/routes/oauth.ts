/** OAuth: consent, tokens, and what is known about a token. */
import type { SandboxResponse } from '../../world/system'
import { TOKEN_LIFETIME } from '../access/access'
import type { App } from '../access/apps'
import { ApiError, invalid } from '../api-error'
import type { Portal } from '../portal'
import { bodyObject, type Context, type Route } from './context'

/** These paths need no token. */
export const OAUTH_ROUTES: readonly Route[] = [
  { method: 'GET', version: 'authorize', pattern: '', handle: authorize },
  { method: 'POST', version: 'v1', pattern: 'token', handle: token },
  { method: 'POST', version: 'v3', pattern: 'token', handle: token },
  { method: 'POST', version: 'v3', pattern: 'token/introspect', handle: introspect },
  { method: 'POST', version: 'v3', pattern: 'token/revoke', handle: revoke },
  { method: 'GET', version: 'v1', pattern: 'access-tokens/:token', handle: accessToken },
  { method: 'GET', version: 'v1', pattern: 'refresh-tokens/:token', handle: refreshToken },
  { method: 'DELETE', version: 'v1', pattern: 'refresh-tokens/:token', handle: deleteRefreshToken },
  { method: 'POST', version: 'v2', pattern: 'private-apps/get/access-token-info', handle: privateApp },
]

const USER = { user: 'integration@example.com', hub_domain: 'acme.example', user_id: 1 }

/** The page on which a person lets an app in; here everybody consents at once. */
function authorize({ portal, request }: Context): SandboxResponse {
  const { query } = request
  const app = portal.access.app(query.get('client_id') ?? '')
  if (app === undefined) {
    throw invalid('Authorization failed because the client_id is missing or not known.')
  }
  const redirectUri = query.get('redirect_uri') ?? ''
  if (redirectUri === '' || (app.redirectUris.length > 0 && !app.redirectUris.includes(redirectUri)) || !URL.canParse(redirectUri)) {
    throw invalid('Authorization failed because the redirect URL does not match one of the app’s.')
  }
  const asked = wordsOf(query.get('scope'))
  const strange = asked.filter((scope) => !app.scopes.includes(scope))
  if (strange.length > 0) {
    throw invalid(`Authorization failed because the app does not have these scopes: ${strange.join(', ')}`)
  }
  const optional = wordsOf(query.get('optional_scope')).filter((scope) => app.scopes.includes(scope))
  const scopes = asked.length === 0 ? app.scopes : [...new Set(['oauth', ...asked, ...optional])]
  const target = new URL(redirectUri)
  target.searchParams.set('code', portal.access.consent(app, scopes, redirectUri, portal.now()))
  const state = query.get('state')
  if (state !== null) {
    target.searchParams.set('state', state)
  }
  return { status: 302, body: '', type: 'text/html;charset=UTF-8', headers: { Location: target.href } }
}

function token(context: Context): SandboxResponse {
  const { portal, request } = context
  const form = new URLSearchParams(request.body)
  const app = clientOf(portal, form)
  if ('refused' in app) {
    return refused(context, app.refused, app.message)
  }
  switch (form.get('grant_type')) {
    case 'authorization_code':
      return fromCode(context, app, form)
    case 'refresh_token': {
      const given = form.get('refresh_token') ?? ''
      const install = portal.access.install(given)
      return install?.app === app ? issued(context, given) : refused(context, 'BAD_REFRESH_TOKEN', 'missing or invalid refresh token')
    }
    case 'client_credentials':
      return toApp(context, app, form)
    default:
      return refused(context, 'BAD_GRANT_TYPE', 'missing or unknown grant type')
  }
}

function fromCode(context: Context, app: App, form: URLSearchParams): SandboxResponse {
  const redirectUri = form.get('redirect_uri') ?? ''
  if (redirectUri === '') {
    return refused(context, 'BAD_REDIRECT_URI', 'missing or invalid redirect uri')
  }
  const redeemed = context.portal.access.redeem(app, form.get('code') ?? '', redirectUri, context.portal.now())
  if ('refreshToken' in redeemed) {
    return issued(context, redeemed.refreshToken)
  }
  switch (redeemed.refused) {
    case 'other-redirect':
      return refused(context, 'MISMATCH_REDIRECT_URI_AUTH_CODE', 'redirect uri does not match the one the auth code was made for')
    case 'expired':
      return refused(context, 'EXPIRED_AUTH_CODE', 'auth code has expired')
    case 'unknown':
      return refused(context, 'BAD_AUTH_CODE', 'missing or unknown auth code')
  }
}

function toApp(context: Context, app: App, form: URLSearchParams): SandboxResponse {
  const scopes = wordsOf(form.get('scope'))
  if (scopes.some((scope) => !app.scopes.includes(scope))) {
    return refused(context, 'BAD_SCOPE', 'the app does not have all of these scopes')
  }
  const access = context.portal.access.issueToApp(app, scopes.length === 0 ? app.scopes : scopes, context.portal.now())
  return { status: 200, body: { token_type: 'bearer', access_token: access, expires_in: TOKEN_LIFETIME } }
}

function issued(context: Context, refresh: string): SandboxResponse {
  const { portal, request } = context
  const install = portal.access.install(refresh)
  if (install === undefined) {
    return refused(context, 'BAD_REFRESH_TOKEN', 'missing or invalid refresh token')
  }
  const access = portal.access.renew(refresh, install, portal.now())
  const more = request.path.startsWith('/oauth/v1/') ? {} : { scopes: install.scopes, user_id: USER.user_id }
  return {
    status: 200,
    body: {
      token_type: 'bearer',
      refresh_token: refresh,
      access_token: access,
      hub_id: portal.world.portal,
      ...more,
      expires_in: TOKEN_LIFETIME,
    },
  }
}

function accessToken({ portal, params }: Context): SandboxResponse {
  const name = params['token'] ?? ''
  const known = portal.access.grant(name)
  const left = Math.floor(((known?.expiresAt ?? 0) - portal.now()) / 1_000)
  if (known === undefined || known.kind !== 'oauth' || left <= 0) {
    throw new ApiError(404, 'OBJECT_NOT_FOUND', 'access token not found or expired')
  }
  const { scopes, app } = known
  return { status: 200, body: { token: name, ...about(portal), scopes, app_id: app.id, expires_in: left, token_type: 'access' } }
}

function refreshToken({ portal, params }: Context): SandboxResponse {
  const name = params['token'] ?? ''
  const install = portal.access.install(name)
  if (install === undefined) {
    throw new ApiError(404, 'OBJECT_NOT_FOUND', 'refresh token not found')
  }
  const { scopes, app } = install
  return { status: 200, body: { token: name, ...about(portal), client_id: app.clientId, scopes, token_type: 'refresh' } }
}

function deleteRefreshToken({ portal, params }: Context): SandboxResponse {
  portal.access.revoke(params['token'] ?? '')
  return { status: 204 }
}

function revoke(context: Context): SandboxResponse {
  const form = new URLSearchParams(context.request.body)
  const app = clientOf(context.portal, form)
  if ('refused' in app) {
    return refused(context, app.refused, app.message)
  }
  context.portal.access.revoke(form.get('token') ?? '')
  return { status: 200, body: {} }
}

/** What RFC 7662 asks for, with the portal's own facts. */
function introspect(context: Context): SandboxResponse {
  const { portal, request } = context
  const form = new URLSearchParams(request.body)
  const app = clientOf(portal, form)
  if ('refused' in app) {
    return refused(context, app.refused, app.message)
  }
  const given = form.get('token') ?? ''
  const grant = portal.access.grant(given)
  const install = portal.access.install(given)
  const known = grant ?? install
  const isOver = grant !== undefined && grant.expiresAt <= portal.now()
  if (known === undefined || known.app !== app || isOver) {
    return { status: 200, body: { active: false } }
  }
  const left = grant === undefined ? {} : { expires_in: Math.floor((grant.expiresAt - portal.now()) / 1_000), token_type: 'bearer' }
  return {
    status: 200,
    body: {
      active: true,
      token_use: grant === undefined ? 'refresh_token' : 'access_token',
      client_id: app.clientId,
      app_id: app.id,
      ...about(portal),
      scopes: known.scopes,
      ...left,
    },
  }
}

function privateApp(context: Context): SandboxResponse {
  const { tokenKey } = bodyObject(context)
  const grant = context.portal.access.grant(String(tokenKey))
  if (grant?.kind !== 'private') {
    throw new ApiError(404, 'OBJECT_NOT_FOUND', 'private app access token not found')
  }
  return {
    status: 200,
    body: { userId: USER.user_id, hubId: context.portal.world.portal, appId: grant.app.id, scopes: grant.scopes },
  }
}

function about(portal: Portal) {
  return { ...USER, hub_id: portal.world.portal }
}

function clientOf(portal: Portal, form: URLSearchParams): App | { readonly refused: string; readonly message: string } {
  const app = portal.access.app(form.get('client_id') ?? '')
  if (app === undefined) {
    return { refused: 'BAD_CLIENT_ID', message: 'missing or unknown client id' }
  }
  return form.get('client_secret') === app.clientSecret
    ? app
    : { refused: 'BAD_CLIENT_SECRET', message: 'missing or invalid client secret' }
}

const STANDARD_ERRORS: Readonly<Record<string, string>> = {
  BAD_CLIENT_ID: 'invalid_client',
  BAD_CLIENT_SECRET: 'invalid_client',
  BAD_GRANT_TYPE: 'unsupported_grant_type',
  BAD_SCOPE: 'invalid_scope',
}

/** Newer versions tell the error of RFC 6749 beside HubSpot's own word. */
function refused({ request, correlationId }: Context, status: string, message: string): SandboxResponse {
  const standard = request.path.startsWith('/oauth/v1/')
    ? {}
    : { error: STANDARD_ERRORS[status] ?? 'invalid_grant', error_description: message }
  return { status: 400, body: { status, message, correlationId, ...standard } }
}

function wordsOf(text: string | null): string[] {
  return (text ?? '').split(/\s+/).filter((word) => word !== '')
}
