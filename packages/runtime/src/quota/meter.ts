/** The call ledger: counts every request, keeps within the windows and the day's budget, and learns the limits from headers. */

import type { Clock } from '../clock'
import type { DailyLimit, Meter, Purpose } from '../connectors/connector'
import { LockstepError } from '../errors'
import type { SideName } from '../model'
import type { LedgerCounts } from '../reports'
import type { UsageRow } from '../store/usage'
import { DailyCount, minute, Unsaved } from './daily'
import { readLimits } from './headers'
import { RollingWindow } from './window'

export type Budgets = { readonly hubspot?: number; readonly salesforce?: number }

export type MeterOptions = {
  readonly clock: Clock
  /** Our share of 24 hours, by system; a policy's budgets replace them through `setBudgets`. */
  readonly budgets?: Budgets
  /** HubSpot requests in 10 seconds before a header tells better; 190 is a professional account's private app. */
  readonly hubspotBurst?: number
  /** HubSpot searches a second. */
  readonly hubspotSearches?: number
}

/** A `Meter` for connectors, with what the engine asks of it. */
export type CallMeter = Meter & {
  setBudgets(budgets: Budgets): void
  /** Adds calls known from earlier processes, so that the rolling day is whole. */
  restore(rows: readonly UsageRow[]): void
  /** Calls counted since the last drain, to be stored. */
  drain(): readonly UsageRow[]
  /** Takes drained calls back where they could not be stored: the next drain answers them again. */
  giveBack(rows: readonly UsageRow[]): void
  /** Calls of this process, by purpose. */
  counts(system: SideName): LedgerCounts
  made(system: SideName): number
  last24h(system: SideName): number
  /** What the service said last: the day's limit and what all apps have used of it. */
  limits(system: SideName): { readonly limit: number | null; readonly used: number | null }
  /** Whether the budget or the service's own day keeps calls back now. */
  isFull(system: SideName): boolean
  /**
   * Whether the service is to be asked for its limit now: what it said last keeps calls back, and is so old that it may have changed. True
   * at most once in fifteen minutes; the answer goes to `learn`.
   */
  takeQuestion(system: SideName): boolean
  /** What the service answered to the question; `null`: no figures, so that the next calls are tried and tell by themselves. */
  learn(system: SideName, told: DailyLimit | null): void
  /** False from 75% of the budget on (of 5,000 a day where there is none): repeats are not worth the last calls. */
  mayRetry(system: SideName): boolean
}

/** Kept free of the service's own daily limit, for people and other apps. */
const reserve = 0.02
const retryShare = 0.75
const retryAllowance = 5_000
/** A limit that was told this long ago may have changed: a day turned, calls left the 24 hours, somebody raised it. */
const questionEvery = 15 * minute
const tenSeconds = 10_000
/** HubSpot's second, and what the timers of two machines may differ by. */
const searchMilliseconds = 1_020
/** What HubSpot counts as search (HubSpot: CRM search). */
const searchPath = /\/objects\/[^/]+\/search$/
const serviceName: Readonly<Record<SideName, string>> = { hubspot: 'HubSpot', salesforce: 'Salesforce' }

class Ledger {
  readonly daily = new DailyCount()
  readonly counts: Record<Purpose, number> = { read: 0, write: 0, guard: 0, setup: 0, audit: 0, recovery: 0 }
  readonly retries = new DailyCount()
  budget: number | undefined
  limit: number | null = null
  used: number | null = null
  /** Calls made since the service told its count. */
  since = 0
  /** When the service last told its count, or was asked for it. */
  toldAt = Number.NEGATIVE_INFINITY
  private askedAt = Number.NEGATIVE_INFINITY

  constructor(
    readonly system: SideName,
    readonly burst: RollingWindow | null,
    readonly search: RollingWindow | null,
  ) {}

  isBudgetSpent(now: number): boolean {
    return this.budget !== undefined && this.daily.last24h(now) >= this.budget
  }

  isDayFull(): boolean {
    return this.limit !== null && this.used !== null && this.used + this.since >= this.limit * (1 - reserve)
  }

  takeQuestion(now: number): boolean {
    const age = now - Math.max(this.toldAt, this.askedAt)
    // A clock that was set back makes no figure young.
    if (!this.isDayFull() || (age >= 0 && age < questionEvery)) return false
    this.askedAt = now
    return true
  }

  learn(told: DailyLimit | null, now: number): void {
    // The reply's header may have told it already.
    if (told === null && this.toldAt >= this.askedAt) return
    this.limit = told?.limit ?? null
    this.used = told?.used ?? null
    this.since = 0
    this.toldAt = now
  }

  refuse(now: number): void {
    if (this.isBudgetSpent(now))
      throw new LockstepError('quota', `the ${serviceName[this.system]} budget of ${this.budget} calls in 24 hours is used up`, {
        help: 'the next run resumes by itself when calls are free again; or raise the budget in the policy',
        system: this.system,
        isRetryable: true,
      })
    if (this.isDayFull())
      throw new LockstepError(
        'quota',
        `${serviceName[this.system]} allows ${this.limit} calls a day and ${(this.used ?? 0) + this.since} are used`,
        {
          help: 'the next run resumes by itself when calls are free again',
          system: this.system,
          isRetryable: true,
        },
      )
  }
}

/**
 * Makes the ledger that both connectors share. `before` waits for the short windows and throws `quota` at the budget or when the service's
 * own day is nearly used up; set-up calls pass, so that a login can still be checked.
 */
export const createMeter = ({ clock, budgets = {}, hubspotBurst = 190, hubspotSearches = 5 }: MeterOptions): CallMeter => {
  const ledgers: Readonly<Record<SideName, Ledger>> = {
    hubspot: new Ledger('hubspot', new RollingWindow(tenSeconds, hubspotBurst), new RollingWindow(searchMilliseconds, hubspotSearches)),
    salesforce: new Ledger('salesforce', null, null),
  }
  const unsaved = new Unsaved()
  const setBudgets = (next: Budgets): void => {
    ledgers.hubspot.budget = next.hubspot
    ledgers.salesforce.budget = next.salesforce
  }
  setBudgets(budgets)
  return {
    async before({ system, purpose, window }) {
      const ledger = ledgers[system]
      if (purpose !== 'setup') ledger.refuse(clock.now())
      const windows = [ledger.burst, window === 'search' ? ledger.search : null].filter((each) => each !== null)
      for (
        let wait = Math.max(0, ...windows.map((each) => each.wait(clock.now())));
        wait > 0;
        wait = Math.max(0, ...windows.map((each) => each.wait(clock.now())))
      )
        await clock.sleep(wait)
      const now = clock.now()
      ledger.burst?.take(now)
      if (window === 'search') ledger.search?.send(now)
      ledger.daily.add(now, 1)
      ledger.counts[purpose] += 1
      ledger.since += 1
      unsaved.add(system, purpose, now)
    },
    after({ system, headers, status, path }) {
      const ledger = ledgers[system]
      if (searchPath.test(path)) ledger.search?.answer(clock.now())
      const told = readLimits(system, headers)
      const now = clock.now()
      if (told.daily !== undefined) ledger.learn(told.daily, now)
      if (told.burst !== undefined && ledger.burst !== null) {
        ledger.burst.limit = Math.max(1, told.burst.limit)
        if (told.burst.left === 0) ledger.burst.block(now, told.burst.milliseconds)
      }
      if (told.search !== undefined && ledger.search !== null) ledger.search.limit = Math.max(1, told.search.limit)
      if (status === 429 || status >= 500) ledger.retries.add(now, 1)
    },
    setBudgets,
    restore(rows) {
      for (const row of rows) ledgers[row.system].daily.add(row.minute, row.calls)
    },
    drain: () => unsaved.drain(),
    giveBack(rows) {
      for (const { system, purpose, minute, calls } of rows) unsaved.add(system, purpose, minute, calls)
    },
    counts: (system) => ({ ...ledgers[system].counts }),
    made: (system) => Object.values(ledgers[system].counts).reduce((sum, count) => sum + count, 0),
    last24h: (system) => ledgers[system].daily.last24h(clock.now()),
    limits: (system) => ({
      limit: ledgers[system].limit,
      used: ledgers[system].used === null ? null : ledgers[system].used + ledgers[system].since,
    }),
    isFull: (system) => ledgers[system].isBudgetSpent(clock.now()) || ledgers[system].isDayFull(),
    takeQuestion: (system) => ledgers[system].takeQuestion(clock.now()),
    learn: (system, told) => ledgers[system].learn(told, clock.now()),
    mayRetry(system) {
      const ledger = ledgers[system]
      if (ledger.budget === undefined) return ledger.retries.last24h(clock.now()) < retryAllowance
      return ledger.daily.last24h(clock.now()) < retryShare * ledger.budget
    },
  }
}
