/** Rows of the `edge` and `seen` tables: how records are related, and the records that are only read. */
import type { Edge, Page } from '../connectors/connector'
import type { SideName, Snapshot } from '../model'
import { inBatches } from './batches'
import type { Queries } from './database'
import { fromJsonText, toJsonText } from './storable'

type Ends = { readonly from: string; readonly to: string }

/** The edges that these replacements speak of; one statement a kind, however many records are named. */
const existing = async (
  queries: Queries,
  ws: string,
  side: SideName,
  replaces: NonNullable<Page['replaces']>,
): Promise<readonly Edge[]> => {
  const select = 'select kind, from_id as "from", to_id as "to", rank from edge where ws = $1 and side = $2 and kind = $3'
  const whole = new Set(replaces.filter((replaced) => replaced.from === undefined).map((replaced) => replaced.kind))
  const froms = new Map<string, string[]>()
  for (const { kind, from } of replaces) {
    if (from === undefined || whole.has(kind)) continue
    const ids = froms.get(kind)
    if (ids === undefined) froms.set(kind, [from])
    else ids.push(from)
  }
  const found: Edge[] = []
  for (const kind of whole) found.push(...(await queries.query<Edge>(select, [ws, side, kind])))
  for (const [kind, ids] of froms)
    for (const batch of inBatches(ids))
      found.push(...(await queries.query<Edge>(`${select} and from_id = any($4::text[])`, [ws, side, kind, batch])))
  return found
}

const nameOf = (edge: { readonly kind: string } & Ends): string => `${edge.kind}\n${edge.from}\n${edge.to}`

/** Applies a page's edges; returns those that are new and those that are gone, which is what can change a decision. */
export const applyEdges = async (
  queries: Queries,
  ws: string,
  side: SideName,
  edges: readonly Edge[],
  replaces: NonNullable<Page['replaces']>,
): Promise<{ readonly added: readonly Edge[]; readonly removed: readonly Edge[] }> => {
  const kept = new Map(edges.filter((edge) => edge.removed !== true).map((edge) => [nameOf(edge), edge]))
  const removed = new Map<string, Edge>()
  for (const edge of edges) if (edge.removed === true) removed.set(nameOf(edge), edge)
  for (const edge of await existing(queries, ws, side, replaces)) if (!kept.has(nameOf(edge))) removed.set(nameOf(edge), edge)
  const gone: Edge[] = []
  for (const batch of inBatches([...removed.values()]))
    gone.push(
      ...(await queries.query<Edge>(
        `delete from edge e using json_to_recordset($3::json) as x(kind text, "from" text, "to" text)
         where e.ws = $1 and e.side = $2 and e.kind = x.kind and e.from_id = x."from" and e.to_id = x."to"
         returning e.kind, e.from_id as "from", e.to_id as "to"`,
        [ws, side, JSON.stringify(batch)],
      )),
    )
  const added: Edge[] = []
  for (const batch of inBatches([...kept.values()]))
    added.push(
      ...(await queries.query<Edge>(
        `insert into edge as e (ws, side, kind, from_id, to_id, rank)
         select $1, $2, x.kind, x."from", x."to", coalesce(x.rank, 0)
         from json_to_recordset($3::json) as x(kind text, "from" text, "to" text, rank integer)
         on conflict (ws, side, kind, from_id, to_id) do update set rank = excluded.rank where e.rank <> excluded.rank
         returning kind, from_id as "from", to_id as "to"`,
        [ws, side, JSON.stringify(batch)],
      )),
    )
  return { added, removed: gone }
}

/** Edges that leave or reach these records, lowest rank first. */
export const readEdges = async (
  queries: Queries,
  ws: string,
  side: SideName,
  ids: readonly string[],
  end: 'from' | 'to',
): Promise<readonly Edge[]> => {
  const column = end === 'from' ? 'from_id' : 'to_id'
  const found: Edge[] = []
  for (const batch of inBatches(ids))
    found.push(
      ...(await queries.query<Edge>(
        `select kind, from_id as "from", to_id as "to", rank from edge where ws = $1 and side = $2 and ${column} = any($3::text[]) order by kind, from_id, rank, to_id`,
        [ws, side, batch],
      )),
    )
  return found
}

/** Records that are only read, by id. */
export const readSeen = async (
  queries: Queries,
  ws: string,
  side: SideName,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Snapshot>> => {
  const found = new Map<string, Snapshot>()
  for (const batch of inBatches(ids)) {
    const rows = await queries.query<{ id: string; snapshot: string }>(
      'select id, snapshot from seen where ws = $1 and side = $2 and id = any($3::text[])',
      [ws, side, batch],
    )
    for (const row of rows) found.set(row.id, fromJsonText(row.snapshot))
  }
  return found
}

/** Stores records that are only read. */
export const writeSeen = async (queries: Queries, ws: string, side: SideName, snapshots: readonly Snapshot[]): Promise<void> => {
  for (const batch of inBatches(snapshots))
    await queries.query(
      `insert into seen (ws, side, id, object, snapshot)
       select $1, $2, x.id, x.object, x.snapshot from json_to_recordset($3::json) as x(id text, object text, snapshot text)
       on conflict (ws, side, id) do update set object = excluded.object, snapshot = excluded.snapshot`,
      [ws, side, JSON.stringify(batch.map((snapshot) => ({ id: snapshot.id, object: snapshot.object, snapshot: toJsonText(snapshot) })))],
    )
}
