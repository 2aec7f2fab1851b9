/** Mapping memory: what the sound mapping lines of a sync were bound to, so that the next text binds only the lines that are new in it. */
import type { Catalog } from '../catalog/catalog'
import type { MapNode, MappingNode } from '../syntax/ast'
import { openFileMemory } from '../syntax/file-memory'
import { moveBy } from '../syntax/move'
import { eachMapping, type RowList, rowAt, rowsOf } from '../syntax/row-list'
import type { Source } from '../text/source'
import { bindMapping, type EndScopes, usingOf } from './bind-mapping'
import { tableNameOf } from './bind-use'
import type { Binding } from './binding'
import type { BoundMapping, BoundTable } from './bound'
import type { BoundLines } from './bound-lines'
import type { Scope } from './scope'
import type { Reference } from './symbols'

type Kept = {
  /** Nothing was reported of it: only then it is remembered. */
  readonly isSound: boolean
  /** As it stood when it was bound; so do the references. */
  readonly bound: BoundMapping
  readonly references: readonly Reference[]
  /** The table of the policy behind `using`; undefined where there is none of that name. */
  readonly declared: BoundTable | undefined
  /** The last text in which the line was seen. */
  turn: number
}

/** What is known of the lines of one sync; with the same surroundings a line's binding depends on nothing but what it says. */
type SyncLines = {
  readonly catalog: Catalog
  readonly scope: Scope
  readonly bySaying: Map<string, Kept>
  readonly byNode: WeakMap<MappingNode, Kept>
  turn: number
}

const known = openFileMemory<Map<string, SyncLines>>(64, 2_000_000)

const isSame = <T>(a: readonly T[], b: readonly T[]): boolean => a.length === b.length && a.every((one, index) => one === b[index])

const surroundings = (name: string, source: Source, catalog: Catalog, scope: Scope): SyncLines => {
  const syncs = known.recall(source.file) ?? new Map<string, SyncLines>()
  const before = syncs.get(name)
  const isStill =
    before?.catalog === catalog &&
    before.scope.hubspot === scope.hubspot &&
    isSame(before.scope.salesforce, scope.salesforce) &&
    isSame(before.scope.heads, scope.heads)
  const lines = before !== undefined && isStill ? before : { catalog, scope, bySaying: new Map(), byNode: new WeakMap(), turn: 0 }
  syncs.set(name, lines)
  known.keep(source.file, syncs, source.text.length)
  return lines
}

/** A text of its own: what is cut out of a long one would keep the long one in memory. */
const flat = (text: string): string => ` ${text}`.slice(1)

/** Binds like `bindMapping`, all lines of one sync in turn; the result is the same, whatever is remembered. */
export const bindMappings = (
  binding: Binding,
  source: Source,
  name: string,
  scope: Scope,
  ends: EndScopes,
  maps: readonly MapNode[],
): BoundLines => {
  const { catalog } = binding
  if (catalog === undefined || !binding.remembers) {
    const bound = maps.flatMap(({ statements }) =>
      statements.flatMap((line) => (line.kind === 'mapping' ? [bindMapping(binding, scope, ends, line)] : [])),
    )
    return { lines: bound, at: (index) => bound[index]! }
  }
  const memory = surroundings(name, source, catalog, scope)
  memory.turn++
  const all: Kept[] = []
  /** Of each line: its first character, its block and its index there. */
  const starts: number[] = []
  const blocks: RowList[] = []
  const indexes: number[] = []
  for (const map of maps) {
    const rows = rowsOf(map)
    eachMapping(rows, (row, index, by) => {
      const start = row.span.start + by
      const declared = tableOf(binding, row)
      const before = memory.byNode.get(row)
      let kept = before ?? memory.bySaying.get(source.text.slice(start, row.span.end + by))
      // Two lines that say the same are two lines.
      if (kept === undefined || kept.declared !== declared || kept.turn === memory.turn)
        kept = bindAnew(binding, memory, source.text, declared, scope, ends, nodeAt(rows, index))
      kept.turn = memory.turn
      if (kept !== before && kept.isSound) memory.byNode.set(row, kept)
      all.push(kept)
      starts.push(start)
      blocks.push(rows)
      indexes.push(index)
    })
  }
  binding.referLater(() =>
    all.flatMap(({ references, bound }, index) => references.map((one) => moveBy(one, starts[index]! - bound.node.span.start))),
  )
  forgetOld(memory, all.length)
  const placed = new Map<number, BoundMapping>()
  return {
    lines: all.map((one) => one.bound),
    at(index) {
      const before = placed.get(index)
      if (before !== undefined) return before
      const mapping = movedTo(all[index]!.bound, nodeAt(blocks[index]!, indexes[index]!))
      placed.set(index, mapping)
      return mapping
    },
  }
}

const nodeAt = (rows: RowList, index: number): MappingNode => {
  const row = rowAt(rows, index)
  if (row.kind !== 'mapping') throw new RangeError(`row ${index} is no mapping`)
  return row
}

/** Lines that have not been seen for long are let go once they are more than those that stand in the text. */
const forgetOld = ({ bySaying, turn }: SyncLines, count: number): void => {
  if (bySaying.size > 2 * count + 100) for (const [said, kept] of bySaying) if (kept.turn !== turn) bySaying.delete(said)
}

const tableOf = (binding: Binding, node: MappingNode): BoundTable | undefined => {
  const using = node.options.length === 0 ? undefined : usingOf(node)
  const name = using && tableNameOf(using)
  return name === undefined ? undefined : binding.tables.get(name)
}

const bindAnew = (
  binding: Binding,
  memory: SyncLines,
  text: string,
  declared: BoundTable | undefined,
  scope: Scope,
  ends: EndScopes,
  node: MappingNode,
): Kept => {
  const references: Reference[] = []
  let isSound = true
  const listening: Binding = {
    ...binding,
    report: (kind, args, place) => {
      isSound = false
      binding.report(kind, args, place)
    },
    refer: (symbol, file, span, declares) => {
      references.push({ symbol, location: { file, span }, ...(declares === undefined ? {} : { declares }) })
    },
  }
  const bound = bindMapping(listening, scope, ends, node)
  const said = flat(text.slice(node.span.start, node.span.end))
  const kept: Kept = { isSound: isSound && bound.complete, bound, references, declared, turn: memory.turn }
  if (kept.isSound) memory.bySaying.set(said, kept)
  else memory.bySaying.delete(said)
  return kept
}

/** The same line where it stands now. */
const movedTo = (bound: BoundMapping, node: MappingNode): BoundMapping => {
  if (bound.node === node) return bound
  const by = node.span.start - bound.node.span.start
  return bound.default === undefined ? { ...bound, node } : { ...bound, node, default: moveBy(bound.default, by) }
}
