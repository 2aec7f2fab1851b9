/** Put: where in a block new lines go, and what stands around them. */
import type { ParseResult } from '../syntax/parse'
import type { TextEdit } from '../text/text-edit'
import { indentAt, lineEnd, lineEndOf, lineStart, ownedBy } from './lines'
import { type AnyNode, bodyOf, statementsOf } from './read-node'
import { type Item, isBranch, itemIndex } from './tree'

/** What is put: its text without the first line's indentation and the last line's end, and whether blank lines set it apart. */
export type Piece = { write(indent: string, eol: string): string; readonly isBlock: boolean }

/** Before or after the statement of that number, or into a block that has none. */
export type Spot = { readonly before: number } | { readonly after: number } | 'empty'

export type Put = {
  readonly edits: readonly TextEdit[]
  /** Where among the items of the block it stands then. */
  readonly item: number
}

/** The indentation of the statements of a block. */
export const indentIn = (parsed: ParseResult, block: AnyNode): string => {
  const { text } = parsed.source
  const sibling = (statementsOf(block) ?? []).find((node) => ownedBy(parsed, node.span).startsLine)
  if (sibling) return indentAt(text, sibling.span.start)
  if (block.kind === 'policy-file') return ''
  const own = indentAt(text, block.span.start)
  return own.endsWith('\t') ? `${own}\t` : `${own}  `
}

export const put = (parsed: ParseResult, block: AnyNode, items: readonly Item[], spot: Spot, piece: Piece): Put => {
  if (spot === 'empty') return intoEmpty(parsed, block, items, piece)
  const nodes = statementsOf(block) ?? []
  return 'after' in spot
    ? putAfter(parsed, block, nodes, items, spot.after, piece)
    : putBefore(parsed, block, nodes, items, spot.before, piece)
}

/** Blank lines set blocks apart where blocks stand beside lines. */
const isApart = (block: AnyNode, piece: Piece, neighbour: AnyNode | undefined): boolean =>
  (block.kind === 'policy-file' || block.kind === 'sync') && (piece.isBlock || (neighbour !== undefined && bodyOf(neighbour) !== undefined))

/** The end of what stands on the line, its trailing white space included, where nothing else follows there. */
const restOfLine = (text: string, end: number): number => (text.slice(end, lineEnd(text, end)).trim() === '' ? lineEnd(text, end) : end)

const putAfter = (
  parsed: ParseResult,
  block: AnyNode,
  nodes: readonly AnyNode[],
  items: readonly Item[],
  number: number,
  piece: Piece,
): Put => {
  const { text } = parsed.source
  const eol = lineEndOf(text)
  const node = nodes[number]!
  const owned = ownedBy(parsed, node.span)
  const indent = owned.startsLine ? indentAt(text, node.span.start) : indentIn(parsed, block)
  const item = itemIndex(items, number) + 1
  const gap = isApart(block, piece, node) ? eol : ''
  const written = `${gap}${eol}${indent}${piece.write(indent, eol)}`
  if (!owned.endsLine) {
    const closing = (bodyOf(block)?.end ?? owned.span.end + 1) - 1
    return { edits: [{ span: { start: owned.span.end, end: closing }, text: `${written}${eol}${indentAt(text, block.span.start)}` }], item }
  }
  const at = restOfLine(text, owned.span.end)
  const next = nodes[number + 1]
  const below = next && ownedBy(parsed, next.span)
  const isDirectlyBelow =
    below !== undefined && lineStart(text, below.span.start) > 0 && text.slice(at, below.span.start).split(/\r\n|\n|\r/).length === 2
  const after = isDirectlyBelow && isApart(block, piece, next) ? eol : ''
  return { edits: [{ span: { start: at, end: at }, text: written + after }], item }
}

const putBefore = (
  parsed: ParseResult,
  block: AnyNode,
  nodes: readonly AnyNode[],
  items: readonly Item[],
  number: number,
  piece: Piece,
): Put => {
  const { text } = parsed.source
  const item = itemIndex(items, number)
  // Directly after the one before, where no comment stands between: then what is apart from it stays so.
  if (number > 0 && isBranch(items[item - 1])) return putAfter(parsed, block, nodes, items, number - 1, piece)
  const eol = lineEndOf(text)
  const node = nodes[number]!
  const owned = ownedBy(parsed, node.span)
  const indent = owned.startsLine ? indentAt(text, node.span.start) : indentIn(parsed, block)
  const gap = isApart(block, piece, node) ? eol : ''
  const written = indent + piece.write(indent, eol)
  if (!owned.startsLine) {
    const start = (bodyOf(block)?.start ?? node.span.start - 1) + 1
    return { edits: [{ span: { start, end: node.span.start }, text: `${eol}${written}${eol}${gap}${indent}` }], item }
  }
  const at = lineStart(text, owned.span.start)
  return { edits: [{ span: { start: at, end: at }, text: `${written}${eol}${gap}` }], item }
}

const intoEmpty = (parsed: ParseResult, block: AnyNode, items: readonly Item[], piece: Piece): Put => {
  const { text } = parsed.source
  const eol = lineEndOf(text)
  const indent = indentIn(parsed, block)
  const written = indent + piece.write(indent, eol)
  const body = bodyOf(block)
  if (block.kind === 'policy-file') {
    const isFresh = text.trim() === ''
    const endsWithLine = text === '' || /[\n\r]$/.test(text)
    const gap = isFresh ? '' : eol
    return {
      edits: [
        { span: { start: text.length, end: text.length }, text: `${endsWithLine ? '' : eol}${gap}${written}${endsWithLine ? eol : ''}` },
      ],
      item: items.length,
    }
  }
  const own = indentAt(text, block.span.start)
  if (!body) return { edits: [{ span: { start: block.span.end, end: block.span.end }, text: ` {${eol}${written}${eol}${own}}` }], item: 0 }
  const first = parsed.comments.find((one) => one.span.start > body.start)
  const isBeside = first !== undefined && first.span.end < body.end && !/[\n\r]/.test(text.slice(body.start, first.span.start))
  const start = isBeside ? first.span.end : body.start + 1
  const item = isBeside ? 1 : 0
  if (lineEnd(text, start) >= body.end - 1)
    return { edits: [{ span: { start, end: body.end - 1 }, text: `${eol}${written}${eol}${own}` }], item }
  const at = restOfLine(text, start)
  return { edits: [{ span: { start: at, end: at }, text: `${eol}${written}` }], item }
}
