/** Look-up in value tables, both ways. */
import type { DynamicTables } from '../expressions/converter'
import type { CompiledTable, End, Otherwise, SideName, ValueRow } from '../plan/plan'
import { foldSpelling } from './fold-spelling'

/** `value` is `null` where `otherwise blank` applies; `found: false` is `otherwise error`. */
export type Found = { readonly found: true; readonly value: string | null } | { readonly found: false }

export type Lookup = {
  /** Translates a known value for a property of that side. */
  to(side: SideName, value: string, target: End): Found
  /** Why a value has no counterpart on that side, where the table knows. */
  whyNot?(side: SideName, value: string): string | undefined
  /** True when both values name the same row, whatever either side would write. */
  same(hubspot: string, salesforce: string): boolean
}

const otherwiseFound = (otherwise: Otherwise, value: string): Found => {
  switch (otherwise.kind) {
    case 'error':
      return { found: false }
    case 'copy':
      return { found: true, value }
    case 'blank':
      return { found: true, value: null }
    case 'value':
      return { found: true, value: otherwise.value }
  }
}

const indexRows = (rows: readonly ValueRow[], from: SideName): ReadonlyMap<string, string> => {
  const against = from === 'hubspot' ? 'to-hubspot' : 'to-salesforce'
  const index = new Map<string, string>()
  for (const row of rows) {
    const [sources, targets] = from === 'hubspot' ? [row.hubspot, row.salesforce] : [row.salesforce, row.hubspot]
    const target = targets[0]
    if (row.direction === against || target === undefined) continue
    for (const source of sources) if (!index.has(source)) index.set(source, target)
  }
  return index
}

const writtenTable = (table: CompiledTable): Lookup => {
  const toSalesforce = indexRows(table.rows, 'hubspot')
  const toHubspot = indexRows(table.rows, 'salesforce')
  return {
    to(side, value) {
      const hit = (side === 'salesforce' ? toSalesforce : toHubspot).get(value)
      if (hit !== undefined) return { found: true, value: hit }
      return otherwiseFound(side === 'salesforce' ? table.toSalesforce : table.toHubspot, value)
    },
    same: () => false,
  }
}

/** Codes where the property has room for nothing else, or says so by its name (`MailingStateCode`); names elsewhere. */
const wantsCode = (target: End): boolean => (target.length !== undefined && target.length <= 3) || /code(?:__c)?$/i.test(target.name)

/** The options of a property by spelling, so that an org's own `UNITED STATES` is found. */
const foldedOptions = (options: readonly string[]): ReadonlyMap<string, string> => {
  const index = new Map<string, string>()
  for (const option of options) if (!index.has(foldSpelling(option))) index.set(foldSpelling(option), option)
  return index
}

const spellingTable = (table: CompiledTable): Lookup => {
  const index = new Map<string, readonly string[]>()
  for (const row of table.rows)
    for (const spelling of row.hubspot) {
      const key = foldSpelling(spelling)
      if (!index.has(key)) index.set(key, row.hubspot)
    }
  const optionsOf = new WeakMap<readonly string[], ReadonlyMap<string, string>>()
  const ownOption = (options: readonly string[], spellings: readonly string[]): string | undefined => {
    const exact = spellings.find((spelling) => options.includes(spelling))
    if (exact !== undefined) return exact
    const folded = optionsOf.get(options) ?? foldedOptions(options)
    optionsOf.set(options, folded)
    const near = spellings.find((spelling) => folded.has(foldSpelling(spelling)))
    return near === undefined ? undefined : folded.get(foldSpelling(near))
  }
  return {
    to(_side, value, target) {
      const spellings = index.get(foldSpelling(value))
      if (spellings === undefined) return { found: false }
      const [name = value, code = name] = spellings
      const preferred = wantsCode(target) ? [code, ...spellings] : spellings
      const option = target.options === undefined ? undefined : ownOption(target.options, preferred)
      return { found: true, value: option ?? preferred[0] ?? name }
    },
    same: (hubspot, salesforce) => {
      const row = index.get(foldSpelling(hubspot))
      return row !== undefined && row === index.get(foldSpelling(salesforce))
    },
  }
}

const ownerTable = (rows: DynamicTables['owners']): Lookup => ({
  to(side, value) {
    const hit = (side === 'salesforce' ? rows.toSalesforce : rows.toHubspot).get(value)
    return hit === undefined ? { found: false } : { found: true, value: hit }
  },
  whyNot: (side, value) => rows.whyNot?.(side === 'salesforce' ? 'hubspot' : 'salesforce', value),
  same: (hubspot, salesforce) => rows.toSalesforce.get(hubspot) === salesforce || rows.toHubspot.get(salesforce) === hubspot,
})

/** A table ready for many look-ups; owner tables take their rows from `dynamic`. */
export const compileLookup = (table: CompiledTable, dynamic: DynamicTables): Lookup => {
  if (table.dynamic === 'owners') return ownerTable(dynamic.owners)
  if (table.dynamic === 'owners by email') return ownerTable(dynamic.ownersByEmail)
  return table.spellings ? spellingTable(table) : writtenTable(table)
}
