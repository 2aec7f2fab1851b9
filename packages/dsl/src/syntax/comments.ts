/**
 * Comments: which of them a construct owns. Two rules: whole comment lines directly above it, with no blank line between, and the comment
 * after it on its line. Every other comment belongs to what is around it.
 */
import type { Span } from '../text/span'
import type { ParseResult } from './parse'
import type { Comment } from './tokens'

const isLineEnd = (char: string) => char === '\n' || char === '\r'

const lineStartOf = (text: string, offset: number): number => {
  let at = offset
  while (at > 0 && !isLineEnd(text.charAt(at - 1))) at--
  return at
}

/** The offset after the line's end, or the text's end. */
const nextLineOf = (text: string, offset: number): number => {
  let at = offset
  while (at < text.length && !isLineEnd(text.charAt(at))) at++
  if (text.startsWith('\r\n', at)) return at + 2
  return Math.min(at + 1, text.length)
}

/** The start of the line before the one that starts at `start`. */
const previousLineOf = (text: string, start: number): number => {
  const end = text.startsWith('\r\n', start - 2) ? start - 2 : start - 1
  return lineStartOf(text, Math.max(end, 0))
}

type Commented = Pick<ParseResult, 'source' | 'comments'>

/** The comments that are whole lines directly above `span`, in order. */
export const leadComments = ({ source: { text }, comments }: Commented, span: Span): readonly Comment[] => {
  const found: Comment[] = []
  let start = lineStartOf(text, span.start)
  if (text.slice(start, span.start).trim() !== '') return []
  let index = lastBefore(comments, start)
  while (start > 0) {
    const above = previousLineOf(text, start)
    const comment = comments[index]
    if (!comment || comment.span.start < above || text.slice(above, comment.span.start).trim() !== '') break
    found.unshift(comment)
    start = above
    index--
  }
  return found
}

/** The comment after `span` on the line on which it ends. */
export const lineComment = ({ source: { text }, comments }: Commented, span: Span): Comment | undefined => {
  const comment = comments[lastBefore(comments, span.end) + 1]
  return comment && text.slice(span.end, comment.span.start).trim() === '' && !/[\n\r]/.test(text.slice(span.end, comment.span.start))
    ? comment
    : undefined
}

/** What a construct owns: its lead comments, its tokens, the comment after it, and the end of its line. */
export const ownedRange = (parsed: Commented, span: Span): Span => {
  const { text } = parsed.source
  const lead = leadComments(parsed, span)[0]
  const end = lineComment(parsed, span)?.span.end ?? span.end
  const alone = text.slice(lineStartOf(text, span.start), span.start).trim() === ''
  const rest = text.slice(end, nextLineOf(text, end))
  return {
    start: lead ? lineStartOf(text, lead.span.start) : alone ? lineStartOf(text, span.start) : span.start,
    end: rest.trim() === '' ? nextLineOf(text, end) : end,
  }
}

/** The words of the lead comments, without their signs; nothing when there are none. */
export const descriptionOf = (parsed: Commented, span: Span): string | undefined => {
  const lines = leadComments(parsed, span).map((comment) => comment.text.replace(/^#+\s?/, '').trimEnd())
  return lines.length > 0 ? lines.join('\n') : undefined
}

/** The index of the last comment that starts before `offset`, or -1. */
const lastBefore = (comments: readonly Comment[], offset: number): number => {
  let low = -1
  let high = comments.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (comments[middle]!.span.start < offset) low = middle
    else high = middle - 1
  }
  return low
}
