/** Names of a policy bound to ids of an account: what a label meant when it was deployed, and what bears that id now. */
import type { Instant } from '../model'
import { inBatches } from './batches'
import type { Queries } from './database'

export type BindingRow = {
  /** What kind of thing it is: `list`. */
  readonly kind: string
  /** The name or id as the policy writes it. */
  readonly label: string
  /** The deployed policy that it was bound by last. */
  readonly version: string
  readonly id: string
  /** What the account calls it now. */
  readonly name: string
}

/** All bindings; one of a label that the deployed policy no longer has is kept for when it comes back. */
export const readBindings = async (queries: Queries, ws: string): Promise<readonly BindingRow[]> =>
  queries.query<BindingRow>('select kind, label, version, id, name from binding where ws = $1 order by kind, label', [ws])

/** Adds bindings, or replaces those of the same kind and label. */
export const writeBindings = async (queries: Queries, ws: string, rows: readonly BindingRow[], at: Instant): Promise<void> => {
  for (const batch of inBatches(rows))
    await queries.query(
      `insert into binding (ws, kind, label, version, id, name, at)
       select $1, x.kind, x.label, x.version, x.id, x.name, $3::bigint
       from json_to_recordset($2::json) as x(kind text, label text, version text, id text, name text)
       on conflict (ws, kind, label) do update set version = excluded.version, id = excluded.id, name = excluded.name, at = excluded.at`,
      [ws, JSON.stringify(batch), at],
    )
}
