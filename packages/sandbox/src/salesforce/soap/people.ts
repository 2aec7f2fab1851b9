/** SOAP calls about sessions and their users. */
import type { SandboxResponse } from '../../world/system'
import type { Sessions } from '../auth/sessions'
import { opens, userCalled } from '../auth/users'
import { failure } from '../failure'
import { currencyOfUser } from '../rows/money'
import type { Org } from '../store/org'
import { asText, type Row } from '../store/row'
import { childText, type Element } from '../xml/read'
import { element, toXml } from '../xml/write'
import type { Call, Handler } from './call'
import { fault } from './fault'

function userInfo(org: Org, user: Row): Record<string, unknown> {
  const text = (name: string) => asText(user.values[name])
  const organization = org.row(org.id)
  const { currencies } = org.schema
  return {
    accessibilityMode: false,
    chatterExternal: false,
    currencySymbol: currencies === undefined ? '$' : null,
    orgAttachmentFileSizeLimit: 5_242_880,
    orgDefaultCurrencyIsoCode: currencies === undefined ? 'USD' : null,
    orgDefaultCurrencyLocale: 'en_US',
    orgDisallowHtmlAttachments: false,
    orgHasPersonAccounts: false,
    organizationId: org.id,
    organizationMultiCurrency: currencies !== undefined,
    organizationName: asText(organization?.values['Name']),
    profileId: text('ProfileId'),
    roleId: null,
    sessionSecondsValid: 7_200,
    userDefaultCurrencyIsoCode: currencyOfUser(org, user.id) ?? null,
    userEmail: text('Email'),
    userFullName: text('Name'),
    userId: user.id,
    userLanguage: text('LanguageLocaleKey'),
    userLocale: text('LocaleSidKey'),
    userName: text('Username'),
    userTimeZone: text('TimeZoneSidKey'),
    userType: 'Standard',
    userUiSkin: 'Theme3',
  }
}

/** What a log-in needs beyond the message. */
export type Entrance = {
  readonly org: Org
  readonly sessions: Sessions
  readonly origin: string
  readonly letter: string
  readonly version: string
}

/** Logs in by name and password: the markup of the result, or the fault. */
export function login(body: Element, { org, sessions, origin, letter, version }: Entrance): string | SandboxResponse {
  const user = userCalled(org, childText(body, 'username') ?? '')
  if (user === undefined || user.values['IsActive'] === false || !opens(org, user, childText(body, 'password') ?? '')) {
    return fault(failure(500, 'INVALID_LOGIN', 'Invalid username, password, security token; or user locked out.'), letter)
  }
  const at = (kind: string) => `${origin}/services/Soap/${kind}/${version}/${org.id.slice(0, 15)}`
  return toXml('result', {
    metadataServerUrl: at('m'),
    passwordExpired: false,
    sandbox: org.row(org.id)?.values['IsSandbox'] === true,
    serverUrl: at(letter),
    sessionId: sessions.open(user.id),
    userId: user.id,
    userInfo: userInfo(org, user),
  })
}

function getUserInfo({ ask }: Call): { markup: string } {
  const user = ask.org.row(ask.actor.userId)
  if (user === undefined) throw failure(500, 'INVALID_SESSION_ID', 'Invalid Session ID found in SessionHeader')
  return { markup: toXml('result', userInfo(ask.org, user)) }
}

/** The calls by name; `login` is apart, since it needs no session. */
export const PEOPLE: Readonly<Record<string, Handler>> = {
  getUserInfo,
  getServerTimestamp: ({ ask }) => ({
    markup: element('result', element('timestamp', `${new Date(Math.floor(ask.org.now() / 1000) * 1000).toISOString()}`)),
  }),
  logout: ({ sessions, sessionId }) => {
    sessions.revoke(sessionId)
    return { markup: '' }
  },
}
