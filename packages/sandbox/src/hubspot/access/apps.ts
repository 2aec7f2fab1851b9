/** The apps that may use the portal's API: one of each kind that every world has, and those of `world.json`. */

/** The private app's token, the same in every world. */
export const HUBSPOT_TOKEN = 'pat-na1-5a4d0b0c-1111-4222-8333-944400005555'

/** The OAuth app that every world has, and a refresh token of its install. */
export const HUBSPOT_CLIENT_ID = '7c1a9d52-0b6e-4f0a-9a51-2f6f6f3b1e01'
export const HUBSPOT_CLIENT_SECRET = '3d0f4c1e-8a72-4f7d-b1a6-5e9d7c2b4a10'
export const HUBSPOT_REFRESH_TOKEN = 'na1-6b8e-41d0-9c3f-5a2d7e90c114'

/** The developer account's key, for the webhooks API. */
export const HUBSPOT_DEVELOPER_KEY = 'na1-3c5e-4b7a-8f21-d6e0a9b4c815'

/** The app that API tokens belong to, as property history names it. */
export const APP_ID = 5_410_237

/** Every scope that the sandbox's endpoints ask for. */
export const ALL_SCOPES: readonly string[] = [
  'oauth',
  ...['contacts', 'companies', 'deals', 'custom', 'line_items', 'quotes', 'leads'].flatMap((name) => [
    `crm.objects.${name}.read`,
    `crm.objects.${name}.write`,
  ]),
  ...['contacts', 'companies', 'deals', 'custom'].flatMap((name) => [`crm.schemas.${name}.read`, `crm.schemas.${name}.write`]),
  'crm.objects.owners.read',
  'settings.users.read',
  'settings.users.write',
  'settings.users.teams.read',
  'crm.lists.read',
  'crm.lists.write',
  'crm.import',
  'crm.export',
  'e-commerce',
  'forms',
  'sales-email-read',
  'tickets',
  'developer.webhooks_journal.read',
  'developer.webhooks_journal.snapshots.read',
  'developer.webhooks_journal.snapshots.write',
  'developer.webhooks_journal.subscriptions.read',
  'developer.webhooks_journal.subscriptions.write',
]

/** An app. A private one has a token of its own; another goes through OAuth. */
export type App = {
  readonly id: number
  readonly clientId: string
  readonly clientSecret: string
  /** Any is taken where the app names none. */
  readonly redirectUris: readonly string[]
  readonly scopes: readonly string[]
  readonly token?: string
  /** From the marketplace: other limits than those of apps that one account alone uses. */
  readonly isMarketplace?: boolean
  /** Installs that were made before: refresh tokens. */
  readonly refreshTokens: readonly string[]
}

const BUILT_IN: readonly App[] = [
  {
    id: APP_ID,
    clientId: '',
    clientSecret: '',
    redirectUris: [],
    scopes: ALL_SCOPES,
    token: HUBSPOT_TOKEN,
    refreshTokens: [],
  },
  {
    id: APP_ID + 1,
    clientId: HUBSPOT_CLIENT_ID,
    clientSecret: HUBSPOT_CLIENT_SECRET,
    redirectUris: [],
    scopes: ALL_SCOPES,
    refreshTokens: [HUBSPOT_REFRESH_TOKEN],
  },
]

type Json = Readonly<Record<string, unknown>>

/** The built-in apps and those given: `{ clientId, clientSecret, redirectUris, scopes, refreshTokens, marketplace, id }` or `{ token, scopes, id }`. Throws a `TypeError`. */
export function readApps(given: readonly Json[]): readonly App[] {
  return [...BUILT_IN, ...given.map(readApp)]
}

function readApp(app: Json, index: number): App {
  const at = `apps.hubspot[${index}]`
  const { id, clientId, clientSecret, token } = app
  const isPrivate = typeof token === 'string'
  if (!isPrivate && (typeof clientId !== 'string' || typeof clientSecret !== 'string')) {
    throw new TypeError(`${at} needs \`clientId\` and \`clientSecret\`, or the \`token\` of a private app`)
  }
  return {
    id: typeof id === 'number' ? id : APP_ID + 100 + index,
    clientId: typeof clientId === 'string' ? clientId : '',
    clientSecret: typeof clientSecret === 'string' ? clientSecret : '',
    redirectUris: texts(app['redirectUris'], `${at}.redirectUris`),
    scopes: app['scopes'] === undefined ? ALL_SCOPES : texts(app['scopes'], `${at}.scopes`),
    refreshTokens: texts(app['refreshTokens'], `${at}.refreshTokens`),
    ...(isPrivate ? { token } : {}),
    ...(app['marketplace'] === true ? { isMarketplace: true } : {}),
  }
}

function texts(value: unknown, what: string): readonly string[] {
  if (value === undefined) {
    return []
  }
  if (!Array.isArray(value)) {
    throw new TypeError(`${what} is not a list`)
  }
  return value.map(String)
}
