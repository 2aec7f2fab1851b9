/** Rows of the `link` table: reading and writing them in batches. */
import type { SideName } from '../model'
import { inBatches } from './batches'
import type { Queries } from './database'
import { dropLanes, writeLanes } from './dirty'
import { lanes } from './lanes'
import { idColumn, isAsRead, type LargePart, type LinkRow, selectLinks } from './link-row'
import { toJsonText } from './storable'

export type { LinkRow } from './link-row'

/** Column, its type in the JSON parameter, and how the row fills it. */
const small: readonly (readonly [string, string, (row: LinkRow) => string | number | boolean | null])[] = [
  ['id', 'bigint', (row) => row.id],
  ['sync', 'text', (row) => row.sync],
  ['state', 'text', (row) => row.state],
  ['cause', 'text', (row) => row.cause],
  ['h_object', 'text', (row) => row.hubspot?.object ?? null],
  ['h_id', 'text', (row) => row.hubspot?.id ?? null],
  ['s_object', 'text', (row) => row.salesforce?.object ?? null],
  ['s_id', 'text', (row) => row.salesforce?.id ?? null],
  ['included', 'text', (row) => toJsonText(row.included)],
  ['pins', 'text', (row) => toJsonText(row.pins)],
  ['generation', 'integer', (row) => row.generation],
  ['since', 'bigint', (row) => row.since],
  ['fresh', 'boolean', (row) => row.fresh],
  ['gone', 'boolean', (row) => row.gone],
  ['h_wrote', 'bigint', (row) => row.hWrote],
  ['s_wrote', 'bigint', (row) => row.sWrote],
  ['hold', 'text', (row) => row.hold],
  ['hold_what', 'text', (row) => row.holdWhat],
  ['approved', 'boolean', (row) => row.approved],
  ['label', 'text', (row) => row.label],
  ['changed_at', 'bigint', (row) => row.changedAt],
]
const large: readonly (readonly [string, LargePart])[] = [
  ['hubspot', 'hubspot'],
  ['salesforce', 'salesforce'],
  ['before_h', 'beforeH'],
  ['before_s', 'beforeS'],
  ['base', 'base'],
]

/** Stands for a large part that stays as it is; no JSON is empty. */
const kept = ''

const names = [...small.map(([name]) => name), ...large.map(([name]) => name)]
const record = `json_to_recordset($2::json) as x(${[...small.map(([name, type]) => `${name} ${type}`), ...large.map(([name]) => `${name} text`)].join(', ')})`
const upsert = `insert into link (ws, ${names.join(', ')}) select $1, ${names.map((name) => `x.${name}`).join(', ')} from ${record}
  on conflict (ws, id) do update set ${names
    .slice(1)
    .map((name) => `${name} = excluded.${name}`)
    .join(', ')}`
const update = `update link l set ${[
  ...small.slice(1).map(([name]) => `${name} = x.${name}`),
  ...large.map(([name]) => `${name} = case when x.${name} = '${kept}' then l.${name} else x.${name} end`),
].join(', ')} from ${record} where l.ws = $1 and l.id = x.id`

const toJson = (row: LinkRow, isKnown: boolean): Record<string, string | number | boolean | null> => {
  const values: Record<string, string | number | boolean | null> = {}
  for (const [name, , value] of small) values[name] = value(row)
  for (const [name, part] of large) values[name] = row[part] === null ? null : isKnown && isAsRead(row, part) ? kept : toJsonText(row[part])
  return values
}

/**
 * Writes rows: whole where they are new, else without the large parts that are still as they were read. Rows that give up a record (dead
 * ones) go first, so that another link of the same call may take it.
 */
export const writeLinks = async (queries: Queries, ws: string, rows: readonly LinkRow[]): Promise<void> => {
  const ordered = [...rows.filter((row) => row.state === 'dead'), ...rows.filter((row) => row.state !== 'dead')]
  const isKnown = (row: LinkRow): boolean => large.some(([, part]) => isAsRead(row, part))
  for (const batch of inBatches(ordered))
    for (const known of [true, false]) {
      const some = batch.filter((row) => isKnown(row) === known)
      if (some.length > 0) await queries.query(known ? update : upsert, [ws, JSON.stringify(some.map((row) => toJson(row, known)))])
    }
  await writeLanes(queries, ws, ordered)
}

/** Removes links that another one absorbed: their keys and errors go, their journal moves. `into` by absorbed id. */
export const absorbLinks = async (queries: Queries, ws: string, into: ReadonlyMap<number, number>): Promise<void> => {
  if (into.size === 0) return
  const pairs = JSON.stringify([...into].map(([from, to]) => ({ from, to })))
  const ids = [...into.keys()]
  await queries.query('delete from link where ws = $1 and id = any($2::bigint[])', [ws, ids])
  await dropLanes(queries, ws, ids)
  await queries.query('delete from key where ws = $1 and link = any($2::bigint[])', [ws, ids])
  await queries.query('delete from error where ws = $1 and link = any($2::bigint[])', [ws, ids])
  await queries.query(
    'update journal j set link = x."to" from json_to_recordset($2::json) as x("from" bigint, "to" bigint) where j.ws = $1 and j.link = x."from"',
    [ws, pairs],
  )
}

/** Links by number, in no order. */
export const readLinks = async (queries: Queries, ws: string, ids: readonly number[]): Promise<readonly LinkRow[]> => {
  const found: LinkRow[] = []
  for (const batch of inBatches(ids))
    found.push(...(await selectLinks(queries, 'select * from link where ws = $1 and id = any($2::bigint[])', [ws, batch])))
  return found
}

/** Links that hold these records, by record id; a live link hides a dead one. */
export const findLinks = async (
  queries: Queries,
  ws: string,
  sync: string,
  side: SideName,
  ids: readonly string[],
): Promise<ReadonlyMap<string, LinkRow>> => {
  const column = idColumn(side)
  const found = new Map<string, LinkRow>()
  for (const batch of inBatches(ids)) {
    const rows = await selectLinks(
      queries,
      `select * from link where ws = $1 and sync = $3 and ${column} = any($2::text[]) and state = 'dead'
       union all
       select * from link where ws = $1 and sync = $3 and ${column} = any($2::text[]) and ${column} is not null and state <> 'dead'`,
      [ws, batch, sync],
    )
    for (const row of rows) {
      const id = row[side]?.id
      const known = id === undefined ? undefined : found.get(id)
      if (id !== undefined && (known === undefined || known.state === 'dead')) found.set(id, row)
    }
  }
  return found
}

export type DirtyPosition = { readonly lane: number; readonly id: number }

/** Dirty links that nothing holds, most urgent first, after a position; `only` keeps to those links. */
export const readDirty = async (
  queries: Queries,
  ws: string,
  after: DirtyPosition,
  limit: number,
  only?: readonly number[],
): Promise<readonly LinkRow[]> => {
  const chosen = only === undefined ? '' : 'and link = any($5::bigint[])'
  for (let from = after; ; ) {
    // Positions first: as one join, all dirty links would be read and sorted for every batch.
    const positions = await queries.query<DirtyPosition>(
      `select lane, link as id from dirty where ws = $1 and lane <> ${lanes.asleep} and (lane, link) > ($2::smallint, $3::bigint) ${chosen} order by lane, link limit $4`,
      [ws, from.lane, from.id, limit, ...(only === undefined ? [] : [only])],
    )
    const ids = positions.map((position) => position.id)
    const rows = new Map((await readLinks(queries, ws, ids)).map((row) => [row.id, row]))
    const free = ids.flatMap((id) => rows.get(id) ?? []).filter((row) => row.hold === null)
    const last = positions.at(-1)
    if (free.length > 0 || last === undefined || positions.length < limit) return free
    from = last
  }
}

/** New numbers for links, calls, journal rows and errors. */
export const nextNumbers = async (queries: Queries, count: number): Promise<readonly number[]> => {
  if (count === 0) return []
  return (await queries.query<{ n: number }>(`select nextval('row_number') as n from generate_series(1, $1)`, [count])).map((row) => row.n)
}
