/** Who may use the API: the apps of the portal, the codes, refresh tokens and access tokens they were given. */
import { createHash } from 'node:crypto'
import type { App } from './apps'

/** Seconds an access token lives [recorded traffic]. */
export const TOKEN_LIFETIME = 1_800
/** Milliseconds until a code that was not redeemed ends. */
const CODE_LIFETIME = 600_000

/** What a token allows. Private apps' tokens never end. */
export type Grant = {
  readonly app: App
  readonly scopes: readonly string[]
  readonly kind: 'private' | 'oauth' | 'client-credentials'
  readonly expiresAt: number
  /** Absent for tokens that cannot be renewed. */
  readonly refreshToken?: string
}

type Install = { readonly app: App; readonly scopes: readonly string[] }
type Code = Install & { readonly redirectUri: string; readonly expiresAt: number }

/** Why a code was not redeemed. */
export type CodeRefusal = 'unknown' | 'expired' | 'other-redirect'

/** Times are milliseconds. Tokens are made up, yet the same for the same world and the same calls. */
export class Access {
  private readonly apps: readonly App[]
  private readonly seed: number
  private readonly grants = new Map<string, Grant>()
  private readonly installs = new Map<string, Install>()
  private readonly codes = new Map<string, Code>()
  private issued = 0

  constructor(apps: readonly App[], seed: number) {
    this.apps = apps
    this.seed = seed
    for (const app of apps) {
      if (app.token !== undefined) {
        this.grants.set(app.token, { app, scopes: app.scopes, kind: 'private', expiresAt: Number.POSITIVE_INFINITY })
      }
      for (const refreshToken of app.refreshTokens) {
        this.installs.set(refreshToken, { app, scopes: app.scopes })
      }
    }
  }

  /** The app of that client id; private apps have none. */
  app(clientId: string): App | undefined {
    return clientId === '' ? undefined : this.apps.find((app) => app.clientId === clientId)
  }

  appWithId(id: number): App | undefined {
    return this.apps.find((app) => app.id === id)
  }

  /** What the token allows, or allowed before it ended. */
  grant(token: string): Grant | undefined {
    return this.grants.get(token)
  }

  install(refreshToken: string): Install | undefined {
    return this.installs.get(refreshToken)
  }

  /** The code that a consent gives to an app. */
  consent(app: App, scopes: readonly string[], redirectUri: string, now: number): string {
    const code = `na1-${this.digest(`code:${app.clientId}`).slice(0, 28)}`
    this.codes.set(code, { app, scopes, redirectUri, expiresAt: now + CODE_LIFETIME })
    return code
  }

  /** A refresh token for a code, which serves once. */
  redeem(app: App, code: string, redirectUri: string, now: number): { readonly refreshToken: string } | { readonly refused: CodeRefusal } {
    const known = this.codes.get(code)
    if (known === undefined || known.app !== app) {
      return { refused: 'unknown' }
    }
    if (known.redirectUri !== redirectUri) {
      return { refused: 'other-redirect' }
    }
    this.codes.delete(code)
    if (known.expiresAt <= now) {
      return { refused: 'expired' }
    }
    const refreshToken = `na1-${this.digest(`refresh:${code}`)}`
    this.installs.set(refreshToken, { app, scopes: known.scopes })
    return { refreshToken }
  }

  /** A new access token for a refresh token that is known. */
  renew(refreshToken: string, { app, scopes }: Install, now: number): string {
    return this.issue({ app, scopes, kind: 'oauth', expiresAt: now + TOKEN_LIFETIME * 1_000, refreshToken })
  }

  /** A token of the app itself, for developer APIs. */
  issueToApp(app: App, scopes: readonly string[], now: number): string {
    return this.issue({ app, scopes, kind: 'client-credentials', expiresAt: now + TOKEN_LIFETIME * 1_000 })
  }

  /** Ends an install; its access tokens end with their time. */
  revoke(refreshToken: string): void {
    this.installs.delete(refreshToken)
  }

  private issue(grant: Grant): string {
    const token = `CK${this.digest(`${grant.app.clientId}:${grant.refreshToken ?? ''}`)}`
    this.grants.set(token, grant)
    return token
  }

  private digest(text: string): string {
    this.issued += 1
    return createHash('sha256').update(`${text}:${this.issued}:${this.seed}`).digest('hex').slice(0, 40)
  }
}
