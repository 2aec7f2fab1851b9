/** Format: white space between tokens and comments as edits; nothing else ever changes. */
import { lex } from '../syntax/lexer'
import { type ParseResult, parse } from '../syntax/parse'
import type { Comment, Token } from '../syntax/tokens'
import type { Source } from '../text/source'
import { applyTextEdits, type TextEdit } from '../text/text-edit'
import { columnGaps, type Gaps } from './columns'
import { gapBetween } from './gaps'

/**
 * The edits that lay the policy out: two spaces for each block, one statement a line, columns in `map` and `values`, no more than one
 * blank line, no trailing white space. None for a file with a syntax error, and none should the result read differently from the source.
 */
export const format = (source: Source): readonly TextEdit[] => {
  const parsed = parse(source)
  if (parsed.diagnostics.some((diagnostic) => diagnostic.severity === 'error')) return []
  const edits = layOutText(parsed)
  return readsTheSame(parsed, applyTextEdits(source.text, edits)) ? edits : []
}

/** The formatted text; the same text where it has a syntax error. */
export const formatText = (source: Source): string => applyTextEdits(source.text, format(source))

type Piece = Token | Comment

const isComment = (piece: Piece | undefined): piece is Comment => piece?.kind === 'comment'

/** The white space of the canonical layout as edits, whether or not the file has errors; not checked. */
export const layOutText = (parsed: ParseResult): readonly TextEdit[] => {
  const { source, tokens, comments } = parsed
  const { text } = source
  const pieces: readonly Piece[] = [...tokens, ...comments].sort((a, b) => a.span.start - b.span.start)
  const lineEnd = (text.match(/\r\n/g)?.length ?? 0) * 2 > (text.match(/\n/g)?.length ?? 0) ? '\r\n' : '\n'
  const columns = columnGaps(parsed)
  const edits: TextEdit[] = []
  let depth = 0
  let line = 0
  /** Open parentheses: the line of each, and whether it indents; of those opened on one line only the first does. */
  const open: { readonly line: number; readonly indents: boolean }[] = []
  let lastTokens: readonly [Token | undefined, Token | undefined] = [undefined, undefined]

  const put = (start: number, end: number, gap: string) => {
    if (text.slice(start, end) !== gap) edits.push({ span: { start, end }, text: gap })
  }

  for (const [index, piece] of pieces.entries()) {
    const before = pieces[index - 1]
    const start = before?.span.end ?? 0
    const gap = text.slice(start, piece.span.start)
    const closes = piece.kind === '}' || piece.kind === ')'
    const indent = '  '.repeat(Math.max(depth + indenting(open, pieces, index) - (piece.kind === '}' ? 1 : 0), 0))
    if (!before) put(0, piece.span.start, '')
    else if (/[\n\r]/.test(gap)) {
      const blank = countLineEnds(gap) > 1 && !endsOpening(text, before, lastTokens[1]) && !closes
      put(start, piece.span.start, lineEnd.repeat(blank ? 2 : 1) + indent)
      line++
    } else put(start, piece.span.start, sameLineGap(before, piece, lastTokens, columns))
    if (isComment(piece)) continue
    if (piece.kind === '{') depth++
    if (piece.kind === '}') depth--
    if (piece.kind === '(') open.push({ line, indents: open.at(-1)?.line !== line })
    if (piece.kind === ')') open.pop()
    lastTokens = [lastTokens[1], piece]
  }
  const last = pieces.at(-1)
  put(last?.span.end ?? 0, text.length, last ? lineEnd : '')
  return edits
}

/** Whether the line ends with an opening sign, or with a comment right after one. */
const endsOpening = (text: string, piece: Piece, token: Token | undefined): boolean =>
  token !== undefined &&
  (token.kind === '{' || token.kind === '(') &&
  (piece === token || !/[\n\r]/.test(text.slice(token.span.end, piece.span.start)))

/** By how many steps the open parentheses indent a line that begins with that piece, its own closing ones taken off. */
const indenting = (open: readonly { readonly indents: boolean }[], pieces: readonly Piece[], index: number): number => {
  let left = open.length
  for (let at = index; pieces[at]?.kind === ')'; at++) left--
  return open.slice(0, Math.max(left, 0)).filter((one) => one.indents).length
}

const countLineEnds = (gap: string) => gap.match(/\r\n|\n|\r/g)?.length ?? 0

const sameLineGap = (before: Piece, piece: Piece, [beforeThat]: readonly [Token | undefined, Token | undefined], columns: Gaps): string => {
  if (isComment(piece)) return '  '
  if (isComment(before)) return ' '
  return columns.get(piece.span.start) ?? gapBetween(before, piece, beforeThat)
}

/**
 * The guard against a fault of ours: same tokens, same comments, and still no error. How a text parses depends on its tokens, on which of
 * them begin a line and on which touch; where all of these are as before, it need not be parsed again.
 */
const readsTheSame = (parsed: ParseResult, text: string): boolean => {
  const after = lex(text)
  const same = (a: readonly Piece[], b: readonly Piece[]) =>
    a.length === b.length && a.every((piece, index) => piece.text === b[index]!.text)
  if (!same(parsed.tokens, after.tokens) || !same(parsed.comments, after.comments)) return false
  return (
    standsTheSame(parsed.source.text, parsed.tokens, text, after.tokens) ||
    !parse({ ...parsed.source, text }).diagnostics.some((one) => one.severity === 'error')
  )
}

const standsTheSame = (textBefore: string, before: readonly Token[], textAfter: string, after: readonly Token[]): boolean =>
  before.every((token, index) => {
    const [last, lastAfter, tokenAfter] = [before[index - 1], after[index - 1], after[index]!]
    if (last === undefined || lastAfter === undefined) return true
    if ((last.span.end === token.span.start) !== (lastAfter.span.end === tokenAfter.span.start)) return false
    return endsLine(textBefore, last, token) === endsLine(textAfter, lastAfter, tokenAfter)
  })

const endsLine = (text: string, { span: { end } }: Token, { span: { start } }: Token): boolean => {
  for (let at = end; at < start; at++) {
    const code = text.charCodeAt(at)
    if (code === 10 || code === 13) return true
  }
  return false
}
