/** How the links stand. */
import type { LinkState } from '../model'
import type { Queries } from './database'

/** How many links are in each state; states without links are absent. */
export const countStates = async (queries: Queries, ws: string): Promise<ReadonlyMap<LinkState, number>> => {
  const rows = await queries.query<{ state: LinkState; n: number }>('select state, count(*) as n from link where ws = $1 group by state', [
    ws,
  ])
  return new Map(rows.map((row) => [row.state, row.n]))
}
