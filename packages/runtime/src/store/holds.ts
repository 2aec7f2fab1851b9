/** Links that are set aside until a person approves them, and the counts that holds are judged by. */
import { inBatches } from './batches'
import type { Queries } from './database'
import { wakes } from './dirty'
import { lanes } from './lanes'

/** How many links of a sync have both records. */
export const countLinked = async (queries: Queries, ws: string, sync: string): Promise<number> => {
  const [row] = await queries.query<{ n: number }>(
    `select count(*) as n from link where ws = $1 and sync = $2 and h_id is not null and s_id is not null and state <> 'dead'`,
    [ws, sync],
  )
  return row?.n ?? 0
}

export type DirtyCounts = { readonly dirty: number; readonly gone: number; readonly linked: number }

/** How many dirty links of a sync a run may plan that nobody approved; of them, how many lost a record, and how many have both. */
export const countDirty = async (queries: Queries, ws: string, sync: string): Promise<DirtyCounts> => {
  const [row] = await queries.query<DirtyCounts>(
    `select count(*) as dirty, count(*) filter (where l.gone) as gone,
       count(*) filter (where l.h_id is not null and l.s_id is not null and l.state <> 'dead') as linked from dirty d join link l on l.ws = d.ws and l.id = d.link
     where d.ws = $1 and d.lane <> ${lanes.asleep} and l.sync = $2 and l.hold is null and not l.approved`,
    [ws, sync],
  )
  return row ?? { dirty: 0, gone: 0, linked: 0 }
}

/** Sets links aside under a run's name. */
export const writeHold = async (queries: Queries, ws: string, links: readonly number[], run: string, what: string): Promise<void> => {
  await queries.query('update link set hold = $3, hold_what = $4 where ws = $1 and id = any($2::bigint[])', [ws, links, run, what])
}

export type StandingHold = { readonly run: string; readonly what: string; readonly count: number }

/** What is set aside, by run and reason, oldest run first. */
export const readHolds = async (queries: Queries, ws: string): Promise<readonly StandingHold[]> =>
  queries.query<StandingHold>(
    `select hold as run, coalesce(hold_what, '') as what, count(*) as count from link l left join run r on r.ws = l.ws and r.id = l.hold
     where l.ws = $1 and hold is not null group by hold, hold_what, r.started_at order by r.started_at, hold_what`,
    [ws],
  )

/** Lets what a run set aside go on, as approved. Returns how many links. */
export const approveHold = async (queries: Queries, ws: string, run: string): Promise<number> =>
  (
    await queries.query('update link set hold = null, hold_what = null, approved = true where ws = $1 and hold = $2 returning id', [
      ws,
      run,
    ])
  ).length

/** What was set aside or approved of these links was another plan than they have now: it is counted anew. */
export const dropHoldsOf = async (queries: Queries, ws: string, links: readonly number[]): Promise<void> => {
  for (const batch of inBatches(links))
    await queries.query(
      `update link set hold = null, hold_what = null, approved = false
       where ws = $1 and id = any($2::bigint[]) and state <> 'dead' and (hold is not null or approved)`,
      [ws, batch],
    )
}

/** Lets everything go on that was set aside, to be counted anew. */
export const dropHolds = async (queries: Queries, ws: string): Promise<void> => {
  await queries.query('update link set hold = null, hold_what = null where ws = $1 and hold is not null', [ws])
}

/** Makes the links of a sync dirty that a plan has dealt with already: their includes may hold or not hold by now. */
export const markMembers = async (queries: Queries, ws: string, sync: string): Promise<void> => {
  await queries.query(
    `insert into dirty (ws, link, lane) select ws, id, $3::smallint from link where ws = $1 and sync = $2 and state in ('linked', 'paused') and not fresh
     on conflict (ws, link) ${wakes}`,
    [ws, sync, lanes.retry],
  )
}
