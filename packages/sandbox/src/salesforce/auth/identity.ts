/** Who somebody is: the identity URL and userinfo. */
import type { SandboxRequest, SandboxResponse } from '../../world/system'
import { readId } from '../ids'
import type { Org } from '../store/org'
import { asText, type Row } from '../store/row'
import type { Sessions } from './sessions'

/** Identities name the public login host; the URL in a token's reply names the host that was asked, so that clients can follow it. */
const LOGIN_HOST = 'https://login.salesforce.com'

function refused(status: number, code: string): SandboxResponse {
  return { status, body: code, type: 'text/html;charset=UTF-8' }
}

function urls(origin: string, org: Org, user: Row): Record<string, string> {
  const data = `${origin}/services/data/v{version}`
  const soap = (letter: string) => `${origin}/services/Soap/${letter}/{version}/${org.id.slice(0, 15)}`
  return {
    enterprise: soap('c'),
    metadata: soap('m'),
    partner: soap('u'),
    rest: `${data}/`,
    sobjects: `${data}/sobjects/`,
    search: `${data}/search/`,
    query: `${data}/query/`,
    recent: `${data}/recent/`,
    tooling_soap: soap('T'),
    tooling_rest: `${data}/tooling/`,
    profile: `${origin}/${user.id}`,
    custom_domain: origin,
  }
}

function shared(origin: string, org: Org, user: Row): Record<string, unknown> {
  const text = (name: string) => asText(user.values[name])
  return {
    user_id: user.id,
    organization_id: org.id,
    photos: { picture: `${origin}/profilephoto/005/F`, thumbnail: `${origin}/profilephoto/005/T` },
    email: text('Email'),
    email_verified: true,
    urls: urls(origin, org, user),
    active: user.values['IsActive'] !== false,
    user_type: 'STANDARD',
    language: text('LanguageLocaleKey'),
    locale: text('LocaleSidKey'),
    utcOffset: 0,
  }
}

function identity(origin: string, org: Org, user: Row): Record<string, unknown> {
  const text = (name: string) => asText(user.values[name])
  return {
    id: `${LOGIN_HOST}/id/${org.id}/${user.id}`,
    asserted_user: true,
    username: text('Username'),
    nick_name: text('Alias'),
    display_name: text('Name'),
    first_name: text('FirstName'),
    last_name: text('LastName'),
    timezone: text('TimeZoneSidKey'),
    ...shared(origin, org, user),
    addr_street: null,
    addr_city: null,
    addr_state: null,
    addr_country: null,
    addr_zip: null,
    mobile_phone: null,
    mobile_phone_verified: false,
    is_lightning_login_user: false,
    status: { created_date: null, body: null },
    last_modified_date: text('LastModifiedDate'),
    is_app_installed: true,
  }
}

function userinfo(origin: string, org: Org, user: Row): Record<string, unknown> {
  const text = (name: string) => asText(user.values[name])
  return {
    sub: `${LOGIN_HOST}/id/${org.id}/${user.id}`,
    preferred_username: text('Username'),
    nickname: text('Alias'),
    name: text('Name'),
    given_name: text('FirstName'),
    family_name: text('LastName'),
    zoneinfo: text('TimeZoneSidKey'),
    profile: `${origin}/${user.id}`,
    picture: `${origin}/profilephoto/005/F`,
    ...shared(origin, org, user),
    updated_at: text('LastModifiedDate').replace(/\+0000$/, 'Z'),
    is_app_installed: true,
  }
}

/** Answers `/id/ORG/USER` and `/services/oauth2/userinfo`; refusals as [Salesforce: Identity URLs, error codes] lists them. */
export function tellIdentity(request: SandboxRequest, origin: string, org: Org, sessions: Sessions): SandboxResponse {
  const header = /^(?:Bearer|OAuth) (.+)$/i.exec(request.headers['authorization'] ?? '')?.[1]
  const form = request.method === 'POST' ? new URLSearchParams(request.body) : undefined
  const inQuery = request.query.get('oauth_token') ?? request.query.get('access_token')
  const token = header ?? inQuery ?? form?.get('oauth_token') ?? form?.get('access_token') ?? undefined
  if (token === undefined) return refused(403, 'Missing_OAuth_Token')
  const userId = sessions.user(token)
  const asking = userId === undefined ? undefined : org.row(userId)
  if (asking === undefined) return refused(403, 'Bad_OAuth_Token')
  if (!request.path.startsWith('/id/')) return { status: 200, body: userinfo(origin, org, asking) }
  const [, , orgPart = '', userPart = ''] = request.path.split('/')
  if (readId(orgPart) !== org.id) return refused(403, 'Wrong_Org')
  const told = org.row(readId(userPart) ?? '')
  if (told === undefined || told.object.name !== 'User') return refused(404, 'Bad_Id')
  if (told.values['IsActive'] === false) return refused(404, 'Inactive')
  return { status: 200, body: identity(origin, org, told) }
}
