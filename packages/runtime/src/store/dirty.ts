/** Rows of the `dirty` table: the links that a plan has yet to deal with. Beside the links, so that these keep their place when they change. */
import { inBatches } from './batches'
import type { Queries } from './database'
import { lanes } from './lanes'

/** A link that is dirty already stays as urgent as it is, unless it sleeps. */
export const wakes = `do update set lane = excluded.lane where dirty.lane = ${lanes.asleep}`

type Lane = { readonly id: number; readonly lane: number | null }

/** Makes these links dirty in their lane, or clean where it is null. */
export const writeLanes = async (queries: Queries, ws: string, links: readonly Lane[]): Promise<void> => {
  const clean = links.filter((link) => link.lane === null).map((link) => link.id)
  await dropLanes(queries, ws, clean)
  for (const batch of inBatches(links.filter((link) => link.lane !== null)))
    await queries.query(
      `insert into dirty as d (ws, link, lane) select $1, x.id, x.lane from json_to_recordset($2::json) as x(id bigint, lane smallint)
       on conflict (ws, link) do update set lane = excluded.lane where d.lane <> excluded.lane`,
      [ws, JSON.stringify(batch.map(({ id, lane }) => ({ id, lane })))],
    )
}

/** Makes these links clean. */
export const dropLanes = async (queries: Queries, ws: string, links: readonly number[]): Promise<void> => {
  for (const batch of inBatches(links)) await queries.query('delete from dirty where ws = $1 and link = any($2::bigint[])', [ws, batch])
}

/** Wakes all links that wait for something to be readable again. */
export const wakeAsleep = async (queries: Queries, ws: string): Promise<void> => {
  await queries.query(`update dirty set lane = ${lanes.retry} where ws = $1 and lane = ${lanes.asleep}`, [ws])
}

/** Marks links dirty unless they are so already. */
export const markDirty = async (queries: Queries, ws: string, ids: readonly number[], lane: number): Promise<void> => {
  for (const batch of inBatches(ids))
    await queries.query(
      `insert into dirty (ws, link, lane) select ws, id, $3::smallint from link where ws = $1 and id = any($2::bigint[]) and state <> 'dead'
       on conflict (ws, link) ${wakes}`,
      [ws, batch, lane],
    )
}
