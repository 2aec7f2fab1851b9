/** Lines: where lines begin and end around a place, how a file ends its lines, and how its blocks are indented. */
import { leadComments, lineComment } from '../syntax/comments'
import type { ParseResult } from '../syntax/parse'
import type { Comment } from '../syntax/tokens'
import type { Span } from '../text/span'

const isLineEnd = (char: string) => char === '\n' || char === '\r'

/** The offset of the first character of the line. */
export const lineStart = (text: string, offset: number): number => {
  let at = offset
  while (at > 0 && !isLineEnd(text.charAt(at - 1))) at--
  return at
}

/** The offset of the line's end, before `\n`, `\r\n` or `\r`. */
export const lineEnd = (text: string, offset: number): number => {
  let at = offset
  while (at < text.length && !isLineEnd(text.charAt(at))) at++
  return at
}

/** The offset after the line's end. */
export const nextLine = (text: string, offset: number): number => {
  const at = lineEnd(text, offset)
  return text.startsWith('\r\n', at) ? at + 2 : Math.min(at + 1, text.length)
}

/** The line end that most lines of the file have. */
export const lineEndOf = (text: string): string => {
  const windows = text.match(/\r\n/g)?.length ?? 0
  const all = text.match(/\r\n|\n|\r/g)?.length ?? 0
  const old = text.match(/\r(?!\n)/g)?.length ?? 0
  if (all === 0) return '\n'
  if (windows * 2 > all) return '\r\n'
  return old * 2 > all ? '\r' : '\n'
}

/** A statement with what it owns: its lead comments and the comment after it. */
export type Owned = {
  readonly lead: readonly Comment[]
  readonly after: Comment | undefined
  /** From the first lead comment to the end of the comment after it. */
  readonly span: Span
  /** Whether nothing stands before it on its line, and nothing after it. */
  readonly startsLine: boolean
  readonly endsLine: boolean
}

export const ownedBy = (parsed: ParseResult, span: Span): Owned => {
  const { text } = parsed.source
  const lead = leadComments(parsed, span)
  const after = lineComment(parsed, span)
  const start = lead[0]?.span.start ?? span.start
  const end = after?.span.end ?? span.end
  return {
    lead,
    after,
    span: { start, end },
    startsLine: text.slice(lineStart(text, start), start).trim() === '',
    endsLine: text.slice(end, lineEnd(text, end)).trim() === '',
  }
}

/** The white space at the beginning of the line. */
export const indentAt = (text: string, offset: number): string => /^[^\S\r\n]*/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? ''
