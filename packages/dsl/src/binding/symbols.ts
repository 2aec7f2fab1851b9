/** Symbols: what names in a policy stand for, and the places that name them. */
import type { Location } from '../text/span'

export type SymbolKind =
  | 'hubspot-object'
  | 'salesforce-object'
  | 'property'
  | 'field'
  | 'list'
  | 'table'
  | 'function'
  | 'stage'
  | 'record-type'
  | 'pipeline'
  | 'pipeline-stage'
  | 'form'
  | 'campaign'
  | 'record'

/** Two references name the same thing when kind, owner and name agree. */
export type PolicySymbol = {
  readonly kind: SymbolKind
  /** The object of a property, field, record type or pipeline; the property of a stage; object and pipeline of a pipeline's stage; the test of a record. */
  readonly owner?: string
  readonly name: string
}

/** One place that names a symbol; `declares` where the policy itself introduces it (a `values` table, a record of a test). */
export type Reference = { readonly symbol: PolicySymbol; readonly location: Location; readonly declares?: true }

/** One text for each symbol, to index by. */
export const symbolKey = (symbol: PolicySymbol): string => `${symbol.kind}:${symbol.owner ?? ''}:${symbol.name}`
