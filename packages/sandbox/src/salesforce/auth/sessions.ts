/** Access tokens, refresh tokens and authorization codes of an org, and who holds them. */
import { CONNECTED_USER, type Org } from '../store/org'

/** A session that was there before anybody logged in and never ends, so that tests need no login. */
export const STANDING_TOKEN = '00D5g000004Lsxb!AQ.sandbox.standing.session.0001'

/** A session ends after so long without a request. */
const IDLE = 2 * 3_600_000
const CODE_LIFETIME = 900_000
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** What somebody agreed to: who acts, through which app, how far. `secretless`: the app proved itself by PKCE instead of its secret. */
export type Grant = { readonly userId: string; readonly clientId: string; readonly scope: string; readonly secretless: boolean }
/** What waits behind an authorization code. `challenge`: SHA-256 of the verifier, base64url. */
export type Consent = {
  readonly userId: string
  readonly clientId: string
  readonly scope: string
  readonly redirectUri: string
  readonly challenge?: string
}

type Session = { readonly userId: string; readonly refreshToken: string | undefined; usedAt: number }
type Code = { readonly consent: Consent; readonly expires: number; used: boolean }

export class Sessions {
  private sessions = new Map<string, Session>()
  private refresh = new Map<string, Grant>()
  private codes = new Map<string, Code>()

  constructor(readonly org: Org) {}

  private secret(length: number): string {
    let text = ''
    for (let index = 0; index < length; index += 1) text += LETTERS.charAt(Math.floor(this.org.world.random() * LETTERS.length))
    return text
  }

  /** A new access token, `00D...!` and letters, as every client expects; it ends with the refresh token it came from. */
  open(userId: string, refreshToken?: string): string {
    const token = `${this.org.id.slice(0, 15)}!AQ${this.secret(30)}.${this.secret(40)}`
    this.sessions.set(token, { userId, refreshToken, usedAt: this.org.now() })
    return token
  }

  refreshToken(grant: Grant): string {
    const token = `5Aep${this.secret(80)}`
    this.refresh.set(token, grant)
    return token
  }

  /** The grant of a refresh token that was neither revoked nor rotated away. */
  granted(token: string): Grant | undefined {
    return this.refresh.get(token)
  }

  /** Ends a refresh token for the one that takes its place; sessions go on under the new one. */
  rotate(token: string, grant: Grant): string {
    const next = this.refreshToken(grant)
    this.refresh.delete(token)
    for (const [access, session] of this.sessions) {
      if (session.refreshToken === token) this.sessions.set(access, { ...session, refreshToken: next })
    }
    return next
  }

  /** An authorization code, good once and for 15 minutes. */
  code(consent: Consent): string {
    const code = `aPrx${this.secret(60)}`
    this.codes.set(code, { consent, expires: this.org.now() + CODE_LIFETIME, used: false })
    return code
  }

  /** The consent behind a code, which is used up; `expired` where it was used before or is too old. */
  redeem(code: string): Consent | 'expired' | undefined {
    const found = this.codes.get(code)
    if (found === undefined) return undefined
    if (found.used || found.expires <= this.org.now()) return 'expired'
    found.used = true
    return found.consent
  }

  /** Ends an access token, or a refresh token with all access tokens it gave; false where nobody holds it. */
  revoke(token: string): boolean {
    if (this.sessions.delete(token)) return true
    if (!this.refresh.delete(token)) return false
    for (const [access, session] of this.sessions) if (session.refreshToken === token) this.sessions.delete(access)
    return true
  }

  /** The user of a live access token. */
  user(token: string): string | undefined {
    if (token === STANDING_TOKEN) return CONNECTED_USER
    const session = this.sessions.get(token)
    const now = this.org.now()
    if (session === undefined || now - session.usedAt > IDLE) return undefined
    session.usedAt = now
    return session.userId
  }
}
