/** OAuth tokens: issue, refresh, and what is known about one. */
import { createHash } from 'node:crypto'
import type { SandboxResponse } from '../../world/system'
import { ApiError } from '../api-error'
import { APP_ID, type Portal } from '../portal'
import type { Context, Route } from './context'

/** Seconds an access token lives [recorded traffic]. */
const LIFETIME = 1_800
const SCOPES = [
  'oauth',
  'crm.objects.contacts.read',
  'crm.objects.contacts.write',
  'crm.objects.companies.read',
  'crm.objects.deals.read',
  'crm.lists.read',
]

/** These paths need no token. */
export const OAUTH_ROUTES: readonly Route[] = [
  { method: 'POST', version: 'v1', pattern: 'token', handle: token },
  { method: 'GET', version: 'v1', pattern: 'access-tokens/:token', handle: accessToken },
  { method: 'GET', version: 'v1', pattern: 'refresh-tokens/:token', handle: refreshToken },
]

function token({ portal, request }: Context): SandboxResponse {
  const form = new URLSearchParams(request.body)
  const missing = ['client_id', 'client_secret'].find((name) => (form.get(name) ?? '') === '')
  if (missing !== undefined) {
    return oauthError('BAD_CLIENT_ID', `missing or invalid ${missing}`)
  }
  switch (form.get('grant_type')) {
    case 'authorization_code':
      return (form.get('code') ?? '') === ''
        ? oauthError('BAD_AUTH_CODE', 'missing or unknown auth code')
        : issue(portal, refreshFor(portal, form))
    case 'refresh_token': {
      const given = form.get('refresh_token') ?? ''
      return given.startsWith('na1-') ? issue(portal, given) : oauthError('BAD_REFRESH_TOKEN', 'missing or invalid refresh token')
    }
    default:
      return oauthError('BAD_GRANT_TYPE', 'missing or unsupported grant type')
  }
}

function issue(portal: Portal, refresh: string): SandboxResponse {
  const access = `CK${digest(`${refresh}:${portal.tokens.size}:${portal.world.seed}`)}`
  portal.tokens.set(access, { expiresAt: portal.now() + LIFETIME * 1_000, refreshToken: refresh })
  return {
    status: 200,
    body: { token_type: 'bearer', refresh_token: refresh, access_token: access, hub_id: portal.world.portal, expires_in: LIFETIME },
  }
}

function accessToken({ portal, params }: Context): SandboxResponse {
  const name = params['token'] ?? ''
  const known = portal.tokens.get(name)
  const left = Math.floor(((known?.expiresAt ?? 0) - portal.now()) / 1_000)
  if (known === undefined || left <= 0) {
    throw new ApiError(404, 'OBJECT_NOT_FOUND', 'access token not found or expired')
  }
  return { status: 200, body: { token: name, ...about(portal), scopes: SCOPES, app_id: APP_ID, expires_in: left, token_type: 'access' } }
}

function refreshToken({ portal, params }: Context): SandboxResponse {
  const name = params['token'] ?? ''
  if (![...portal.tokens.values()].some((issued) => issued.refreshToken === name)) {
    throw new ApiError(404, 'OBJECT_NOT_FOUND', 'refresh token not found')
  }
  return { status: 200, body: { token: name, ...about(portal), scopes: SCOPES, token_type: 'refresh' } }
}

function about(portal: Portal) {
  return { user: 'integration@example.com', hub_domain: 'acme.example', hub_id: portal.world.portal, user_id: 1 }
}

function refreshFor(portal: Portal, form: URLSearchParams): string {
  return `na1-${digest(`${form.get('client_id')}:${form.get('code')}:${portal.world.seed}`)}`
}

/** Made up, yet the same for the same world. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 40)
}

function oauthError(status: string, message: string): SandboxResponse {
  return { status: 400, body: { status, message } }
}
