/**
 * Row list: the lines of a `map` block, most of them as they stood in an earlier text. A line is moved to its place when somebody looks at
 * it, so that a keystroke in a long block need not move all that stands below.
 */
import type { MapNode, MappingNode } from './ast'
import { moveBy, moveMapping } from './move'

type Row = MapNode['statements'][number]

/** Rows `from` to `until` of a list, which stand `by` characters further on than they say. */
type Part = { readonly rows: readonly Row[]; readonly from: number; readonly until: number; readonly by: number }

export type RowList = {
  readonly parts: readonly Part[]
  readonly length: number
  /** By index, those that have moved and that somebody has looked at, in their places. */
  readonly placed: Map<number, Row>
}

/** After that many edits in different places the rows are put into one list. */
const MOST_PARTS = 64

const lists = new WeakMap<MapNode, RowList>()

const listOf = (parts: readonly Part[]): RowList => ({
  parts,
  length: parts.reduce((sum, { from, until }) => sum + until - from, 0),
  placed: new Map(),
})

/** The rows of any `map` block. */
export const rowsOf = (map: MapNode): RowList => {
  const known = lists.get(map)
  if (known) return known
  const { statements } = map
  const list = listOf([{ rows: statements, from: 0, until: statements.length, by: 0 }])
  lists.set(map, list)
  return list
}

/** A `map` block with those rows, which are put in their places at the first look. */
export const mapOf = (head: Pick<MapNode, 'span' | 'body'>, list: RowList): MapNode => {
  let statements: readonly Row[] | undefined
  const map: MapNode = {
    kind: 'map',
    span: head.span,
    ...(head.body ? { body: head.body } : {}),
    get statements() {
      statements ??= allRows(list)
      return statements
    },
  }
  lists.set(map, list)
  return map
}

/** The row in its place; always the same one for the same index. */
export const rowAt = (list: RowList, index: number): Row => {
  const { row, by } = seek(list, index)
  return inPlace(list, index, row, by)
}

const allRows = (list: RowList): readonly Row[] => {
  let index = 0
  return list.parts.flatMap(({ rows, from, until, by }) => rows.slice(from, until).map((row) => inPlace(list, index++, row, by)))
}

const inPlace = (list: RowList, index: number, row: Row, by: number): Row => {
  if (by === 0) return row
  const known = list.placed.get(index)
  if (known) return known
  const moved = row.kind === 'mapping' ? moveMapping(row, by) : moveBy(row, by)
  list.placed.set(index, moved)
  return moved
}

/** The row as it once stood, and how far it has moved since. */
const seek = (list: RowList, index: number): { readonly row: Row; readonly by: number } => {
  let before = 0
  for (const { rows, from, until, by } of list.parts) {
    const row = index < before + until - from ? rows[from + index - before] : undefined
    if (row) return { row, by }
    before += until - from
  }
  throw new RangeError(`there is no row ${index} of ${list.length}`)
}

/** The first index whose row `holds`, given where it starts and ends; `holds` does for all rows after one for which it does. */
export const firstRow = (list: RowList, holds: (start: number, end: number) => boolean): number => {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    const { row, by } = seek(list, middle)
    if (holds(row.span.start + by, row.span.end + by)) high = middle
    else low = middle + 1
  }
  return low
}

/** The rows with `made` in place of those from `from` to `until`; what follows stands `by` characters further on. */
export const replaceRows = (list: RowList, from: number, until: number, made: readonly Row[], by: number): RowList => {
  const parts = [
    ...cut(list, 0, from),
    { rows: made, from: 0, until: made.length, by: 0 },
    ...cut(list, until, list.length).map((part) => ({ ...part, by: part.by + by })),
  ].filter((part) => part.until > part.from)
  const replaced = listOf(parts)
  if (parts.length <= MOST_PARTS) return replaced
  const rows = allRows(replaced)
  return listOf([{ rows, from: 0, until: rows.length, by: 0 }])
}

const cut = ({ parts }: RowList, from: number, until: number): readonly Part[] => {
  let before = 0
  return parts.flatMap((part) => {
    const start = before
    before += part.until - part.from
    const first = Math.max(part.from, part.from + from - start)
    const last = Math.min(part.until, part.from + until - start)
    return first < last ? [{ ...part, from: first, until: last }] : []
  })
}

/** Every mapping among the rows as it once stood, with its index and how far it has moved since. */
export const eachMapping = ({ parts }: RowList, visit: (row: MappingNode, index: number, by: number) => void): void => {
  let index = 0
  for (const { rows, from, until, by } of parts)
    for (let at = from; at < until; at++, index++) {
      const row = rows[at]
      if (row?.kind === 'mapping') visit(row, index, by)
    }
}

type Statement = { readonly kind: string; readonly statements?: readonly Statement[] }

const isMap = (node: object): node is MapNode => 'kind' in node && node.kind === 'map'
const isMapping = (node: object): node is MappingNode => 'kind' in node && node.kind === 'mapping'

/** As `moveBy`, for whole statements: the rows of `map` blocks are left for those who look at them. */
export const moveStatement = <N extends Statement>(node: N, by: number): N => {
  if (by === 0) return node
  if (isMap(node)) {
    const list = rowsOf(node)
    return mapOf(moveBy({ span: node.span, ...(node.body ? { body: node.body } : {}) }, by), replaceRows(list, 0, 0, [], by)) as MapNode & N
  }
  if (isMapping(node)) return moveMapping(node, by) as MappingNode & N
  if (node.statements === undefined) return moveBy(node, by)
  const { statements, ...head } = node
  return { ...node, ...moveBy(head, by), statements: statements.map((one) => moveStatement(one, by)) }
}
