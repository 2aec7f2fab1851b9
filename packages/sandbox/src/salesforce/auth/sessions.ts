/** Access and refresh tokens of an org, and who holds them. */
import { CONNECTED_USER, type Org } from '../store/org'

/** What the connected app of every sandbox is called by. */
export const CLIENT_ID = '3MVG9sandboxLockstepConsumerKey0001'
export const CLIENT_SECRET = 'A5B7C9sandboxConsumerSecret0001'
/** A session that was there before anybody logged in and never ends, so that tests need no login. */
export const STANDING_TOKEN = '00D5g000004Lsxb!AQ.sandbox.standing.session.0001'

/** A session ends after so long without a request. */
const IDLE = 2 * 3_600_000
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

type Session = { readonly userId: string; usedAt: number }

export class Sessions {
  #sessions = new Map<string, Session>()
  #refresh = new Map<string, string>()
  #codes = new Map<string, { readonly userId: string; readonly challenge: string | undefined; readonly expires: number }>()

  constructor(readonly org: Org) {}

  #secret(length: number): string {
    let text = ''
    for (let index = 0; index < length; index += 1) text += LETTERS.charAt(Math.floor(this.org.world.random() * LETTERS.length))
    return text
  }

  /** A new access token: `00D...!` and letters, as every client expects. */
  open(userId: string): string {
    const token = `${this.org.id.slice(0, 15)}!AQ${this.#secret(30)}.${this.#secret(40)}`
    this.#sessions.set(token, { userId, usedAt: this.org.now() })
    return token
  }

  refreshToken(userId: string): string {
    const token = `5Aep${this.#secret(80)}`
    this.#refresh.set(token, userId)
    return token
  }

  /** The user of a refresh token that was not revoked. */
  refreshed(token: string): string | undefined {
    return this.#refresh.get(token)
  }

  /** An authorization code, good once and for 15 minutes. */
  code(userId: string, challenge: string | undefined): string {
    const code = `aPrx${this.#secret(60)}`
    this.#codes.set(code, { userId, challenge, expires: this.org.now() + 900_000 })
    return code
  }

  redeem(code: string): { readonly userId: string; readonly challenge: string | undefined } | undefined {
    const found = this.#codes.get(code)
    this.#codes.delete(code)
    return found !== undefined && found.expires > this.org.now() ? found : undefined
  }

  /** Ends an access token, or a refresh token with what it would give; false where nobody holds it. */
  revoke(token: string): boolean {
    const isAccess = this.#sessions.delete(token)
    return this.#refresh.delete(token) || isAccess
  }

  /** The user of a live access token. */
  user(token: string): string | undefined {
    if (token === STANDING_TOKEN) return CONNECTED_USER
    const session = this.#sessions.get(token)
    const now = this.org.now()
    if (session === undefined || now - session.usedAt > IDLE) return undefined
    session.usedAt = now
    return session.userId
  }
}
