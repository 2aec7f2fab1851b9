/** Columns: the gaps that line up the rows of `map` and `values`, the lines of `from`, and the steps of a lifecycle. */
import type { ActivitiesNode, FromNode, LifecycleNode, MapNode, Node, PipelineNode, PolicyFileNode, ValuesNode } from '../syntax/ast'
import type { ParseResult } from '../syntax/parse'
import type { Token } from '../syntax/tokens'
import type { Span } from '../text/span'
import { displayWidth } from '../text/width'
import { inline } from './gaps'

/** The gap before a token, by the offset at which the token starts. */
export type Gaps = ReadonlyMap<number, string>

/** One line to line up: its cells end where the next begins; each cell is a range of token indices. */
type Row = {
  readonly start: number
  readonly arrow: number
  readonly right: number
  readonly options: number
  /** Of the cells left and right of the arrow, in columns. */
  readonly leftWidth: number
  readonly rightWidth: number
}

/** The nodes whose line has a left side, an arrow and a right side. */
const ROWS: ReadonlySet<Node['kind']> = new Set<Node['kind']>(['mapping', 'value-row', 'stage', 'activity'])

/** A wider cell does not push the others; it takes the smallest gap. */
const WIDEST = 48

/** The line of a node, without the block that it may open. */
const headOf = (node: Node): Span => ('body' in node && node.body ? { start: node.span.start, end: node.body.start } : node.span)

export const columnGaps = ({ source, ast, tokens }: ParseResult): Gaps => {
  const gaps = new Map<number, string>()
  const startsAt = new Map(tokens.map((token, index) => [token.span.start, index]))
  const indexAt = (offset: number) => startsAt.get(offset)
  /** The first token at or after the offset. */
  const indexFrom = (offset: number) => {
    let low = 0
    let high = tokens.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (tokens[middle]!.span.start < offset) low = middle + 1
      else high = middle
    }
    return low
  }
  /** From the word `when` before a condition. */
  const whenOf = (condition: Span): Span => tokens[indexFrom(condition.start) - 1]?.span ?? condition
  const isOneLine = (span: Span) => !/[\n\r]/.test(source.text.slice(span.start, span.end))
  const ownsLine = (span: Span) => {
    const index = indexAt(span.start)
    return index !== undefined && (index === 0 || /[\n\r]/.test(source.text.slice(tokens[index - 1]!.span.end, span.start)))
  }
  const width = (from: number, to: number) => displayWidth(inline(tokens, from, to))
  const widest = (widths: readonly number[]) => Math.max(0, ...widths.filter((one) => one <= WIDEST))
  const pad = (own: number, column: number) => ' '.repeat(Math.max(column - own, 0))

  const alignRows = (nodes: readonly Node[]) => {
    const rows = nodes.flatMap((node): readonly Row[] => {
      if (!ROWS.has(node.kind) || !('arrow' in node) || !node.arrow || !isOneLine(headOf(node)) || !ownsLine(node.span)) return []
      const arrow = indexAt(node.arrow.span.start)
      const option = 'options' in node ? node.options[0]?.span : node.kind === 'activity' && node.when ? whenOf(node.when.span) : undefined
      const end = indexFrom(headOf(node).end)
      if (arrow === undefined) return []
      const start = indexFrom(node.span.start)
      const right = arrow + 1
      const options = option ? indexFrom(option.start) : end
      return [{ start, arrow, right, options, leftWidth: width(start, arrow), rightWidth: width(right, options) }]
    })
    const left = widest(rows.map((row) => row.leftWidth))
    const ends = new Set(nodes.map((node) => indexFrom(headOf(node).end)))
    const right = widest(rows.filter((row) => !ends.has(row.options)).map((row) => row.rightWidth))
    for (const row of rows) {
      const arrow = tokens[row.arrow]!
      const first = tokens[row.right]
      const option = tokens[row.options]
      const inset = arrow.value === '->' ? ' ' : ''
      gaps.set(arrow.span.start, `${pad(row.leftWidth, left)}  ${inset}`)
      if (first) gaps.set(first.span.start, arrow.value === '<-' ? '   ' : '  ')
      if (option && !ends.has(row.options)) gaps.set(option.span.start, `${pad(row.rightWidth, right)} `)
    }
  }

  /** Lines up what follows the first `count` tokens of each line. */
  const alignAfter = (nodes: readonly Node[], count: number, gap: string) => {
    const starts = nodes.filter((node) => ownsLine(node.span)).map((node) => indexFrom(node.span.start))
    const column = widest(starts.map((start) => width(start, start + count)))
    for (const start of starts) {
      const next: Token | undefined = tokens[start + count]
      if (next) gaps.set(next.span.start, pad(width(start, start + count), column) + gap)
    }
  }

  for (const block of blocksOf(ast)) {
    if (block.kind === 'map' || block.kind === 'values' || block.kind === 'pipeline' || block.kind === 'activities')
      alignRows(block.statements)
    if (block.kind === 'from')
      alignAfter(
        block.statements.filter((node) => node.kind.startsWith('on-')),
        2,
        '  ',
      )
    if (block.kind === 'lifecycle')
      alignAfter(
        block.statements.filter((node) => node.kind === 'advance'),
        3,
        ' ',
      )
  }
  // A list of fields reads better apart from the name before it, which is no function.
  for (const test of ast.statements) {
    if (test.kind !== 'policy-test') continue
    for (const line of test.statements) {
      let at = indexFrom(line.span.start)
      while (at < tokens.length && tokens[at]!.span.end <= line.span.end && tokens[at]!.kind !== '(') at++
      const open = tokens[at]
      if (open?.kind === '(' && open.span.end <= line.span.end) gaps.set(open.span.start, ' ')
    }
  }
  return gaps
}

type Aligned = ActivitiesNode | MapNode | FromNode | PipelineNode | ValuesNode | LifecycleNode

const blocksOf = (ast: PolicyFileNode) =>
  ast.statements.flatMap((node): readonly Aligned[] => {
    if (node.kind === 'sync')
      return node.statements.flatMap((inner) => (inner.kind === 'map' || inner.kind === 'from' || inner.kind === 'pipeline' ? [inner] : []))
    if (node.kind === 'activities')
      return [
        node,
        ...node.statements.flatMap((line) => (line.kind === 'activity' ? line.statements.filter((one) => one.kind === 'map') : [])),
      ]
    return node.kind === 'values' || node.kind === 'lifecycle' ? [node] : []
  })
