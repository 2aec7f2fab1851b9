/** Which records of an object the store holds as live and which as deleted: what a sweep compares with the service. */
import type { SideName } from '../model'
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
