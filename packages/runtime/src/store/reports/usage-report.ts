/** Calls of the last 24 hours against budget and limit, and how the links stand. */
import type { LinkState, SideName } from '../../model'
import type { CallMeter } from '../../quota/meter'
import type { UsageReport } from '../../reports'
import type { Store } from '../store'
import type { UsageRow } from '../usage'

const hour = 3_600_000
const day = 24 * hour

const hoursOf = (rows: readonly UsageRow[], now: number): UsageReport['systems'][number]['hours'] => {
  const first = now - (now % hour) - 23 * hour
  const counts = Array.from({ length: 24 }, (_, at) => ({ from: first + at * hour, calls: 0 }))
  for (const row of rows) {
    const slot = counts[Math.floor((row.minute - first) / hour)]
    if (slot !== undefined) slot.calls += row.calls
  }
  return counts
}

/** Reads what is stored; the meter adds the limits that the services told. */
export const readUsageReport = async (
  store: Store,
  now: number,
  budgets: { readonly hubspot?: number; readonly salesforce?: number },
  meter: CallMeter | undefined,
  suspended: UsageReport['suspended'],
): Promise<UsageReport> => {
  const usage = await store.readUsage(now - day)
  const systemOf = (system: SideName): UsageReport['systems'][number] => {
    const rows = usage.filter((row) => row.system === system)
    const purposes: Record<string, number> = {}
    for (const row of rows) purposes[row.purpose] = (purposes[row.purpose] ?? 0) + row.calls
    const limits = meter?.limits(system) ?? { limit: null, used: null }
    return {
      system,
      last24h: rows.reduce((sum, row) => sum + row.calls, 0),
      budget: budgets[system] ?? null,
      limit: limits.limit,
      limitUsed: limits.used,
      hours: hoursOf(rows, now),
      purposes,
    }
  }
  const counted = await store.countStates()
  const of = (state: LinkState): number => counted.get(state) ?? 0
  return {
    version: 1,
    systems: [systemOf('hubspot'), systemOf('salesforce')],
    links: { alone: of('alone'), linked: of('linked'), paused: of('paused'), waiting: of('waiting'), dead: of('dead') },
    suspended,
    lastSync: await store.readLastSync(),
  }
}
