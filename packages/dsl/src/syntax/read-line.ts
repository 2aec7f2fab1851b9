/** Read line: parses one statement's line, gathers what is wrong with it, and hands its tree to a maker of nodes. */
import type { CstNode } from 'chevrotain'
import { report } from '../diagnostics/code'
import { tooComplex, unexpectedBlock } from '../diagnostics/codes/syntax'
import type { Diagnostic } from '../diagnostics/diagnostic'
import type { Source } from '../text/source'
import type { Span } from '../text/span'
import type { BlockKind } from './keywords'
import type { Statement } from './layout'
import type { LineMemory } from './line-memory'
import { type LineRule, parseLine } from './parse-line'
import type { Reader } from './reader'
import { arrowError, describeToken, lineError, tokenError } from './syntax-errors'
import type { Token } from './tokens'

export type LineContext = { readonly source: Source; readonly diagnostics: Diagnostic[]; readonly memory: LineMemory }

const DEEPEST = 40
const MOST_OPERATORS = 500
const MOST_TOKENS = 10_000
/** Recovery from an error costs much more than a sound line; a file with so many errors is no longer parsed line by line. */
export const MOST_ERRORS = 150
/** Where each arrow needs white space around it. */
const ARROW_PLACES: ReadonlySet<BlockKind> = new Set(['map', 'values', 'pipeline', 'activities', 'campaigns'])
const ARROW_RULES: ReadonlySet<LineRule> = new Set(['associate', 'pipeline'])
const TAKES_BLOCK: ReadonlySet<LineRule> = new Set([
  ...(['policy', 'sync', 'from', 'map', 'pipeline', 'values', 'lifecycle'] as const),
  ...(['activities', 'activity', 'campaigns', 'test'] as const),
])
const NESTING = new Set(['if', 'where'])
const OPERATORS = new Set(['and', 'or', 'not', 'if', 'where', '+', '-', '*', '/'])

/** From the first token to the end of the block. */
export const statementSpan = ({ tokens, block }: Statement): Span => {
  const start = (tokens[0] ?? block?.open)?.span.start ?? 0
  return { start, end: block?.end ?? tokens.at(-1)?.span.end ?? start }
}

/** From `{` to `}`, or to the last token inside where the brace is missing. */
export const bodySpan = ({ tokens, block }: Statement): Span | undefined =>
  block && { start: block.open?.span.start ?? tokens.at(-1)?.span.end ?? block.end, end: block.end }

/** Not by spreading: a line may hold more slips than a call takes arguments. */
const addTo = (diagnostics: Diagnostic[], found: Diagnostic | undefined) => {
  if (found) diagnostics.push(found)
}

/** `make` gets the concrete tree, which may have holes; nothing when the line is not to be parsed at all. */
export const readLine = <T>(
  context: LineContext,
  statement: Statement,
  rule: LineRule,
  make: (cst: CstNode, reader: Reader) => T,
): T | undefined => {
  const { source, diagnostics } = context
  const { file } = source
  const { tokens } = statement
  for (const token of tokens) addTo(diagnostics, tokenError(file, token))
  if (ARROW_PLACES.has(statement.place) || ARROW_RULES.has(rule))
    for (const token of tokens) if (token.kind === 'arrow' && !token.slip) addTo(diagnostics, arrowError(source, token))
  if (statement.block && !takesBlock(rule)) reportBlock(context, statement)

  if (diagnostics.length > MOST_ERRORS) return undefined
  const excess = complexity(tokens)
  if (excess !== undefined) {
    diagnostics.push(report(tooComplex, { what: excess }, { file, span: statementSpan(statement) }))
    return undefined
  }

  const { cst, error } = parseLine(rule, tokens, statement.keyword)
  const reader: Reader = { file, end: tokens.at(-1)?.span.end ?? 0, diagnostics: [] }
  const made = make(cst, reader)
  const wrong = error && lineError(file, rule, error, tokens)
  // What stands after the first error may only follow from it, and so may an error after a slip that had to be left out of the line.
  const blocker = tokens.find((token) => token.kind === 'unknown' || token.slip?.kind === 'unclosed')
  const hides = statement.unclosed || (blocker !== undefined && blocker.span.start <= (error?.found?.span.start ?? reader.end))
  for (const one of reader.diagnostics) if (!wrong || one.span.end <= wrong.span.start) diagnostics.push(one)
  if (wrong && !hides) diagnostics.push(wrong)
  return made
}

const takesBlock = (rule: LineRule) => TAKES_BLOCK.has(rule)

const reportBlock = ({ source, diagnostics }: LineContext, { tokens, block }: Statement) => {
  const open = block?.open
  if (open)
    diagnostics.push(
      report(unexpectedBlock, { head: tokens[0] ? describeToken(tokens[0]) : 'this' }, { file: source.file, span: open.span }),
    )
}

/** What makes the line too much to parse and to run, if anything. */
const complexity = (tokens: readonly Token[]): string | undefined => {
  if (tokens.length > MOST_TOKENS) return `has more than ${MOST_TOKENS.toLocaleString('en')} words and signs`
  let depth = 0
  let deepest = 0
  let nesting = 0
  let operators = 0
  for (const { kind, value } of tokens) {
    if (kind === '(') deepest = Math.max(deepest, ++depth)
    if (kind === ')') depth--
    if (kind === 'word' && NESTING.has(value)) nesting++
    if ((kind === 'word' || kind === 'operator') && OPERATORS.has(value)) operators++
  }
  if (deepest + nesting > DEEPEST) return `nests more than ${DEEPEST} deep`
  return operators > MOST_OPERATORS ? `has more than ${MOST_OPERATORS} operators` : undefined
}
