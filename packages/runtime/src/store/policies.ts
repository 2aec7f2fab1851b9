/** Deployed policies, and since when each delete rule stands. */
import type { CompiledPolicy } from '@lockstep/dsl'
import type { Queries } from './database'
import { fromJsonText, toJsonText } from './storable'

export type Deployed = { readonly plan: CompiledPolicy; readonly since: Readonly<Record<string, number>> }

/** The policy deployed last, or null on a new store. */
export const readDeployed = async (queries: Queries, ws: string): Promise<Deployed | null> => {
  const [row] = await queries.query<{ plan: string; since: Record<string, number> }>(
    'select v.plan, v.since from policy_version v join workspace w on w.policy = v.id where w.id = $1',
    [ws],
  )
  return row === undefined ? null : { plan: fromJsonText(row.plan), since: row.since }
}

/** Makes a policy the deployed one. */
export const writeDeployed = async (queries: Queries, ws: string, deployed: Deployed, at: number): Promise<void> => {
  await queries.query(
    `insert into policy_version (id, at, plan, since) values ($1, $2, $3, $4::jsonb)
     on conflict (id) do update set at = excluded.at, plan = excluded.plan, since = excluded.since`,
    [deployed.plan.hash, at, toJsonText(deployed.plan), JSON.stringify(deployed.since)],
  )
  await queries.query('update workspace set policy = $2 where id = $1', [ws, deployed.plan.hash])
}
