/** Law 4: an edit changes only the lines that its construct owns, and white space of a block that is laid out. Told by lines and tokens, not by the edits. */
import { layOutText } from '../../format/format'
import { leadComments, ownedRange } from '../../syntax/comments'
import { lex } from '../../syntax/lexer'
import type { ParseResult } from '../../syntax/parse'
import type { Span } from '../../text/span'
import type { EditCommand } from '../command'
import { type AnyNode, bodyOf, statementsOf } from '../read-node'
import { isRename, type Law, type Step, targetOf } from './step'

const isInside = (span: Span, body: Span): boolean => span.start > body.start && span.end < body.end

/** Whether the lines of a block, those of blocks inside of it left out, are as the formatter would have them. */
const isLaidOut = (parsed: ParseResult, block: AnyNode): boolean => {
  const body = block.kind === 'policy-file' ? { start: -1, end: parsed.source.text.length + 1 } : bodyOf(block)
  if (body === undefined) return false
  const inner = (statementsOf(block) ?? []).flatMap((node) => bodyOf(node) ?? [])
  return !layOutText(parsed).some(({ span }) => isInside(span, body) && !inner.some((one) => isInside(span, one)))
}

/** A line that is not blank: its text, the blank lines after it, whether it belongs to the construct, and whether its spacing may change. */
type Line = { readonly text: string; readonly blanks: number; readonly isOwn: boolean; readonly mayShift: boolean }

const linesOf = (text: string, own: Span | undefined, mayShift: (span: Span) => boolean): readonly Line[] => {
  const lines: { text: string; blanks: number; isOwn: boolean; mayShift: boolean }[] = []
  let start = 0
  for (const line of text.split(/\r\n|\n|\r/)) {
    const span = { start, end: start + line.length }
    start = span.end + (text.startsWith('\r\n', span.end) ? 2 : 1)
    const last = lines.at(-1)
    if (line.trim() === '') {
      if (last) last.blanks++
    } else
      lines.push({
        text: line,
        blanks: 0,
        isOwn: own !== undefined && span.start < own.end && span.end > own.start,
        mayShift: mayShift(span),
      })
  }
  return lines
}

const squeezed = (text: string): string => text.trim().replace(/\s+/g, ' ')

const isAlike = (was: Line, is: Line): boolean => (was.mayShift ? squeezed(was.text) === squeezed(is.text) : was.text === is.text)

/** What of the text the command may write anew; `undefined` where it only adds. */
const ownOf = ({ before, command }: Step): Span | undefined => {
  const target = targetOf({ before, command })
  if (target === undefined) return undefined
  const { node } = target
  const body = bodyOf(node)
  const whole = ownedRange(before, node.span)
  const { text } = before.source
  const isOneLine = body !== undefined && !/[\n\r]/.test(text.slice(body.start, body.end))
  if (command.command === 'add') return body === undefined || isOneLine ? { start: node.span.end - 1, end: node.span.end } : undefined
  if (command.command === 'remove' || command.command === 'move') return whole
  if (command.command === 'describe') {
    const [first] = leadComments(before, node.span)
    const isAlone = /(?:^|[\n\r])[^\S\n\r]*$/.test(text.slice(0, node.span.start))
    return first
      ? { start: first.span.start, end: node.span.start }
      : isAlone
        ? undefined
        : { start: node.span.start - 1, end: node.span.end }
  }
  return body === undefined ? whole : { start: whole.start, end: body.start + 1 }
}

/** A list over several lines may become one line: then its comments go above it, so that all of them are counted. */
const comments = (lines: readonly Line[]): number => lex(lines.map((line) => line.text).join('\n')).comments.length

const wrongChunk = (command: EditCommand, own: readonly Line[], chunk: readonly Line[]): string | undefined => {
  const texts = (lines: readonly Line[]) => lines.map((line) => squeezed(line.text)).join('\n')
  if (command.command === 'remove' && chunk.length > 0 && own.length > 0 && texts(chunk) !== '') return isPart(own, chunk)
  if (command.command === 'move' && texts(chunk) !== texts(own)) return `what is moved becomes ${texts(chunk)}`
  if (
    command.command === 'describe' &&
    chunk.some((line) => !line.text.trim().startsWith('#')) &&
    own.every((line) => line.text.trim().startsWith('#'))
  )
    return `a description writes ${texts(chunk)}`
  if (!['add', 'describe', 'remove'].includes(command.command) && comments(chunk) !== comments(own)) return 'comments come or go'
  return undefined
}

/** What a removal leaves of the lines that it touches stood on them before: where several statements share a line. */
const isPart = (own: readonly Line[], chunk: readonly Line[]): string | undefined => {
  const all = own.map((line) => squeezed(line.text)).join(' ')
  const added = chunk.find(
    (line) =>
      !squeezed(line.text)
        .split(' ')
        .every((word) => all.includes(word)),
  )
  return added === undefined ? undefined : `a removal writes ${JSON.stringify(added.text)}`
}

/** What is wrong with the lines after the edit: somewhere among all others, which stand as they stood, are those of the construct. */
const strangeLines = (command: EditCommand, was: readonly Line[], is: readonly Line[]): string | undefined => {
  const others = was.flatMap((line, at) => (line.isOwn ? [] : [{ line, isBorder: was[at + 1]?.isOwn === true || at === was.length - 1 }]))
  const own = was.filter((line) => line.isOwn)
  const extra = is.length - others.length
  if (extra < 0) return 'a line of another construct is gone'
  let problem: string | undefined
  for (let split = 0; split <= others.length; split++) {
    const wrong = others.find(({ line, isBorder }, at) => {
      const now = is[at < split ? at : at + extra]!
      const mayGap = isBorder || at === split - 1
      return !isAlike(line, now) || (!mayGap && line.blanks !== now.blanks)
    })
    const strange =
      wrong === undefined
        ? wrongChunk(command, own, is.slice(split, split + extra))
        : `${JSON.stringify(wrong.line.text)} changes, and is not the construct’s`
    if (strange === undefined) return undefined
    if (wrong === undefined || problem === undefined) problem = strange
  }
  return problem
}

/** A token or comment with the white space before it; `value` is what a token means. */
type Inked = { readonly text: string; readonly span: Span; readonly value?: string; readonly gap: string }

const inkedOf = ({ tokens, comments, source }: ParseResult): readonly Inked[] => {
  const pieces = [...tokens, ...comments].sort((a, b) => a.span.start - b.span.start)
  return pieces.map((piece, at) => ({ ...piece, gap: source.text.slice(pieces[at - 1]?.span.end ?? 0, piece.span.start) }))
}

const hasLineEnd = (gap: string): boolean => /[\n\r]/.test(gap)

/** A rename changes names, and the spacing of blocks that are laid out. */
const strangeInRename = ({ before, after }: Step, to: string): string | undefined => {
  const [was, is] = [inkedOf(before), inkedOf(after)]
  if (was.length !== is.length) return 'a rename adds or takes away tokens'
  const renamed = was.flatMap((piece, at) => (piece.text === is[at]!.text ? [] : [{ from: piece.value, to: is[at]!.value }]))
  const names = new Set(renamed.map((one) => one.from))
  if (names.size > 1) return `a rename changes ${[...names].join(' and ')}`
  if (renamed.some((one) => one.to !== to)) return 'a rename writes another name'
  const shifted = was.find(({ gap, span }, at) => {
    const now = is[at]!.gap
    return gap !== now && (hasLineEnd(gap) !== hasLineEnd(now) || !isShiftable(before, span))
  })
  return shifted === undefined ? undefined : `a rename moves ${JSON.stringify(shifted.text)}`
}

const blocksIn = (parsed: ParseResult): readonly AnyNode[] => {
  const inside = (node: AnyNode): readonly AnyNode[] => [node, ...(statementsOf(node) ?? []).flatMap(inside)]
  return inside(parsed.ast).filter((node) => node.kind === 'policy-file' || bodyOf(node) !== undefined)
}

/** Whether a place stands directly in a block that is laid out. */
const isShiftable = (parsed: ParseResult, span: Span): boolean => {
  const around = blocksIn(parsed).filter((block) => block.kind === 'policy-file' || isInside(span, bodyOf(block)!))
  const innermost = around.at(-1)
  return innermost !== undefined && isLaidOut(parsed, innermost)
}

const shiftableIn = ({ before, command }: Step): ((span: Span) => boolean) => {
  const target = targetOf({ before, command })
  const block = command.command === 'add' ? (target?.node ?? before.ast) : target?.parents.at(-1)
  if (block === undefined || !isLaidOut(before, block)) return () => false
  const body = bodyOf(block)
  const inner = (statementsOf(block) ?? []).flatMap((node) => bodyOf(node) ?? [])
  return (line) =>
    (body === undefined || (line.end > body.start && line.start < body.end)) &&
    !inner.some((one) => line.start > one.start && line.end < one.end)
}

export const law4: Law = {
  name: 'law 4: an edit changes only the lines that its construct owns, and white space of a block that is laid out',
  check: (step) => {
    const { before, after, command, outcome } = step
    if (!outcome.ok || outcome.files.length === 0) return undefined
    if (isRename(command)) return strangeInRename(step, command.to)
    const was = linesOf(before.source.text, ownOf(step), shiftableIn(step))
    const is = linesOf(after.source.text, undefined, () => false)
    return strangeLines(command, was, is)
  },
}
