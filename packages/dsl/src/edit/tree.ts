/** Tree: what a file says together with the comments that each of its statements owns; the edited text is compared with it. */
import { leadComments, lineComment } from '../syntax/comments'
import type { ParseResult } from '../syntax/parse'
import type { Comment } from '../syntax/tokens'
import type { Span } from '../text/span'
import { isSame, type Json } from './json'
import { type AnyNode, bodyOf, statementsOf } from './read-node'
import { type Renames, shapeOf } from './shape'

/** A statement: what its head says, the comments it owns, and what its block holds. */
export type Branch = {
  /** Its head as spelled; `null` where it is to say something else than the text does. Equal heads say the same, whatever they say. */
  readonly head: string | null
  /** What its head says; worked out only where heads differ. */
  shape(): Json
  /** The comment lines directly above. */
  readonly lead: readonly string[]
  /** The comments between its tokens, those in its block not counted. */
  readonly inner: readonly string[]
  /** The comment after it on its line. */
  readonly after: string | null
  /** Absent when it has no block. */
  readonly items: readonly Item[] | null
}

/** A statement, or a comment that no statement owns. */
export type Item = Branch | { readonly loose: string }

export const isBranch = (item: Item | undefined): item is Branch => item !== undefined && 'shape' in item

/** The statements and loose comments of a file, in order; with other values for some names. */
export const treeOf = (parsed: ParseResult, renames?: Renames): readonly Item[] =>
  itemsOf({ parsed, renames, taken: new Set() }, statementsOf(parsed.ast) ?? [], parsed.comments)

type Reading = { readonly parsed: ParseResult; readonly renames: Renames | undefined; readonly taken: Set<Comment> }

const itemsOf = (reading: Reading, nodes: readonly AnyNode[], comments: readonly Comment[]): readonly Item[] => {
  const { parsed, renames, taken } = reading
  const owned = nodes.map((node) => {
    const lead = leadComments(parsed, node.span).filter((one) => !taken.has(one))
    const after = lineComment(parsed, node.span)
    const own = after && !taken.has(after) ? after : undefined
    for (const one of lead) taken.add(one)
    if (own) taken.add(own)
    return { lead: lead.map((one) => one.text), after: own?.text ?? null }
  })
  const items: Item[] = []
  let at = 0
  const looseUntil = (end: number) => {
    for (; at < comments.length && comments[at]!.span.start < end; at++)
      if (!taken.has(comments[at]!)) items.push({ loose: comments[at]!.text })
  }
  for (const [index, node] of nodes.entries()) {
    looseUntil(node.span.start)
    const from = at
    while (at < comments.length && comments[at]!.span.end <= node.span.end) at++
    const within = comments.slice(from, at)
    const body = bodyOf(node)
    const statements = statementsOf(node)
    const inBody = (one: Comment) => body !== undefined && one.span.start > body.start && statements !== undefined
    items.push({
      head: renames ? null : headOf(parsed, node),
      shape: () => saying(parsed, node, renames),
      ...owned[index]!,
      inner: within.filter((one) => !inBody(one)).map((one) => one.text),
      items: body && statements ? itemsOf(reading, statements, within.filter(inBody)) : null,
    })
  }
  looseUntil(Number.POSITIVE_INFINITY)
  return items
}

const headOf = ({ source: { text } }: ParseResult, node: AnyNode): string => {
  const body = statementsOf(node) ? bodyOf(node) : undefined
  return `${node.kind} ${text.slice(node.span.start, body?.start ?? node.span.end)}`
}

/** Whether both say the same, and each statement in them owns the same comments. */
export const isSameTree = (a: readonly Item[], b: readonly Item[]): boolean =>
  a.length === b.length && a.every((item, index) => isSameItem(item, b[index]!))

const isSameItem = (a: Item, b: Item): boolean => {
  if (!isBranch(a) || !isBranch(b)) return !isBranch(a) && !isBranch(b) && a.loose === b.loose
  if (a === b) return true
  const isSaid = (a.head !== null && a.head === b.head) || isSame(a.shape(), b.shape())
  return isSaid && a.after === b.after && isSame(a.lead, b.lead) && isSame(a.inner, b.inner) && isSameBlock(a.items, b.items)
}

const isSameBlock = (a: Branch['items'], b: Branch['items']): boolean => (a === null || b === null ? a === b : isSameTree(a, b))

/** Statements that no form describes are compared token by token. */
const saying = (parsed: ParseResult, node: AnyNode, renames: Renames | undefined): Json =>
  node.kind === 'broken' || node.kind === 'unsupported' ? { kind: node.kind, tokens: tokensIn(parsed, node.span) } : shapeOf(node, renames)

const tokensIn = ({ tokens }: ParseResult, span: Span): readonly string[] => {
  let low = 0
  let high = tokens.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (tokens[middle]!.span.start < span.start) low = middle + 1
    else high = middle
  }
  const found: string[] = []
  for (let at = low; at < tokens.length && tokens[at]!.span.end <= span.end; at++) found.push(tokens[at]!.text)
  return found
}

/** Where a statement stands: its number among the statements of each block on the way to it. */
export type Path = readonly number[]

/** The index among the items of a block of its statement with that number. */
export const itemIndex = (items: readonly Item[], number: number): number => {
  let seen = -1
  return items.findIndex((item) => isBranch(item) && ++seen === number)
}

/** The items with those of the block at `path` replaced; the empty path is the file. */
export const withItems = (items: readonly Item[], path: Path, change: (items: readonly Item[]) => readonly Item[]): readonly Item[] => {
  const [first, ...rest] = path
  if (first === undefined) return change(items)
  return withBranch(items, [first], (branch) => ({ ...branch, items: withItems(branch.items ?? [], rest, change) }))
}

/** The items with the statement at `path` replaced. */
export const withBranch = (items: readonly Item[], path: Path, change: (branch: Branch) => Branch): readonly Item[] => {
  const [first, ...rest] = path
  if (first === undefined) return items
  const index = itemIndex(items, first)
  return items.map((item, at) => {
    if (at !== index || !isBranch(item)) return item
    return rest.length === 0 ? change(item) : { ...item, items: withBranch(item.items ?? [], rest, change) }
  })
}

/** The items of the block at a path; none where it has no block. */
export const itemsAt = (items: readonly Item[], path: Path): readonly Item[] => {
  const [first, ...rest] = path
  if (first === undefined) return items
  const branch = items[itemIndex(items, first)]
  return isBranch(branch) ? itemsAt(branch.items ?? [], rest) : []
}
