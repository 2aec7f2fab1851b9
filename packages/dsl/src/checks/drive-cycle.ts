/** Driving a cycle: plays the lines of a cycle on example values, and tells what each would write from run to run. */
import type { BoundMapping, BoundPolicy } from '../binding/bound'
import { compileConverter } from '../expressions/compile-converter'
import { compileExpr } from '../expressions/compile-expr'
import type { Wire } from '../expressions/converter'
import type { Environment } from '../expressions/environment'
import { compileMapping } from '../plan/compile-mapping'
import type { CompiledPolicy, End, SideName, Value } from '../plan/plan'
import { openRuleBook } from '../plan/rule-book'
import { readValue } from '../types/decode'
import { textOfValue } from '../types/encode'
import { hubspotEnd, salesforceEnd } from '../types/value-type'
import { shippedTable } from '../values/shipped-tables'
import type { Flow } from './flow'

/** Runs that are played; enough to see a swap, and a value that grows. */
const RUNS = 4

const sample = (end: End | undefined, index: number): Wire => {
  if (end?.options !== undefined && end.options.length > 0) return end.options[index % end.options.length] ?? null
  switch (end?.type) {
    case 'number':
      return String(index + 1)
    case 'boolean':
      return index % 2 === 0 ? 'true' : 'false'
    case 'date':
      return `2026-01-0${(index % 9) + 1}`
    case 'datetime':
      return `2026-01-0${(index % 9) + 1}T12:00:00.000Z`
    case 'email':
      return `${String.fromCharCode(97 + (index % 26))}@example.com`
    default:
      return String.fromCharCode(97 + (index % 26))
  }
}

const isMapping = (line: Flow['line']): line is BoundMapping => 'kind' in line

/** The end that a flow writes. */
const targetEnd = ({ line, to, object }: Flow): End | undefined => {
  if (!isMapping(line)) return undefined
  if (to.startsWith('hubspot.')) return line.hubspot === undefined ? undefined : hubspotEnd(line.hubspot)
  const field = line.fields.find((one) => one.object.name === object)?.field
  return field === undefined ? undefined : salesforceEnd(field)
}

const planOf = (bound: BoundPolicy, mapping: BoundMapping): CompiledPolicy => {
  const table = mapping.use.kind === 'table' ? mapping.use.table : undefined
  const shipped = table === undefined ? undefined : shippedTable(table.name)
  return {
    version: 1,
    name: '',
    hash: '',
    everyMinutes: 5,
    budgets: {},
    syncs: [],
    lifecycles: [],
    tables: [...bound.tables.map((one) => one.table), ...(shipped === undefined ? [] : [shipped])],
    watches: [],
    rules: {},
  }
}

const NO_OWNERS = { toSalesforce: new Map<string, string>(), toHubspot: new Map<string, string>() }

/** Every other property that an expression reads holds one and the same text. */
const around = (of: { readonly side: SideName; readonly name: string; readonly wire: Wire }): Environment => {
  const value = (side: SideName, name: string, vendorType: string): Value =>
    readValue(vendorType, side === of.side && name === of.name ? of.wire : 'x')
  return {
    property: value,
    related: (side, _via, name, vendorType) => value(side, name, vendorType),
    isMember: () => true,
    associated: () => [],
    isLinked: () => true,
    isIncluded: () => true,
  }
}

/** What a flow writes where its source holds `wire`; what cannot be carried leaves the target as it is. */
const carry = (bound: BoundPolicy, flow: Flow, wire: Wire, now: Wire): Wire => {
  const { line, sync, object } = flow
  if (!isMapping(line)) return wire
  const mapping = compileMapping(openRuleBook(bound.files), sync, line)
  const side: SideName = flow.from.startsWith('hubspot.') ? 'hubspot' : 'salesforce'
  const name = flow.from.slice(flow.from.lastIndexOf('.') + 1)
  const source = line.expression === undefined ? wire : textOfValue(compileExpr(line.expression)(around({ side, name, wire })))
  const converter = compileConverter(mapping, planOf(bound, line), { owners: NO_OWNERS, ownersByEmail: NO_OWNERS })
  const carried = flow.to.startsWith('hubspot.') ? converter.toHubspot(source, object) : converter.toSalesforce(source, object)
  return carried.ok ? carried.value : now
}

/** For each flow of the cycle the values that it writes in the first runs; none where these values come to rest. */
export const driveCycle = (bound: BoundPolicy, cycle: readonly Flow[]): readonly (readonly Wire[])[] | undefined => {
  let values = new Map(cycle.map((flow, index) => [flow.to, sample(targetEnd(flow), index)] as const))
  const history = cycle.map((flow): Wire[] => [values.get(flow.to) ?? null])
  for (let run = 0; run < RUNS; run++) {
    const next = new Map(values)
    for (const flow of cycle) next.set(flow.to, carry(bound, flow, values.get(flow.from) ?? null, values.get(flow.to) ?? null))
    for (const [index, flow] of cycle.entries()) history[index]?.push(next.get(flow.to) ?? null)
    values = next
  }
  const isAtRest = history.every((written) => written.at(-1) === written.at(-2))
  return isAtRest ? undefined : history
}
