/** Counts requests in HubSpot's three windows and says when one is full. */
import { zoneOffset } from './time-zone'

/** The names of the windows in 429 bodies [HubSpot: usage guidelines]. */
export type Policy = 'TEN_SECONDLY_ROLLING' | 'SECONDLY' | 'DAILY'

/** Limits at this moment, other consumers' share taken off already. */
export type Windows = { readonly tenSecondly: number; readonly daily: number; readonly searchPerSecond: number }

const TEN_SECONDS = 10_000
const SECOND = 1_000
const DAY = 86_400_000

/**
 * Rolling windows of 10 s for each app and, for search, of 1 s for the account; the daily count is the account's too and starts anew at
 * midnight in its time zone. Refused requests do not count.
 */
export class RateLimiter {
  private readonly calls = new Map<number, Rolling>()
  private readonly searches = new Rolling(SECOND)
  private day = 0
  private today = 0
  private readonly account: { readonly timeZone: string }

  /** `account`: whose days are counted, by its time zone. */
  constructor(account: { readonly timeZone: string } = { timeZone: 'UTC' }) {
    this.account = account
  }

  /** Takes one request, or tells which window is full. Search has its own window and does not count towards the 10 s one. */
  take(now: number, isSearch: boolean, limits: Windows, app = 0): Policy | undefined {
    this.turn(now)
    if (this.today >= limits.daily) {
      return 'DAILY'
    }
    const [window, limit] = isSearch
      ? ([this.searches, limits.searchPerSecond] as const)
      : ([this.callsOf(app), limits.tenSecondly] as const)
    if (window.count(now) >= limit) {
      return isSearch ? 'SECONDLY' : 'TEN_SECONDLY_ROLLING'
    }
    window.add(now)
    this.today += 1
    return undefined
  }

  /** What is left of each window, never below zero. */
  remaining(now: number, limits: Windows, app = 0): { readonly tenSecondly: number; readonly daily: number } {
    return {
      tenSecondly: Math.max(0, limits.tenSecondly - this.callsOf(app).count(now)),
      daily: Math.max(0, limits.daily - this.today),
    }
  }

  /** Requests of this day, and when the next begins. */
  usage(now: number): { readonly today: number; readonly resetsAt: number } {
    this.turn(now)
    return { today: this.today, resetsAt: (this.day + 1) * DAY - zoneOffset(this.account.timeZone, now) }
  }

  private turn(now: number): void {
    const day = Math.floor((now + zoneOffset(this.account.timeZone, now)) / DAY)
    if (day !== this.day) {
      this.day = day
      this.today = 0
    }
  }

  private callsOf(app: number): Rolling {
    const known = this.calls.get(app) ?? new Rolling(TEN_SECONDS)
    this.calls.set(app, known)
    return known
  }
}

/** Requests within a span of milliseconds. */
export class Rolling {
  private readonly span: number
  private times: number[] = []
  private head = 0

  constructor(span: number) {
    this.span = span
  }

  count(now: number): number {
    // A clock that was set back leaves times in the future, which would fill the window for ever.
    if ((this.times[this.times.length - 1] ?? now) > now) {
      this.times = this.times.slice(this.head).filter((time) => time <= now)
      this.head = 0
    }
    while (this.head < this.times.length && (this.times[this.head] ?? now) <= now - this.span) {
      this.head += 1
    }
    return this.times.length - this.head
  }

  add(now: number): void {
    if (this.head > 1_000) {
      this.times = this.times.slice(this.head)
      this.head = 0
    }
    this.times.push(now)
  }
}
