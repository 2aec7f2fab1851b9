/** Name nodes: the names that a statement's line says in a certain role. */
import type { NameNode } from '../syntax/ast'
import type { AnyNode } from './read-node'

const isNode = (value: unknown): value is AnyNode =>
  typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string' && 'span' in value

const isName = (value: unknown): value is NameNode => isNode(value) && value.kind === 'name'

/** The nodes of a line, itself first; the statements of its block are left out. */
export const nodesOfLine = (node: AnyNode): readonly AnyNode[] => [
  node,
  ...Object.entries(node).flatMap(([key, part]) => {
    if (key === 'statements') return []
    return (Array.isArray(part) ? part : [part]).flatMap((one: unknown) => (isNode(one) ? nodesOfLine(one) : []))
  }),
]

/** The names under those keys of a node. */
export const namesUnder = (node: AnyNode, keys: readonly string[]): readonly NameNode[] =>
  keys.flatMap((key) => {
    const part = node[key]
    return (Array.isArray(part) ? part : [part]).filter(isName)
  })

/** The names called `name` of the nodes of one kind in a line. */
export const nameNodesIn = (node: AnyNode, kind: string): readonly NameNode[] =>
  nodesOfLine(node).flatMap((one) => (one.kind === kind ? namesUnder(one, ['name']) : []))
