/** Value tables that come with Lockstep: places by spelling, and owners, whose rows are known only at run time. */
import type { CompiledTable, Otherwise } from '../plan/plan'
import { ALPHA_3 } from './alpha-3'
import { COUNTRIES } from './countries'
import { LOCAL_NAMES } from './local-names'
import type { Place } from './place'
import { AU_STATES } from './states-of-australia'
import { BR_STATES } from './states-of-brazil'
import { CA_PROVINCES } from './states-of-canada'
import { CN_PROVINCES } from './states-of-china'
import { IN_STATES } from './states-of-india'
import { IE_COUNTIES } from './states-of-ireland'
import { IT_PROVINCES } from './states-of-italy'
import { MX_STATES } from './states-of-mexico'
import { US_STATES } from './states-of-the-us'

/** A shipped table as the reference tells it. `places` is empty where the rows are known only at run time. */
export type ShippedTable = { readonly name: string; readonly summary: string; readonly places: readonly Place[] }

/** Countries with every spelling: three letters, local names, and what people write. */
export const ALL_COUNTRIES: readonly Place[] = COUNTRIES.map(([code, name, ...spellings]): Place => {
  const three = ALPHA_3.get(code)
  return [code, name, ...new Set([...(three === undefined ? [] : [three]), ...spellings, ...(LOCAL_NAMES[code] ?? [])])]
})

/** States and provinces of the countries for which Salesforce ships them, by the country's code. */
export const STATES: Readonly<Record<string, readonly Place[]>> = {
  AU: AU_STATES,
  BR: BR_STATES,
  CA: CA_PROVINCES,
  CN: CN_PROVINCES,
  IE: IE_COUNTIES,
  IN: IN_STATES,
  IT: IT_PROVINCES,
  MX: MX_STATES,
  US: US_STATES,
}

const TABLES = [
  { name: 'au_states', summary: 'states and territories of Australia', places: AU_STATES },
  { name: 'br_states', summary: 'states of Brazil', places: BR_STATES },
  { name: 'ca_provinces', summary: 'provinces and territories of Canada, in English and French', places: CA_PROVINCES },
  { name: 'cn_provinces', summary: 'provinces, regions and municipalities of China', places: CN_PROVINCES },
  { name: 'countries', summary: 'countries of ISO 3166-1: two and three letters, English and local names', places: ALL_COUNTRIES },
  { name: 'ie_counties', summary: 'counties of Ireland, in English and Irish', places: IE_COUNTIES },
  { name: 'in_states', summary: 'states and union territories of India', places: IN_STATES },
  { name: 'it_provinces', summary: 'provinces of Italy, in English and Italian', places: IT_PROVINCES },
  { name: 'mx_states', summary: 'states of Mexico', places: MX_STATES },
  { name: 'owners', summary: 'active users of both systems, paired by email, then by name', places: [] },
  { name: 'owners by email', summary: 'active users of both systems, paired by email alone', places: [] },
  {
    name: 'us_states',
    summary: 'states of the United States, its capital, its territories and the armed forces’ mail codes',
    places: US_STATES,
  },
] as const satisfies readonly ShippedTable[]

export type ShippedTableName = (typeof TABLES)[number]['name']

/** Names a policy may give after `using` without writing the table itself. */
export const SHIPPED_TABLES: readonly ShippedTableName[] = TABLES.map((table) => table.name)

/** Every shipped table with what it holds, for the reference. */
export const shippedTables: readonly ShippedTable[] = TABLES

const ERROR: Otherwise = { kind: 'error' }

const rowOf = ([code, name, ...more]: Place): CompiledTable['rows'][number] => {
  const spellings = [...new Set([name, code, ...more])]
  return { hubspot: spellings, salesforce: spellings, direction: 'both' }
}

const compiled = new Map<string, CompiledTable>()

/** The compiled form of a shipped table; `undefined` when no table of that name is shipped. */
export const shippedTable = (name: string): CompiledTable | undefined => {
  const known = compiled.get(name)
  const table = TABLES.find((one) => one.name === name)
  if (known !== undefined || table === undefined) return known
  const ends = { name, toSalesforce: ERROR, toHubspot: ERROR } as const
  const made: CompiledTable =
    table.name === 'owners' || table.name === 'owners by email'
      ? { ...ends, rows: [], dynamic: table.name }
      : { ...ends, rows: table.places.map(rowOf), spellings: true }
  compiled.set(name, made)
  return made
}
