/** Calls of the last 24 hours against budget and limit, and how the links stand. */
import type { LinkState, SideName } from '../../model'
import type { CallMeter } from '../../quota/meter'
import type { UsageReport } from '../../reports'
import type { Queries } from '../database'
import { readUsage, type UsageRow } from '../usage'

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
  queries: Queries,
  ws: string,
  now: number,
  budgets: { readonly hubspot?: number; readonly salesforce?: number },
  meter: CallMeter | undefined,
  suspended: UsageReport['suspended'],
): Promise<UsageReport> => {
  const usage = await readUsage(queries, ws, now - day)
  const states = await queries.query<{ state: LinkState; n: number }>(
    'select state, count(*) as n from link where ws = $1 group by state',
    [ws],
  )
  const [last] = await queries.query<{ at: number | null }>(
    `select max(ended_at) as at from run where ws = $1 and kind = 'sync' and state = 'done'`,
    [ws],
  )
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
  const counted = new Map(states.map((row) => [row.state, row.n]))
  const of = (state: LinkState): number => counted.get(state) ?? 0
  return {
    version: 1,
    systems: [systemOf('hubspot'), systemOf('salesforce')],
    links: { alone: of('alone'), linked: of('linked'), paused: of('paused'), waiting: of('waiting'), dead: of('dead') },
    suspended,
    lastSync: last?.at ?? null,
  }
}
