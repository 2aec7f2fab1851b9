/** Mapping memory: what the sound mapping lines of a sync were bound to, so that the next text binds only the lines that are new in it. */
import type { Catalog } from '../catalog/catalog'
import type { MappingNode } from '../syntax/ast'
import { openFileMemory } from '../syntax/file-memory'
import { moveBy } from '../syntax/move'
import type { Source } from '../text/source'
import { bindMapping, type EndScopes, usingOf } from './bind-mapping'
import { tableNameOf } from './bind-use'
import type { Binding } from './binding'
import type { BoundMapping, BoundTable } from './bound'
import type { Scope } from './scope'
import type { Reference } from './symbols'

type Kept = {
  readonly said: string
  /** As it stood last. */
  bound: BoundMapping
  /** As they stood when the line was bound, which was with its start at `at`. */
  readonly references: readonly Reference[]
  readonly at: number
  /** The table of the policy behind `using`; undefined where there is none of that name. */
  readonly declared: BoundTable | undefined
  /** The last text in which the line was seen. */
  turn: number
}

/** The lines of one sync by what they say; with the same surroundings that is all that their binding depends on. */
type SyncLines = {
  readonly catalog: Catalog
  readonly scope: Scope
  readonly lines: Map<string, Kept>
  /** The lines of the last text in their order; a hole for each that is not kept. */
  order: readonly (Kept | undefined)[]
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
  const lines: SyncLines = before !== undefined && isStill ? before : { catalog, scope, lines: new Map(), order: [], turn: 0 }
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
  nodes: readonly MappingNode[],
): readonly BoundMapping[] => {
  const { catalog } = binding
  if (catalog === undefined || !binding.remembers) return nodes.map((node) => bindMapping(binding, scope, ends, node))
  const memory = surroundings(name, source, catalog, scope)
  memory.turn++
  const order: (Kept | undefined)[] = []
  const bound = nodes.map((node, index) => {
    const kept = keptOf(memory, source.text, node, index, nodes.length)
    const declared = tableOf(binding, node)
    if (kept === undefined || kept.declared !== declared) {
      const made = bindAnew(binding, memory, source.text, declared, scope, ends, node)
      order.push(made.kept)
      return made.bound
    }
    order.push(kept)
    kept.turn = memory.turn
    if (kept.bound.node !== node) kept.bound = movedTo(kept.bound, node)
    binding.referAgain(kept.references, node.span.start - kept.at)
    return kept.bound
  })
  memory.order = order
  if (memory.lines.size > 2 * nodes.length + 100)
    for (const [said, { turn }] of memory.lines) if (turn !== memory.turn) memory.lines.delete(said)
  return bound
}

/** Most lines stand where they stood in the last text, counted from its start or from its end: those are found without a look-up. */
const keptOf = ({ order, lines }: SyncLines, text: string, node: MappingNode, index: number, count: number): Kept | undefined => {
  const { start, end } = node.span
  const isIt = (kept: Kept | undefined): kept is Kept =>
    kept !== undefined && (kept.bound.node === node || (kept.said.length === end - start && text.startsWith(kept.said, start)))
  const fromStart = order[index]
  if (isIt(fromStart)) return fromStart
  const fromEnd = order[index + order.length - count]
  return isIt(fromEnd) ? fromEnd : lines.get(text.slice(start, end))
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
): { readonly bound: BoundMapping; readonly kept?: Kept } => {
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
  binding.referAgain(references, 0)
  const said = flat(text.slice(node.span.start, node.span.end))
  memory.lines.delete(said)
  if (!isSound || !bound.complete) return { bound }
  const kept: Kept = { said, bound, references, at: node.span.start, declared, turn: memory.turn }
  memory.lines.set(said, kept)
  return { bound, kept }
}

/** The same line where it stands now. */
const movedTo = (bound: BoundMapping, node: MappingNode): BoundMapping => {
  const by = node.span.start - bound.node.span.start
  return bound.default === undefined ? { ...bound, node } : { ...bound, node, default: moveBy(bound.default, by) }
}
