/** Lines among others: the mappings that share a property with another line. What lines do to each other never concerns the rest. */
import type { BoundPolicy } from '../binding/bound'
import { type BoundLine, linesOf, mappingsWhere } from '../binding/bound-lines'
import { nameOfNode, sourcesOf } from './flow'
import { type MappingOfSync, syncsOf } from './mappings-of'

/** Names of properties that stand in expressions, associations and pipelines; of whichever object, which errs on the side of too many. */
const namedElsewhere = (bound: BoundPolicy): ReadonlySet<string> => {
  const names = new Set<string>()
  for (const sync of syncsOf(bound))
    for (const { complete, expression } of linesOf(sync).lines)
      if (complete && expression !== undefined)
        for (const object of sync.salesforceNames) for (const { node } of sourcesOf(sync, object, expression)) names.add(nameOfNode(node))
  for (const { associations, pipelines } of syncsOf(bound)) {
    for (const { target } of associations) if (target?.kind === 'lookup') for (const { field } of target.fields) names.add(field.name)
    for (const { property, stageProperty, stageField } of pipelines)
      for (const name of [property, stageProperty, stageField?.name ?? '']) names.add(name)
  }
  return names
}

const known = new WeakMap<BoundPolicy, readonly MappingOfSync[]>()

/** Which line touched a property first, in the policy that was looked at last. Kept from one look to the next, since there are thousands. */
type Touch = { look: number; first: BoundLine }
const touches = new WeakMap<object, Touch>()
let looks = 0

/** In the order of the policy. Most lines of a long policy are not among them. */
export const linesAmongOthers = (bound: BoundPolicy): readonly MappingOfSync[] => {
  const before = known.get(bound)
  if (before !== undefined) return before
  const named = namedElsewhere(bound)
  const look = ++looks
  const shared = new Set<BoundLine>()
  const touch = (end: { readonly name: string }, line: BoundLine): void => {
    const last = touches.get(end)
    if (last === undefined) touches.set(end, { look, first: line })
    else if (last.look !== look) {
      last.look = look
      last.first = line
    } else if (last.first !== line) shared.add(last.first).add(line)
    if (named.has(end.name)) shared.add(line)
  }
  const syncs = syncsOf(bound)
  for (const sync of syncs)
    for (const line of linesOf(sync).lines) {
      if (!line.complete) continue
      if (line.expression !== undefined) shared.add(line)
      if (line.hubspot !== undefined) touch(line.hubspot, line)
      for (const { field } of line.fields) touch(field, line)
    }
  const found =
    shared.size === 0 ? [] : syncs.flatMap((sync) => mappingsWhere(sync, (line) => shared.has(line)).map((mapping) => ({ sync, mapping })))
  known.set(bound, found)
  return found
}
