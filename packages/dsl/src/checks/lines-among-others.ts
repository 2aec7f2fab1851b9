/** Lines among others: the mappings that share a property with another line. What lines do to each other never concerns the rest. */
import type { BoundMapping, BoundPolicy } from '../binding/bound'
import { nameOfNode, sourcesOf } from './flow'
import { type MappingOfSync, mappingsOf, syncsOf } from './mappings-of'

/** Names of properties that stand in expressions, associations and pipelines; of whichever object, which errs on the side of too many. */
const namedElsewhere = (bound: BoundPolicy): ReadonlySet<string> => {
  const names = new Set<string>()
  for (const { sync, mapping } of mappingsOf(bound))
    if (mapping.expression !== undefined)
      for (const object of sync.salesforceNames)
        for (const { node } of sourcesOf(sync, object, mapping.expression)) names.add(nameOfNode(node))
  for (const { associations, pipelines } of syncsOf(bound)) {
    for (const { target } of associations) if (target?.kind === 'lookup') for (const { field } of target.fields) names.add(field.name)
    for (const { property, stageProperty, stageField } of pipelines)
      for (const name of [property, stageProperty, stageField?.name ?? '']) names.add(name)
  }
  return names
}

const known = new WeakMap<BoundPolicy, readonly MappingOfSync[]>()

/** In the order of the policy. Most lines of a long policy are not among them. */
export const linesAmongOthers = (bound: BoundPolicy): readonly MappingOfSync[] => {
  const before = known.get(bound)
  if (before !== undefined) return before
  const all = mappingsOf(bound)
  const named = namedElsewhere(bound)
  const first = new Map<object, BoundMapping>()
  const shared = new Set<BoundMapping>()
  const touch = (end: { readonly name: string }, mapping: BoundMapping): void => {
    const other = first.get(end)
    if (other === undefined) first.set(end, mapping)
    else if (other !== mapping) shared.add(other).add(mapping)
    if (named.has(end.name)) shared.add(mapping)
  }
  for (const { mapping } of all) {
    if (mapping.expression !== undefined) shared.add(mapping)
    if (mapping.hubspot !== undefined) touch(mapping.hubspot, mapping)
    for (const { field } of mapping.fields) touch(field, mapping)
  }
  const found = shared.size === 0 ? [] : all.filter(({ mapping }) => shared.has(mapping))
  known.set(bound, found)
  return found
}
