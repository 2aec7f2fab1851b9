/** Sums over the counts of reports. */
import type { PlanReport, SyncReport } from '@lockstep/server/contract'

type Counts = SyncReport['created']
type Change = PlanReport['changes'][number]

/** All records of both sides. */
export const sumCounts = (counts: Counts): number =>
  [counts.hubspot, counts.salesforce].reduce((sum, side) => sum + Object.values(side).reduce((of, each) => of + each, 0), 0)

export type ObjectCounts = {
  readonly side: Change['side']
  readonly object: string
  readonly create: number
  readonly update: number
  readonly delete: number
}

/** Changes counted by side and object, HubSpot first, in order of first mention. */
export const countChanges = (changes: readonly Change[]): readonly ObjectCounts[] => {
  const found = new Map<string, { side: Change['side']; object: string; create: number; update: number; delete: number }>()
  for (const change of changes) {
    const key = `${change.side}:${change.object}`
    const row = found.get(key) ?? { side: change.side, object: change.object, create: 0, update: 0, delete: 0 }
    row[change.action] += 1
    found.set(key, row)
  }
  return [...found.values()].sort((a, b) => (a.side === b.side ? 0 : a.side === 'hubspot' ? -1 : 1))
}

/** The share of calls that could not be saved: 1 when there are none. */
export const efficiencyOf = (report: Pick<PlanReport, 'calls' | 'minimum'>): number => {
  const total = (of: PlanReport['calls']): number => of.hubspot.read + of.hubspot.write + of.salesforce.read + of.salesforce.write
  const spent = total(report.calls)
  return spent === 0 ? 1 : Math.min(1, total(report.minimum) / spent)
}
