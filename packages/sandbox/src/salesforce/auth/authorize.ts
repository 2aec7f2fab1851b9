/** The authorization page, which consents at once: there is nobody to ask. */
import type { SandboxRequest, SandboxResponse } from '../../world/system'
import { CONNECTED_USER, type Org } from '../store/org'
import type { App } from './apps'
import type { Sessions } from './sessions'
import { userCalled } from './users'

const PAGE = 'text/html;charset=UTF-8'

/** Errors that must not be sent back to an address nobody vouches for. */
function shown(error: string, description: string): SandboxResponse {
  return { status: 400, type: PAGE, body: `error=${error}&error_description=${encodeURIComponent(description)}` }
}

/** Whether a redirect address is one of the app's, its query aside. */
export function isRegistered(app: App, target: string): boolean {
  return app.redirectUris === undefined || app.redirectUris.includes(target) || app.redirectUris.includes(target.split('?')[0] ?? '')
}

/** Answers `/services/oauth2/authorize`. `login_hint` names the user who consents, else it is the connected user. */
export function authorize(request: SandboxRequest, org: Org, apps: ReadonlyMap<string, App>, sessions: Sessions): SandboxResponse {
  const query = request.method === 'POST' ? new URLSearchParams(request.body) : request.query
  const app = apps.get(query.get('client_id') ?? '')
  if (app === undefined) return shown('invalid_client_id', 'client identifier invalid')
  const redirectUri = query.get('redirect_uri') ?? app.redirectUris?.[0]
  if (redirectUri === undefined || !URL.canParse(redirectUri)) return shown('redirect_uri_missing', 'redirect_uri is missing')
  if (!isRegistered(app, redirectUri)) return shown('redirect_uri_mismatch', 'redirect_uri must match configuration')
  const back = new URL(redirectUri)
  const state = query.get('state')
  const answer = (values: Record<string, string>): SandboxResponse => {
    for (const [name, value] of Object.entries(values)) back.searchParams.set(name, value)
    if (state !== null) back.searchParams.set('state', state)
    return { status: 302, headers: { Location: back.toString() }, body: '', type: PAGE }
  }
  if ((query.get('response_type') ?? 'code') !== 'code') {
    return answer({ error: 'unsupported_response_type', error_description: 'response type must be code' })
  }
  // Clients that send a challenge without a method mean S256, which is the only one there is.
  const method = query.get('code_challenge_method') ?? 'S256'
  const challenge = query.get('code_challenge') ?? undefined
  if (method !== 'S256') return answer({ error: 'invalid_request', error_description: 'code challenge method must be S256' })
  if (challenge === undefined && app.requiresPkce) {
    return answer({ error: 'invalid_request', error_description: 'missing required code challenge' })
  }
  const hint = query.get('login_hint')
  const userId = hint === null ? CONNECTED_USER : userCalled(org, hint)?.id
  if (userId === undefined) return answer({ error: 'access_denied', error_description: 'end-user denied authorization' })
  const scope = query.get('scope') ?? 'api refresh_token'
  return answer({ code: sessions.code({ userId, clientId: app.clientId, scope, redirectUri, challenge }) })
}
