/** Mappings as checks see them: the whole ones, with the directions in which they carry. */
import type { BoundFrom, BoundMapping, BoundPolicy, BoundSync } from '../binding/bound'
import { type BoundLine, linesOf } from '../binding/bound-lines'
import type { Mark } from '../binding/line'
import type { Diagnostic } from '../diagnostics/diagnostic'

/** Every sync, and every activity as one: what has mappings. */
export const syncsOf = (bound: BoundPolicy): readonly BoundSync[] => [...bound.syncs, ...bound.activities.map((one) => one.asSync)]

/** A whole mapping, and the sync in which it stands. */
export type MappingOfSync = { readonly sync: BoundSync; readonly mapping: BoundMapping }

/** Most checks ask for the same list. */
const known = new WeakMap<BoundPolicy, readonly MappingOfSync[]>()

/** Mappings whose names and types are all known; the others have a diagnostic already. */
export const mappingsOf = (bound: BoundPolicy): readonly MappingOfSync[] => {
  const before = known.get(bound)
  if (before !== undefined) return before
  const found = syncsOf(bound).flatMap((sync) => sync.mappings.filter((mapping) => mapping.complete).map((mapping) => ({ sync, mapping })))
  known.set(bound, found)
  return found
}

/** What a judge says of a line that is in order whatever the other lines say: it is not asked about this line again. */
export const SOUND: readonly Diagnostic[] = []

/** What `judge` says of each whole mapping, in order. `mark` is the judge's own. */
export const inEachMapping = (
  bound: BoundPolicy,
  mark: Mark,
  judge: (one: MappingOfSync) => readonly Diagnostic[],
): readonly Diagnostic[] => {
  const found: Diagnostic[] = []
  for (const sync of syncsOf(bound)) {
    const { lines, at } = linesOf(sync)
    for (const [index, { complete, line }] of lines.entries()) {
      if (!complete || line.has(mark)) continue
      const said = judge({ sync, mapping: at(index) })
      if (said === SOUND) line.note(mark)
      else for (const diagnostic of said) found.push(diagnostic)
    }
  }
  return found
}

export const writesSalesforce = (mapping: Pick<BoundLine, 'kind'>): boolean => mapping.kind !== 'to-hubspot' && mapping.kind !== 'off'

export const writesHubspot = (mapping: Pick<BoundLine, 'kind'>): boolean => mapping.kind !== 'to-salesforce' && mapping.kind !== 'off'

export const isTwoWay = (mapping: BoundMapping): boolean => writesSalesforce(mapping) && writesHubspot(mapping)

/** The `from` of that object, or of `hubspot`. */
export const fromOf = (sync: BoundSync, object: string): BoundFrom | undefined => sync.froms.find((from) => from.object === object)

/** Whether records of that Salesforce object are made by this sync. */
export const createsSalesforce = (sync: BoundSync, object: string): boolean =>
  fromOf(sync, 'hubspot')?.onNew.some((line) => line.node.action?.value === 'create' && line.target === object) ?? false
