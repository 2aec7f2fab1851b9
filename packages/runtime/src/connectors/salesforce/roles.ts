/** Opportunity contact roles as edges from the opportunity to the contact. */
import type { Edge, Purpose } from '../connector'
import type { Exchange } from '../exchange'
import { optionalText, record, text } from '../reply'
import { allRows } from './query'
import { inQueries } from './soql'
import { ownFields, roleObject } from './targets'

/** Edges of live roles; the primary contact has rank 0. A role without a visible contact has none. */
export function roleEdges(rows: readonly unknown[]): readonly Edge[] {
  return rows.flatMap((given) => {
    const row = record(given, 'records[]')
    const to = optionalText(row['ContactId'])
    if (row['IsDeleted'] === true || to === undefined) return []
    return [{ kind: 'role', from: text(row['OpportunityId'], 'OpportunityId'), to, rank: row['IsPrimary'] === true ? 0 : 1 }]
  })
}

/** All live roles of these opportunities. */
export async function readRoleSets(
  exchange: Exchange,
  version: string,
  opportunities: readonly string[],
  purpose: Purpose = 'read',
): Promise<readonly Edge[]> {
  const select = `SELECT ${ownFields(roleObject).join(', ')} FROM ${roleObject}`
  const queries = inQueries(select, 'OpportunityId', opportunities)
  return roleEdges(await allRows(exchange, version, queries, { isAll: false, purpose }))
}
