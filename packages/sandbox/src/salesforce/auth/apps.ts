/** The connected apps of an org: the built-in one, and those that `world.json` names. */
import { createPublicKey, type KeyObject } from 'node:crypto'
import { SeedError } from '../../world/seed'

/** What the connected app of every sandbox is called by. */
export const CLIENT_ID = '3MVG9sandboxLockstepConsumerKey0001'
export const CLIENT_SECRET = 'A5B7C9sandboxConsumerSecret0001'

/** One app. `redirectUris` absent: any will do. `key` verifies JWT assertions; without it the app has no such flow. */
export type App = {
  readonly clientId: string
  readonly clientSecret?: string
  readonly redirectUris?: readonly string[]
  readonly key?: KeyObject
  /** User name or id of the one that client credentials act as; absent: the connected user. `false`: the flow is off. */
  readonly runAs?: string | false
  /** A refresh token is good once, and each use gives the next. */
  readonly rotates: boolean
  /** Authorization without PKCE is refused. */
  readonly requiresPkce: boolean
}

const BUILT_IN: App = { clientId: CLIENT_ID, clientSecret: CLIENT_SECRET, rotates: false, requiresPkce: false }
const KEYS = new Set(['clientId', 'clientSecret', 'redirectUris', 'certificate', 'runAs', 'rotateRefreshTokens', 'requirePkce'])

function text(value: unknown, what: string): string | undefined {
  if (value === undefined || typeof value === 'string') return value
  throw new TypeError(`${what} is not text`)
}

function publicKey(pem: string | undefined): KeyObject | undefined {
  if (pem === undefined) return undefined
  try {
    return createPublicKey(pem)
  } catch (error) {
    throw new TypeError(`certificate is neither a certificate nor a public key in PEM: ${error instanceof Error ? error.message : ''}`)
  }
}

function readApp(said: Readonly<Record<string, unknown>>): App {
  const unknown = Object.keys(said).find((name) => !KEYS.has(name))
  if (unknown !== undefined) throw new TypeError(`unknown key \`${unknown}\``)
  const clientId = text(said['clientId'], 'clientId')
  if (clientId === undefined || clientId === '') throw new TypeError('`clientId` is missing')
  const uris = said['redirectUris']
  if (uris !== undefined && !(Array.isArray(uris) && uris.every((uri) => typeof uri === 'string'))) {
    throw new TypeError('`redirectUris` is not a list of texts')
  }
  return {
    clientId,
    clientSecret: text(said['clientSecret'], 'clientSecret'),
    redirectUris: uris,
    key: publicKey(text(said['certificate'], 'certificate')),
    runAs: said['runAs'] === false ? false : text(said['runAs'], 'runAs'),
    rotates: said['rotateRefreshTokens'] === true,
    requiresPkce: said['requirePkce'] === true,
  }
}

/** Apps by client id; one that is said takes the place of the built-in one of that id. Throws a `SeedError`. */
export function readApps(said: readonly Readonly<Record<string, unknown>>[]): ReadonlyMap<string, App> {
  const apps = new Map<string, App>([[CLIENT_ID, BUILT_IN]])
  for (const [index, entry] of said.entries()) {
    try {
      const app = readApp(entry)
      apps.set(app.clientId, app)
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
      throw new SeedError('world.json', 1, `apps.salesforce[${index}]: ${error.message}`)
    }
  }
  return apps
}
