/** Reports of a run: counts, calls, minimum and eta. */

import type { CallMeter } from '../quota/meter'
import type { CallCounts, LedgerCounts, PlanReport, SyncReport } from '../reports'
import { type Run, sides } from './run-state'

/** HubSpot's search body holds 3,000 characters, about 110 property names. */
const propertiesPerGroup = 110

const noCalls: LedgerCounts = { read: 0, write: 0, guard: 0, setup: 0, audit: 0, recovery: 0 }

/** Calls of this run alone: the ledger now, less what it had at the start. */
export const callsOf = (run: Run): SyncReport['calls'] => {
  const difference = (side: 'hubspot' | 'salesforce'): LedgerCounts => {
    const now = run.meter?.counts(side) ?? noCalls
    const then = run.ledger[side]
    return {
      read: now.read - then.read,
      write: now.write - then.write,
      guard: now.guard - then.guard,
      setup: now.setup - then.setup,
      audit: now.audit - then.audit,
      recovery: now.recovery - then.recovery,
    }
  }
  return { hubspot: difference('hubspot'), salesforce: difference('salesforce') }
}

/** The ledger as it is when a run starts. */
export const ledgerNow = (meter: CallMeter | undefined): Readonly<Record<'hubspot' | 'salesforce', LedgerCounts>> => ({
  hubspot: meter?.counts('hubspot') ?? noCalls,
  salesforce: meter?.counts('salesforce') ?? noCalls,
})

/** The fewest calls that could have done this run's work. */
export const minimumOf = (run: Run): { readonly hubspot: CallCounts; readonly salesforce: CallCounts } => {
  const [hubspot, salesforce] = sides.map((side) => {
    const widest = Math.max(1, ...run.policy.watches.map((watch) => (side === 'hubspot' ? watch.hubspot.properties.length : 1)))
    const hasLists = side === 'hubspot' && run.policy.watches.some((watch) => watch.hubspot.lists.length > 0)
    return run.connectors[side].minimum(run.tally.work(side, Math.ceil(widest / propertiesPerGroup), hasLists))
  })
  return { hubspot: hubspot ?? { read: 0, write: 0 }, salesforce: salesforce ?? { read: 0, write: 0 } }
}

/** Total minimum over total read and write calls; 1 when none were made. */
export const etaOf = (minimum: PlanReport['minimum'], calls: SyncReport['calls']): number => {
  const made = sides.reduce((sum, side) => sum + calls[side].read + calls[side].write, 0)
  const least = sides.reduce((sum, side) => sum + minimum[side].read + minimum[side].write, 0)
  return made === 0 ? 1 : Math.min(1, least / made)
}

/** The report of a run that ended with `outcome`. */
export const syncReport = (run: Run, outcome: SyncReport['outcome'], held: SyncReport['held']): SyncReport => {
  const { tally } = run
  const calls = callsOf(run)
  const minimum = minimumOf(run)
  return {
    version: 1,
    run: run.id,
    policy: run.policy.hash,
    created: tally.created,
    updated: tally.updated,
    cleared: tally.cleared,
    deleted: tally.deleted,
    unchanged: tally.unchanged,
    linked: tally.linked,
    conflicts: tally.conflicts,
    waiting: tally.waiting + run.busy.size + run.delayed.size,
    errors: tally.errors,
    calls,
    minimum,
    eta: etaOf(minimum, calls),
    freshness: tally.freshness,
    ...(run.bindings.notes.length === 0 ? {} : { notes: run.bindings.notes }),
    milliseconds: run.clock.now() - run.startedAt,
    outcome,
    held,
  }
}
