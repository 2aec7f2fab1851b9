/** CST access: reads the generator's tree, of which any part may be missing. */
import type { CstElement, CstNode } from 'chevrotain'
import type { Span } from '../text/span'
import type { Token } from './tokens'

const isNode = (element: CstElement): element is CstNode => 'children' in element

/** The child nodes under a label, in order. */
export const nodes = (cst: CstNode | undefined, label: string): readonly CstNode[] => (cst?.children[label] ?? []).filter(isNode)

export const node = (cst: CstNode | undefined, label: string): CstNode | undefined => nodes(cst, label)[0]

const ours = (element: CstElement): Token | undefined => {
  if (isNode(element)) return undefined
  const payload: Token | undefined = element.payload
  return payload
}

/** The tokens under a label, without those that recovery made up. */
export const tokens = (cst: CstNode | undefined, label: string): readonly Token[] =>
  (cst?.children[label] ?? []).flatMap((element) => ours(element) ?? [])

/** The first of those tokens. */
export const token = (cst: CstNode | undefined, label: string): Token | undefined => {
  for (const element of cst?.children[label] ?? []) {
    const found = ours(element)
    if (found) return found
  }
  return undefined
}

/** Where the node's tokens stand; an empty span at `fallback` when it has none. */
export const spanOf = (cst: CstNode | undefined, fallback: number): Span => {
  let start = Number.POSITIVE_INFINITY
  let end = Number.NEGATIVE_INFINITY
  const location = cst?.location
  if (location && Number.isFinite(location.startOffset) && Number.isFinite(location.endOffset)) {
    start = location.startOffset
    end = (location.endOffset ?? location.startOffset) + 1
  }
  return start < end ? { start, end } : { start: fallback, end: fallback }
}
