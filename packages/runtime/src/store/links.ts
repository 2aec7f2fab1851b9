/** Rows of the `link` table: reading and writing them in batches. */
import type { Base, LinkState, SideName, Snapshot } from '../model'
import { inBatches } from './batches'
import type { Queries } from './database'

/** One link as stored. Snapshots and base are parsed; everything is replaced, never changed in place. */
export type LinkRow = {
  readonly id: number
  readonly sync: string
  readonly state: LinkState
  readonly cause: string | null
  readonly lane: number | null
  readonly hubspot: Snapshot | null
  readonly salesforce: Snapshot | null
  readonly beforeH: Snapshot | null
  readonly beforeS: Snapshot | null
  readonly base: Readonly<Record<string, Base>>
  readonly included: { readonly hubspot?: boolean; readonly salesforce?: boolean }
  readonly pins: readonly string[]
  readonly generation: number
  readonly since: number
  readonly fresh: boolean
  readonly gone: boolean
  readonly hWrote: number
  readonly sWrote: number
  readonly hold: string | null
  readonly holdWhat: string | null
  readonly approved: boolean
  readonly label: string
  readonly changedAt: number
}

type Stored = Omit<LinkRow, 'hubspot' | 'salesforce' | 'beforeH' | 'beforeS' | 'base' | 'included' | 'pins'> & {
  readonly hubspot: string | null
  readonly salesforce: string | null
  readonly beforeH: string | null
  readonly beforeS: string | null
  readonly base: string
  readonly included: string
  readonly pins: string
}

const columns = `id, sync, state, cause, lane, hubspot, salesforce, before_h as "beforeH", before_s as "beforeS", base, included, pins,
  generation, since, fresh, gone, h_wrote as "hWrote", s_wrote as "sWrote", hold, hold_what as "holdWhat", approved, label,
  changed_at as "changedAt"`

const parseSnapshot = (text: string | null): Snapshot | null => (text === null ? null : JSON.parse(text))

const toRow = (stored: Stored): LinkRow => ({
  ...stored,
  hubspot: parseSnapshot(stored.hubspot),
  salesforce: parseSnapshot(stored.salesforce),
  beforeH: parseSnapshot(stored.beforeH),
  beforeS: parseSnapshot(stored.beforeS),
  base: stored.base === '{}' ? {} : JSON.parse(stored.base),
  included: stored.included === '{}' ? {} : JSON.parse(stored.included),
  pins: stored.pins === '[]' ? [] : JSON.parse(stored.pins),
})

const text = (value: Snapshot | null): string | null => (value === null ? null : JSON.stringify(value))

/** Column, its type in the JSON parameter, and how the row fills it. */
const written: readonly (readonly [string, string, (row: LinkRow) => string | number | boolean | null])[] = [
  ['id', 'bigint', (row) => row.id],
  ['sync', 'text', (row) => row.sync],
  ['state', 'text', (row) => row.state],
  ['cause', 'text', (row) => row.cause],
  ['lane', 'smallint', (row) => row.lane],
  ['h_object', 'text', (row) => row.hubspot?.object ?? null],
  ['h_id', 'text', (row) => row.hubspot?.id ?? null],
  ['s_object', 'text', (row) => row.salesforce?.object ?? null],
  ['s_id', 'text', (row) => row.salesforce?.id ?? null],
  ['hubspot', 'text', (row) => text(row.hubspot)],
  ['salesforce', 'text', (row) => text(row.salesforce)],
  ['before_h', 'text', (row) => text(row.beforeH)],
  ['before_s', 'text', (row) => text(row.beforeS)],
  ['base', 'text', (row) => JSON.stringify(row.base)],
  ['included', 'text', (row) => JSON.stringify(row.included)],
  ['pins', 'text', (row) => JSON.stringify(row.pins)],
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

const names = written.map(([name]) => name)
const upsert = `insert into link (ws, ${names.join(', ')})
  select $1, ${names.map((name) => `x.${name}`).join(', ')}
  from json_to_recordset($2::json) as x(${written.map(([name, type]) => `${name} ${type}`).join(', ')})
  on conflict (ws, id) do update set ${names
    .slice(1)
    .map((name) => `${name} = excluded.${name}`)
    .join(', ')}`

/** Writes whole rows. Rows that give up a record (dead ones) go first, so that another link of the same call may take it. */
export const writeLinks = async (queries: Queries, ws: string, rows: readonly LinkRow[]): Promise<void> => {
  const ordered = [...rows.filter((row) => row.state === 'dead'), ...rows.filter((row) => row.state !== 'dead')]
  for (const batch of inBatches(ordered)) {
    const values = batch.map((row) => Object.fromEntries(written.map(([name, , value]) => [name, value(row)])))
    await queries.query(upsert, [ws, JSON.stringify(values)])
  }
}

/** Removes links that another one absorbed: their keys and errors go, their journal moves. `into` by absorbed id. */
export const absorbLinks = async (queries: Queries, ws: string, into: ReadonlyMap<number, number>): Promise<void> => {
  if (into.size === 0) return
  const pairs = JSON.stringify([...into].map(([from, to]) => ({ from, to })))
  const ids = [...into.keys()]
  await queries.query('delete from link where ws = $1 and id = any($2::bigint[])', [ws, ids])
  await queries.query('delete from key where ws = $1 and link = any($2::bigint[])', [ws, ids])
  await queries.query('delete from error where ws = $1 and link = any($2::bigint[])', [ws, ids])
  await queries.query(
    'update journal j set link = x."to" from json_to_recordset($2::json) as x("from" bigint, "to" bigint) where j.ws = $1 and j.link = x."from"',
    [ws, pairs],
  )
}

/** Links by number, in no order. */
export const readLinks = async (queries: Queries, ws: string, ids: readonly number[]): Promise<readonly LinkRow[]> => {
  if (ids.length === 0) return []
  return (await queries.query<Stored>(`select ${columns} from link where ws = $1 and id = any($2::bigint[])`, [ws, ids])).map(toRow)
}

/** Links that hold these records, by record id; a live link hides a dead one. */
export const findLinks = async (
  queries: Queries,
  ws: string,
  sync: string,
  side: SideName,
  ids: readonly string[],
): Promise<ReadonlyMap<string, LinkRow>> => {
  const column = side === 'hubspot' ? 'h_id' : 's_id'
  const found = new Map<string, LinkRow>()
  for (const batch of inBatches(ids)) {
    const rows = await queries.query<Stored>(
      `select ${columns} from link where ws = $1 and sync = $3 and ${column} = any($2::text[]) and state = 'dead'
       union all
       select ${columns} from link where ws = $1 and sync = $3 and ${column} = any($2::text[]) and ${column} is not null and state <> 'dead'`,
      [ws, batch, sync],
    )
    for (const stored of rows) {
      const row = toRow(stored)
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
  const chosen = only === undefined ? '' : 'and id = any($5::bigint[])'
  const rows = await queries.query<Stored>(
    `select ${columns} from link where ws = $1 and lane is not null and hold is null and (lane, id) > ($2::smallint, $3::bigint) ${chosen}
     order by lane, id limit $4`,
    [ws, after.lane, after.id, limit, ...(only === undefined ? [] : [only])],
  )
  return rows.map(toRow)
}

/** Marks links dirty unless they are so already. */
export const markDirty = async (queries: Queries, ws: string, ids: readonly number[], lane: number): Promise<void> => {
  for (const batch of inBatches(ids))
    await queries.query(`update link set lane = $3 where ws = $1 and id = any($2::bigint[]) and lane is null and state <> 'dead'`, [
      ws,
      batch,
      lane,
    ])
}

/** New numbers for links, calls, journal rows and errors. */
export const nextNumbers = async (queries: Queries, count: number): Promise<readonly number[]> => {
  if (count === 0) return []
  return (await queries.query<{ n: number }>(`select nextval('row_number') as n from generate_series(1, $1)`, [count])).map((row) => row.n)
}
