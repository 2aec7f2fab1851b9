/** Cut: takes a statement out of its block, with what it owns and nothing else. */
import type { ParseResult } from '../syntax/parse'
import type { TextEdit } from '../text/text-edit'
import { indentAt, lineEnd, lineStart, nextLine, ownedBy } from './lines'
import { type AnyNode, bodyOf } from './read-node'

/** The edit that removes the statement, its lead comments, the comment after it and its line's end. */
export const cut = (parsed: ParseResult, block: AnyNode, node: AnyNode): TextEdit => {
  const { text } = parsed.source
  const { span, startsLine, endsLine } = ownedBy(parsed, node.span)
  const body = bodyOf(block)
  if (!startsLine) return { span: { start: body ? body.start + 1 : span.start, end: span.end }, text: '' }
  const start = lineStart(text, span.start)
  if (!endsLine) {
    const closing = body ? body.end - 1 : span.end
    return { span: { start, end: closing }, text: indentAt(text, block.span.start) }
  }
  const end = nextLine(text, span.end)
  const isLastLine = lineEnd(text, span.end) === text.length
  if (!isLastLine || start === 0) return { span: { start, end }, text: '' }
  // Without a line end of its own it gives up those before it, so that the file ends as it did; the line above stays as it is.
  return { span: { start: lineEnd(text, text.slice(0, start).trimEnd().length), end }, text: '' }
}
