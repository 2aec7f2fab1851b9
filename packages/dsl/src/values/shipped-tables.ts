/** Value tables that come with Lockstep: places by spelling, and owners, whose rows are known only at run time. */
import type { CompiledTable, Otherwise } from '../plan/plan'
import { COUNTRIES } from './countries'
import { US_STATES } from './us-states'

/** Names a policy may give after `using` without writing the table itself. */
export const SHIPPED_TABLES = ['countries', 'owners', 'owners by email', 'us_states'] as const

export type ShippedTableName = (typeof SHIPPED_TABLES)[number]

const ERROR: Otherwise = { kind: 'error' }

const places = (name: string, rows: readonly (readonly string[])[]): CompiledTable => ({
  name,
  rows: rows.map(([code = '', usual = '', ...more]) => {
    const spellings = [usual, code, ...more]
    return { hubspot: spellings, salesforce: spellings, direction: 'both' }
  }),
  toSalesforce: ERROR,
  toHubspot: ERROR,
  spellings: true,
})

/** The compiled form of a shipped table; `undefined` when no table of that name is shipped. */
export const shippedTable = (name: string): CompiledTable | undefined => {
  switch (name) {
    case 'countries':
      return places(name, COUNTRIES)
    case 'us_states':
      return places(name, US_STATES)
    case 'owners':
    case 'owners by email':
      return { name, rows: [], toSalesforce: ERROR, toHubspot: ERROR, dynamic: name }
    default:
      return undefined
  }
}
