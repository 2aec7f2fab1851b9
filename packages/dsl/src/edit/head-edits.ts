/** Head edits: from the tokens of a line to those that it should have, touching no other token, no comment and no gap between two that stay. */
import { gapBetween, inline } from '../format/gaps'
import { lex } from '../syntax/lexer'
import type { ParseResult } from '../syntax/parse'
import type { Token } from '../syntax/tokens'
import type { Span } from '../text/span'
import type { TextEdit } from '../text/text-edit'

/** The tokens that stand in a span. */
export const tokensWithin = ({ tokens }: ParseResult, span: Span): readonly Token[] => {
  let low = 0
  let high = tokens.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (tokens[middle]!.span.start < span.start) low = middle + 1
    else high = middle
  }
  let end = low
  while (end < tokens.length && tokens[end]!.span.end <= span.end) end++
  return tokens.slice(low, end)
}

/** A run of old tokens that gives way to a run of new ones; either may be empty. */
type Change = { readonly from: number; readonly to: number; readonly newFrom: number; readonly newTo: number }

/** The edits that make a line of `old` tokens read as `text`. */
export const headEdits = (source: string, old: readonly Token[], text: string): readonly TextEdit[] => {
  const fresh = lex(text).tokens
  return changesBetween(old, fresh).flatMap((change) => editsFor(source, old, fresh, change))
}

const editsFor = (
  source: string,
  old: readonly Token[],
  fresh: readonly Token[],
  { from, to, newFrom, newTo }: Change,
): readonly TextEdit[] => {
  const before = old[from - 1]
  const next = old[to]
  const written = inline(fresh, newFrom, newTo)
  const gap = (left: Token | undefined, right: Token | undefined, beforeLeft: Token | undefined) =>
    left && right ? gapBetween(left, right, beforeLeft) : ''
  if (from === to) {
    if (!before) {
      const at = next?.span.start ?? 0
      return [{ span: { start: at, end: at }, text: written + gap(fresh[newTo - 1], next, fresh[newTo - 2]) }]
    }
    const at = before.span.end
    const touchesNext = next !== undefined && next.span.start === at
    const tail = touchesNext ? gap(fresh[newTo - 1], next, fresh[newTo - 2]) : ''
    return [{ span: { start: at, end: at }, text: gap(before, fresh[newFrom], old[from - 2]) + written + tail }]
  }
  const first = old[from]!
  const last = old[to - 1]!
  if (newFrom < newTo) {
    const isOneLine = !/[#\n\r]/.test(gapsOf(source, old.slice(from, to)))
    const head = before && before.span.end === first.span.start ? gap(before, fresh[newFrom], old[from - 2]) : ''
    const tail = next && next.span.start === last.span.end ? gap(fresh[newTo - 1], next, fresh[newTo - 2]) : ''
    if (isOneLine) return [{ span: { start: first.span.start, end: last.span.end }, text: head + written + tail }]
    return [
      { span: first.span, text: head + written + tail },
      ...old.slice(from + 1, to).map((token): TextEdit => ({ span: token.span, text: '' })),
    ]
  }
  const edits = old.slice(from, to).map((token, index): TextEdit => {
    const left = old[from + index - 1]
    const right = old[from + index + 1]
    if (left && !/[#\n\r]/.test(source.slice(left.span.end, token.span.start)))
      return { span: { start: left.span.end, end: token.span.end }, text: '' }
    if (!left && right && !/[#\n\r]/.test(source.slice(token.span.end, right.span.start)))
      return { span: { start: token.span.start, end: right.span.start }, text: '' }
    return { span: token.span, text: '' }
  })
  const tail = edits.at(-1)!
  const isGlued = before && next && next.span.start === last.span.end && !/[#\n\r]/.test(source.slice(before.span.end, first.span.start))
  return isGlued ? [...edits.slice(0, -1), { ...tail, text: gap(before, next, old[from - 2]) }] : edits
}

/** What stands between tokens, joined. */
const gapsOf = (source: string, tokens: readonly Token[]): string =>
  tokens
    .slice(1)
    .map((token, index) => source.slice(tokens[index]!.span.end, token.span.start))
    .join('')

/** Lines with more different tokens than that are written anew where they differ. */
const MOST_CELLS = 1_000_000

/** The fewest tokens that differ. */
const changesBetween = (old: readonly Token[], fresh: readonly Token[]): readonly Change[] => {
  let start = 0
  while (start < old.length && start < fresh.length && old[start]!.text === fresh[start]!.text) start++
  let end = 0
  while (end < old.length - start && end < fresh.length - start && old[old.length - 1 - end]!.text === fresh[fresh.length - 1 - end]!.text)
    end++
  const rows = old.length - end - start
  const columns = fresh.length - end - start
  if (rows === 0 && columns === 0) return []
  if (rows * columns > MOST_CELLS) return [{ from: start, to: start + rows, newFrom: start, newTo: start + columns }]
  const width = columns + 1
  /** The length of the longest common rest of both, from each place on. */
  const common = new Uint16Array((rows + 1) * width)
  for (let row = rows - 1; row >= 0; row--)
    for (let column = columns - 1; column >= 0; column--)
      common[row * width + column] =
        old[start + row]!.text === fresh[start + column]!.text
          ? common[(row + 1) * width + column + 1]! + 1
          : Math.max(common[(row + 1) * width + column]!, common[row * width + column + 1]!)
  const changes: Change[] = []
  let row = 0
  let column = 0
  while (row < rows || column < columns) {
    if (row < rows && column < columns && old[start + row]!.text === fresh[start + column]!.text) {
      row++
      column++
      continue
    }
    const from = row
    const newFrom = column
    while (row < rows || column < columns) {
      if (row < rows && column < columns && old[start + row]!.text === fresh[start + column]!.text) break
      if (column >= columns || (row < rows && common[(row + 1) * width + column]! >= common[row * width + column + 1]!)) row++
      else column++
    }
    changes.push({ from: start + from, to: start + row, newFrom: start + newFrom, newTo: start + column })
  }
  return changes
}
