/** Mappings settle: no value comes back to where it started through different mappings. */
import type { BoundMapping, BoundSync } from '../binding/bound'
import { within } from '../binding/expr-names'
import { report } from '../diagnostics/code'
import { mappingLoop } from '../diagnostics/codes/meaning'
import type { Diagnostic } from '../diagnostics/diagnostic'
import type { Check } from './check'
import { syncsOf, writesHubspot, writesSalesforce } from './mappings-of'

type Edge = { readonly from: string; readonly to: string; readonly mapping: BoundMapping }

const sources = (mapping: BoundMapping): readonly string[] =>
  mapping.expression === undefined
    ? []
    : [...within(mapping.expression)].flatMap((one) => (one.kind === 'property' ? [`${one.side}.${one.name}`] : []))

type Ends = { readonly mapping: BoundMapping; readonly left: readonly string[]; readonly right: readonly string[] }

/** What stands on both sides of each mapping, on a contact that is linked to a record of that object. */
const endsOf = (sync: BoundSync, object: string): readonly Ends[] =>
  sync.mappings.flatMap((mapping): readonly Ends[] => {
    if (!mapping.complete || mapping.once || !mapping.objects.includes(object)) return []
    const field = mapping.fields.find((one) => one.object.name === object)?.field
    return [
      {
        mapping,
        left: mapping.hubspot === undefined ? sources(mapping) : [`hubspot.${mapping.hubspot.name}`],
        right: field === undefined ? sources(mapping) : [`salesforce.${field.name}`],
      },
    ]
  })

/** The names that stand in several mappings: only through them does a value pass from one mapping to the next. */
const sharedNames = (all: readonly Ends[]): ReadonlySet<string> => {
  const seen = new Set<string>()
  const shared = new Set<string>()
  for (const { left, right } of all)
    for (const name of new Set([...left, ...right])) {
      if (seen.has(name)) shared.add(name)
      else seen.add(name)
    }
  return shared
}

/** What feeds what, of that which may be part of a cycle. */
const edgesOf = (sync: BoundSync, object: string): readonly Edge[] => {
  const all = endsOf(sync, object)
  const shared = sharedNames(all)
  return all.flatMap(({ mapping, left, right }): readonly Edge[] => {
    const pairs = left.filter((a) => shared.has(a)).flatMap((a) => right.filter((b) => shared.has(b)).map((b) => [a, b] as const))
    return [
      ...(writesSalesforce(mapping) ? pairs.map(([a, b]) => ({ from: a, to: b, mapping })) : []),
      ...(writesHubspot(mapping) ? pairs.map(([a, b]) => ({ from: b, to: a, mapping })) : []),
    ]
  })
}

/** The edges of one cycle through two or more mappings that starts at `start`; none when there is none. */
const cycleFrom = (edges: ReadonlyMap<string, readonly Edge[]>, start: Edge): readonly Edge[] => {
  const queue: (readonly Edge[])[] = [[start]]
  const seen = new Set<string>()
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const last = path[path.length - 1]
    if (last === undefined) continue
    for (const edge of edges.get(last.to) ?? []) {
      // The way back through the same two-way mapping is what makes it settle.
      if (edge.mapping === last.mapping) continue
      if (edge.to === start.from && edge.mapping !== start.mapping) return [...path, edge]
      if (seen.has(edge.to)) continue
      seen.add(edge.to)
      queue.push([...path, edge])
    }
  }
  return []
}

const loopsOf = (sync: BoundSync, object: string): readonly Diagnostic[] => {
  const all = edgesOf(sync, object)
  const byFrom = new Map<string, Edge[]>()
  for (const edge of all) {
    const known = byFrom.get(edge.from)
    if (known === undefined) byFrom.set(edge.from, [edge])
    else known.push(edge)
  }
  const told = new Set<BoundMapping>()
  return all.flatMap((edge) => {
    if (told.has(edge.mapping)) return []
    const cycle = cycleFrom(byFrom, edge)
    if (cycle.length === 0) return []
    for (const one of cycle) told.add(one.mapping)
    const words = [...cycle.map((one) => `\`${one.from}\``), `\`${edge.from}\``].join(', ')
    const related = cycle.slice(1).map((one) => ({ location: { file: sync.file, span: one.mapping.node.span }, message: 'feeds it back' }))
    return [report(mappingLoop, { cycle: words }, { file: sync.file, span: edge.mapping.node.span, related })]
  })
}

export const mappingsSettle: Check = {
  name: 'mappings-settle',
  needsCatalog: true,
  run: (bound) =>
    syncsOf(bound).flatMap((sync) => {
      const found = sync.salesforceNames.flatMap((object) => loopsOf(sync, object))
      return found.filter((one, index) => found.findIndex((other) => other.span.start === one.span.start) === index)
    }),
}
