/** Line memory: sound lines of the last text of a file, so that the next text parses only the lines that are new in it. */
import type { BrokenNode, MappingNode, ValueRowNode } from './ast'
import type { Statement } from './layout'
import { moveBy } from './move'
import { type LineContext, MOST_ERRORS } from './read-line'

/** `last` holds the lines of the text before, `next` those of the text that is being read; both by what they say. */
export type Lines<N> = { readonly last: ReadonlyMap<string, N>; readonly next: Map<string, N> }

export type LineMemory = { readonly mapping: Lines<MappingNode>; readonly row: Lines<ValueRowNode> }

/** A memory that knows the lines of the one before, and forgets those that do not stand in the next text. */
export const renewMemory = (before: LineMemory | undefined): LineMemory => ({
  mapping: { last: before?.mapping.next ?? new Map(), next: new Map() },
  row: { last: before?.row.next ?? new Map(), next: new Map() },
})

/**
 * The node of a line that was read before, moved to where it stands now; else what `read` makes. Only lines without any complaint are
 * kept: what they say is then all that their node depends on.
 */
export const recall = <N extends MappingNode | ValueRowNode>(
  context: LineContext,
  statement: Statement,
  lines: Lines<N>,
  read: () => N | BrokenNode,
): N | BrokenNode => {
  const { source, diagnostics } = context
  const first = statement.tokens[0]
  const last = statement.tokens.at(-1)
  if (!first || !last || statement.block || statement.unclosed || diagnostics.length > MOST_ERRORS) return read()
  const { start } = first.span
  const said = source.text.slice(start, last.span.end)
  const known = lines.next.get(said) ?? lines.last.get(said)
  if (known) {
    const moved = moveBy(known, start - known.span.start)
    lines.next.set(said, moved)
    return moved
  }
  const before = diagnostics.length
  const made = read()
  if (made.kind !== 'broken' && diagnostics.length === before) lines.next.set(said, made)
  return made
}
