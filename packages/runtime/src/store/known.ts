/** What the store holds of an object, live or deleted and of which stamp: what sweeps and audits compare with the service. */
import type { Instant, SideName } from '../model'
import { inBatches } from './batches'
import type { Queries } from './database'

/**
 * Ids of one object as held here: `live`, and `deleted` since `from` (the record's own clock). Records that lost a merge are neither. A
 * record of a live link and of a dead one counts as the live one has it.
 */
export const readKnown = async (
  queries: Queries,
  ws: string,
  sync: string,
  side: SideName,
  object: string,
  from: number,
): Promise<{ readonly live: readonly string[]; readonly deleted: readonly string[] }> => {
  const [id, held, snapshot] = side === 'hubspot' ? ['h_id', 'h_object', 'hubspot'] : ['s_id', 's_object', 'salesforce']
  const rows = await queries.query<{ id: string; how: string }>(
    `select ${id} as id, case when state <> 'dead' then 'live' when ${snapshot}::json->>'mergedInto' is not null then 'merged'
       when ${snapshot}::json->>'deleted' is distinct from 'true' then 'live'
       when (${snapshot}::json->>'at')::bigint >= $4::bigint then 'deleted' else 'old' end as how
     from link where ws = $1 and sync = $2 and ${held} = $3 and ${id} is not null order by (state <> 'dead'), id`,
    [ws, sync, object, from],
  )
  const how = new Map(rows.map((row) => [row.id, row.how]))
  const idsOf = (wanted: string): readonly string[] => [...how].flatMap(([each, state]) => (state === wanted ? [each] : []))
  return { live: idsOf('live'), deleted: idsOf('deleted') }
}

/** Ids of an object of which something was not read, in the order of ids after `after`; `limit` at most. Linked ones and those only read. */
export const readUnread = async (
  queries: Queries,
  ws: string,
  side: SideName,
  object: string,
  after: string,
  limit: number,
): Promise<readonly string[]> => {
  const [id, held, snapshot] = side === 'hubspot' ? ['h_id', 'h_object', 'hubspot'] : ['s_id', 's_object', 'salesforce']
  const rows = await queries.query<{ id: string }>(
    `select distinct id collate "C" as id from (
       select ${id} as id from link where ws = $1 and ${held} = $3 and state <> 'dead' and ${snapshot} like '%"unread":[%'
         and ${snapshot}::json->'unread' is not null
       union all
       select id from seen where ws = $1 and side = $2 and object = $3 and snapshot like '%"unread":[%' and snapshot::json->'unread' is not null
     ) held where id collate "C" > $4::text collate "C" order by 1 limit $5`,
    [ws, side, object, after, limit],
  )
  return rows.map((row) => row.id)
}

/** How many live HubSpot records of an object bear a stamp from `from` to `to`. Reads all of them: for when it spares many calls. */
export const countStamps = async (
  queries: Queries,
  ws: string,
  object: string,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): Promise<number> => {
  const [row] = await queries.query<{ n: number }>(
    `select count(distinct id) as n from (
       select ws, h_id as id, h_object as object, hubspot::json as record from link where h_id is not null
       union all select ws, id, object, snapshot::json as record from seen where side = 'hubspot'
     ) held
     where ws = $1 and object = $2 and record->>'deleted' is distinct from 'true' and (record->>'at')::bigint between $3::bigint and $4::bigint`,
    [ws, object, from, to],
  )
  return row?.n ?? 0
}

/** The newest stamp held of each of these records of HubSpot, deleted ones too; `syncs` are those that may hold them. */
export const readStamps = async (
  queries: Queries,
  ws: string,
  syncs: readonly string[],
  ids: readonly string[],
): Promise<ReadonlyMap<string, Instant>> => {
  const found = new Map<string, Instant>()
  for (const batch of inBatches(ids)) {
    const rows = await queries.query<{ id: string; at: Instant }>(
      `select h_id as id, (hubspot::json->>'at')::bigint as at from link where ws = $1 and h_id = any($2::text[]) and state = 'dead'
       union all
       select h_id as id, (hubspot::json->>'at')::bigint as at from link
       where ws = $1 and sync = any($3::text[]) and h_id = any($2::text[]) and h_id is not null and state <> 'dead'
       union all
       select id, (snapshot::json->>'at')::bigint as at from seen where ws = $1 and side = 'hubspot' and id = any($2::text[])`,
      [ws, batch, syncs],
    )
    for (const row of rows) found.set(row.id, Math.max(row.at, found.get(row.id) ?? 0))
  }
  return found
}
