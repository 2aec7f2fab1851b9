/** A mapping made ready for one Salesforce object: its ends, closures and equality. */
import type { CompiledLifecycle, CompiledMapping, Converter, End, Value } from '@lockstep/dsl'
import type { SideName, Wire } from '../model'
import type { Surroundings } from './environment'
import type { Test } from './truth'

/** Names of properties read from each record itself; where one was not captured, nothing is decided. */
export type Reads = { readonly hubspot: readonly string[]; readonly salesforce: readonly string[] }

export type Rule = {
  readonly id: string
  readonly mapping: CompiledMapping
  /** The Salesforce object whose field is meant. */
  readonly object: string
  readonly hubspot?: End
  readonly salesforce?: End
  readonly converter: Converter
  readonly when?: Test
  /** Where the source is an expression: whose record it reads, and its value. */
  readonly source?: { readonly side: SideName; readonly evaluate: (environment: Surroundings) => Value }
  readonly reads: Reads
  /** The side that `default` is written to, where there is one. */
  readonly standIn?: SideName
  /** What the sticky value looks like on either side. */
  readonly sticky?: { readonly hubspot: Wire; readonly salesforce: Wire; readonly until?: SideName; readonly evenWhenPaused: boolean }
  /** Set where the HubSpot end is a lifecycle property. */
  readonly lifecycle?: CompiledLifecycle
}

/** Equality on one side, as that system sees it. */
export const isSame = (rule: Rule, side: SideName, a: Wire, b: Wire): boolean =>
  a === b || (side === 'hubspot' ? rule.converter.equalHubspot(a, b) : rule.converter.equalSalesforce(a, b, rule.object))

/** Whether that side's value is the mapping's `default`, which stands in for a blank. */
export const isStandIn = (rule: Rule, side: SideName, value: Wire): boolean =>
  rule.standIn === side && value !== null && isSame(rule, side, value, rule.mapping.default ?? null)

/** Whether both ends say the same; a blank and the `default` that stands in for it count as equal. */
export const agree = (rule: Rule, hubspot: Wire, salesforce: Wire): boolean => rule.converter.agree(hubspot, salesforce, rule.object)

/** The value as the other side would hold it; `default` and required fields are not looked at. */
export const convert = (rule: Rule, from: SideName, value: Wire) =>
  from === 'hubspot' ? rule.converter.toSalesforce(value, rule.object) : rule.converter.toHubspot(value, rule.object)

/** The end on that side; absent where it is an expression. */
export const endOf = (rule: Rule, side: SideName): End | undefined => (side === 'hubspot' ? rule.hubspot : rule.salesforce)
