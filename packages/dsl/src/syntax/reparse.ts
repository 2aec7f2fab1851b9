/**
 * Reparse: the tree of an edited text out of the tree of the text before it, where the edit lies between the braces of one `map` or
 * `values` block. Only the lines that changed are read; what stands after them is moved. Any doubt is left to a whole reading.
 */
import type { Diagnostic } from '../diagnostics/diagnostic'
import type { Source } from '../text/source'
import type { Span } from '../text/span'
import type { MapNode, PolicyFileNode, ValuesNode } from './ast'
import { OPENS } from './keywords'
import { layOut, type Statement } from './layout'
import { lex } from './lexer'
import { renewMemory } from './line-memory'
import { firstRow, mapOf, moveStatement, replaceRows, rowAt, rowsOf } from './row-list'
import { toMapLine, toValuesLine } from './to-ast'
import type { Token } from './tokens'

/** What is known of the text before. */
export type Before = Reparsed & { readonly source: Source }

/** `diagnostics` in no order. */
export type Reparsed = { readonly ast: PolicyFileNode; readonly diagnostics: readonly Diagnostic[] }

/** A longer change is read with the whole text; milliseconds hardly differ then. */
const LONGEST_WINDOW = 20_000
/** A reading of the whole text tells the first so many slips only, and counts those of every line. */
const MOST_SLIPS = 50

/** Whole lines, each with its end: the same text stands before `start` and after the two ends. */
type Window = { readonly start: number; readonly oldEnd: number; readonly newEnd: number; readonly by: number }

/** Undefined where only a reading of the whole text is certain to be right. */
export const reparse = (before: Before, source: Source): Reparsed | undefined => {
  const window = changedLines(before.source.text, source.text)
  if (!window || before.diagnostics.length > MOST_SLIPS) return undefined
  const { start, oldEnd, newEnd } = window
  // A slip anywhere else may hang on these lines, and they on it.
  if (before.diagnostics.some(({ span }) => !isWithin(span, start, oldEnd))) return undefined
  const diagnostics: Diagnostic[] = []
  const read = (kind: 'map' | 'values'): readonly Statement[] | undefined => {
    const { tokens } = lex(flat(source.text.slice(start, newEnd)), start)
    if (!isSelfContained(tokens) || !isSelfContained(lex(before.source.text.slice(start, oldEnd), start).tokens)) return undefined
    const layout = layOut(source, tokens, kind)
    for (const one of layout.diagnostics) diagnostics.push(one)
    return layout.statements
  }
  const context = { source, diagnostics, memory: renewMemory(undefined) }
  const ast = replaced(before.ast, window, before.source.text, {
    map: () => read('map')?.map((statement) => toMapLine(context, statement)),
    values: () => read('values')?.map((statement) => toValuesLine(context, statement)),
  })
  return ast && diagnostics.length <= MOST_SLIPS ? { ast, diagnostics } : undefined
}

const isWithin = ({ start, end }: Span, from: number, to: number) => start >= from && end <= to

/** A short text of its own: what is cut out of a long one would keep the long one in memory. */
const flat = (text: string): string => ` ${text}`.slice(1)

/** Texts are compared in stretches, which is done at once, and then by characters. */
const STRETCH = 4_096

const isSameEnd = (old: string, text: string, after: number): boolean =>
  old.slice(old.length - after - STRETCH, old.length - after) === text.slice(text.length - after - STRETCH, text.length - after)

const changedLines = (old: string, text: string): Window | undefined => {
  const shorter = Math.min(old.length, text.length)
  let same = 0
  while (same + STRETCH <= shorter && old.slice(same, same + STRETCH) === text.slice(same, same + STRETCH)) same += STRETCH
  while (same < shorter && old.charCodeAt(same) === text.charCodeAt(same)) same++
  let after = 0
  while (after + STRETCH <= shorter - same && isSameEnd(old, text, after)) after += STRETCH
  while (after < shorter - same && old.charCodeAt(old.length - 1 - after) === text.charCodeAt(text.length - 1 - after)) after++
  const start = same === 0 ? 0 : old.lastIndexOf('\n', same - 1) + 1
  const lineEnd = old.indexOf('\n', old.length - after)
  if (lineEnd < 0) return undefined
  const by = text.length - old.length
  const oldEnd = lineEnd + 1
  return Math.max(oldEnd, oldEnd + by) - start > LONGEST_WINDOW ? undefined : { start, oldEnd, newEnd: oldEnd + by, by }
}

/** Whether these tokens say nothing about the lines around them: no braces, no parenthesis left open, no word that begins a block. */
const isSelfContained = (tokens: readonly Token[]): boolean => {
  let depth = 0
  for (const { kind, value } of tokens) {
    if (kind === '{' || kind === '}' || (kind === 'word' && Object.hasOwn(OPENS, value))) return false
    if (kind === 'arrow' && depth > 0) return false
    if (kind === '(') depth++
    if (kind === ')' && --depth < 0) return false
  }
  return depth === 0
}

type BlockNode = {
  readonly kind: string
  readonly span: Span
  readonly body?: Span
  readonly statements: readonly { readonly kind: string; readonly span: Span }[]
}

/** What stands in the window, of a `map` or `values` block; undefined where the lines cannot be read by themselves. */
type Reading = {
  readonly map: () => MapNode['statements'] | undefined
  readonly values: () => ValuesNode['statements'] | undefined
}

const isMap = (node: { readonly kind: string }): node is MapNode => node.kind === 'map'
const isValues = (node: { readonly kind: string }): node is ValuesNode => node.kind === 'values'
const isBlock = (node: object): node is BlockNode => 'statements' in node

/** The tree with what `read` makes of the window in place of the lines that stood there; undefined where they are not lines of one block. */
const replaced = <N extends BlockNode>(node: N, window: Window, old: string, read: Reading): N | undefined => {
  const { start, oldEnd, by } = window
  if (isMap(node)) {
    if (!isInBody(node, window, old)) return undefined
    const rows = rowsOf(node)
    const from = firstRow(rows, (_, end) => end > start)
    const until = firstRow(rows, (begin) => begin >= oldEnd)
    if (
      !isAllWithin(
        Array.from({ length: until - from }, (_, index) => rowAt(rows, from + index)),
        window,
      )
    )
      return undefined
    const made = read.map()
    return made && (mapOf(stretched(node, by), replaceRows(rows, from, until, made, by)) as MapNode & N)
  }
  const from = firstOf(node.statements, ({ span }) => span.end > start)
  const until = firstOf(node.statements, ({ span }) => span.start >= oldEnd)
  const around = (made: BlockNode['statements']) => ({
    ...node,
    ...stretched(node, by),
    statements: [...node.statements.slice(0, from), ...made, ...node.statements.slice(until).map((one) => moveStatement(one, by))],
  })
  if (isValues(node)) {
    if (!isInBody(node, window, old) || !isAllWithin(node.statements.slice(from, until), window)) return undefined
    const made = read.values()
    return made && around(made)
  }
  const only = node.statements[from]
  if (until !== from + 1 || !only || !isBlock(only)) return undefined
  const inner = replaced(only, window, old, read)
  return inner && around([inner])
}

const stretched = ({ span, body }: Pick<BlockNode, 'span' | 'body'>, by: number) => ({
  span: { start: span.start, end: span.end + by },
  ...(body ? { body: { start: body.start, end: body.end + by } } : {}),
})

const isAllWithin = (statements: readonly { readonly span: Span }[], { start, oldEnd }: Window) =>
  statements.every(({ span }) => isWithin(span, start, oldEnd))

/** Whether the window lies between the braces of the block, on other lines than they. */
const isInBody = ({ body }: BlockNode, { start, oldEnd }: Window, old: string) =>
  body !== undefined && body.start < start && oldEnd < body.end && old.charAt(body.end - 1) === '}'

/** The first index at which `holds`, which holds for all that follow. */
const firstOf = (statements: BlockNode['statements'], holds: (one: { readonly span: Span }) => boolean): number => {
  let low = 0
  let high = statements.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(statements[middle]!)) high = middle
    else low = middle + 1
  }
  return low
}
