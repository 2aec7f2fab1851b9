/** The call ledger: counts every request, keeps within the windows and the day's budget, and learns the limits from headers. */

import type { Clock } from '../clock'
import type { Meter, Purpose } from '../connectors/connector'
import { LockstepError } from '../errors'
import type { SideName } from '../model'
import type { LedgerCounts } from '../reports'
import type { UsageRow } from '../store/usage'
import { DailyCount, Unsaved } from './daily'
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
  /** Calls of this process, by purpose. */
  counts(system: SideName): LedgerCounts
  made(system: SideName): number
  last24h(system: SideName): number
  /** What the service said last: the day's limit and what all apps have used of it. */
  limits(system: SideName): { readonly limit: number | null; readonly used: number | null }
  /** False from 75% of the budget on (of 5,000 a day where there is none): repeats are not worth the last calls. */
  mayRetry(system: SideName): boolean
}

/** Kept free of the service's own daily limit, for people and other apps. */
const reserve = 0.02
const retryShare = 0.75
const retryAllowance = 5_000
const tenSeconds = 10_000
/** HubSpot's second, and what the timers of two machines may differ by. */
const searchMilliseconds = 1_020
/** What HubSpot counts as search (HubSpot: CRM search). */
const searchPath = /\/objects\/[^/]+\/search$/
const serviceName: Readonly<Record<SideName, string>> = { hubspot: 'HubSpot', salesforce: 'Salesforce' }

class Ledger {
  readonly daily = new DailyCount()
  readonly counts: Record<Purpose, number> = { read: 0, write: 0, setup: 0, audit: 0, recovery: 0 }
  readonly retries = new DailyCount()
  budget: number | undefined
  limit: number | null = null
  used: number | null = null
  /** Calls made since the service told its count. */
  since = 0

  constructor(
    readonly system: SideName,
    readonly burst: RollingWindow | null,
    readonly search: RollingWindow | null,
  ) {}

  refuse(now: number): void {
    const mine = this.daily.last24h(now)
    if (this.budget !== undefined && mine >= this.budget)
      throw new LockstepError('quota', `the ${serviceName[this.system]} budget of ${this.budget} calls in 24 hours is used up`, {
        help: 'the next run resumes by itself when calls are free again; or raise the budget in the policy',
        system: this.system,
        isRetryable: true,
      })
    if (this.limit !== null && this.used !== null && this.used + this.since >= this.limit * (1 - reserve))
      throw new LockstepError(
        'quota',
        `${serviceName[this.system]} allows ${this.limit} calls a day and ${this.used + this.since} are used`,
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
      for (const each of windows) each.take(now)
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
      if (told.daily !== undefined) {
        ledger.limit = told.daily.limit
        ledger.used = told.daily.used
        ledger.since = 0
      }
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
    counts: (system) => ({ ...ledgers[system].counts }),
    made: (system) => Object.values(ledgers[system].counts).reduce((sum, count) => sum + count, 0),
    last24h: (system) => ledgers[system].daily.last24h(clock.now()),
    limits: (system) => ({
      limit: ledgers[system].limit,
      used: ledgers[system].used === null ? null : ledgers[system].used + ledgers[system].since,
    }),
    mayRetry(system) {
      const ledger = ledgers[system]
      if (ledger.budget === undefined) return ledger.retries.last24h(clock.now()) < retryAllowance
      return ledger.daily.last24h(clock.now()) < retryShare * ledger.budget
    },
  }
}
