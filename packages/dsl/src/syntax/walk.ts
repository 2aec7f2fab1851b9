/** Walk: the children of any node, in order of place, and the nodes around an offset. */
import { touches } from '../text/span'
import type { Node } from './ast'

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string' && 'span' in value

/** The nodes directly inside, by place. Choices and bare spans are no nodes. */
export const childrenOf = (node: Node): readonly Node[] => {
  const children: Node[] = []
  let isSorted = true
  const add = (value: unknown): void => {
    if (!isNode(value)) return
    const last = children.at(-1)
    if (last !== undefined && byPlace(last, value) > 0) isSorted = false
    children.push(value)
  }
  // Every service walks the whole tree, so this is written for speed.
  for (const value of Object.values(node)) {
    if (typeof value !== 'object') continue
    if (Array.isArray(value)) for (const one of value) add(one)
    else add(value)
  }
  return isSorted ? children : children.sort(byPlace)
}

const byPlace = (a: Node, b: Node): number => a.span.start - b.span.start || a.span.end - b.span.end

/** Calls `visit` for the node and all below it, parents first; `visit` may say `false` to leave out what is below. */
export const walk = (
  node: Node,
  visit: (node: Node, parents: readonly Node[]) => boolean | undefined,
  parents: readonly Node[] = [],
): void => {
  if (visit(node, parents) === false) return
  for (const child of childrenOf(node)) walk(child, visit, [...parents, node])
}

/** The nodes that hold the offset, or touch it with an end, from the outermost to the innermost. */
export const nodesAt = (root: Node, offset: number): readonly Node[] => {
  const path: Node[] = []
  let next: Node | undefined = root
  while (next) {
    path.push(next)
    next = childrenOf(next).findLast((child) => touches(child.span, offset))
  }
  return path
}
