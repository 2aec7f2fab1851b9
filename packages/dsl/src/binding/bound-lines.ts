/** Bound lines: the mappings of a sync without their places, for those who look at every line and need the place of few. */
import type { BoundMapping, BoundSync } from './bound'

/** A mapping wherever it stands. */
export type BoundLine = Omit<BoundMapping, 'node' | 'default'>

export type BoundLines = {
  readonly lines: readonly BoundLine[]
  /** The mapping of that index in its place; always the same one. */
  at(index: number): BoundMapping
}

const known = new WeakMap<BoundSync, BoundLines>()

/** A sync whose mappings are put in their places at the first look. */
export const syncOf = (about: Omit<BoundSync, 'mappings'>, found: BoundLines): BoundSync => {
  let mappings: readonly BoundMapping[] | undefined
  const sync: BoundSync = {
    ...about,
    get mappings() {
      mappings ??= found.lines.map((_, index) => found.at(index))
      return mappings
    },
  }
  known.set(sync, found)
  return sync
}

/** The mappings of those lines for which `holds`, in their places. */
export const mappingsWhere = (sync: BoundSync, holds: (line: BoundLine) => boolean): readonly BoundMapping[] => {
  const { lines, at } = linesOf(sync)
  const found: BoundMapping[] = []
  for (let index = 0; index < lines.length; index++) if (holds(lines[index]!)) found.push(at(index))
  return found
}

/** The lines of any sync, in order. */
export const linesOf = (sync: BoundSync): BoundLines => {
  const lines = known.get(sync)
  if (lines !== undefined) return lines
  const { mappings } = sync
  return {
    lines: mappings,
    at: (index) => {
      const mapping = mappings[index]
      if (mapping === undefined) throw new RangeError(`there is no mapping ${index} of ${mappings.length}`)
      return mapping
    },
  }
}
