/** Rows of the `usage` table: calls made, by system, minute and purpose. */
import type { Purpose } from '../connectors/connector'
import type { Instant, SideName } from '../model'
import { inBatches } from './batches'
import type { Queries } from './database'

export type UsageRow = { readonly system: SideName; readonly minute: Instant; readonly purpose: Purpose; readonly calls: number }

/** Adds calls to what is known. */
export const addUsage = async (queries: Queries, ws: string, rows: readonly UsageRow[]): Promise<void> => {
  for (const batch of inBatches(rows))
    await queries.query(
      `insert into usage as u (ws, system, minute, purpose, calls)
       select $1, x.system, x.minute, x.purpose, x.calls from json_to_recordset($2::json) as x(system text, minute bigint, purpose text, calls integer)
       on conflict (ws, system, minute, purpose) do update set calls = u.calls + excluded.calls`,
      [ws, JSON.stringify(batch)],
    )
}

/** Calls since `from`. */
export const readUsage = async (queries: Queries, ws: string, from: Instant): Promise<readonly UsageRow[]> =>
  queries.query<UsageRow>('select system, minute, purpose, calls from usage where ws = $1 and minute >= $2 order by minute', [ws, from])
