/** Keeps what the graph showed of a block while a syntax error stands in it. */
import type { Graph, GraphEdge, GraphNode } from '@lockstep/dsl'

export type KeptGraph = { readonly graph: Graph /** ids kept from the last good text */; readonly stale: ReadonlySet<string> }

/** The block an item belongs to: its sync, or for a table the table itself. */
const blockOf = (item: GraphNode | GraphEdge): string => item.sync ?? `${item.file}:${item.id}`

/**
 * `next` is drawn from a text with syntax errors in `brokenFiles`. A block of `before` that has become broken, or has vanished from a
 * broken file, stays as it was and is named in `stale`; every other block is as `next` has it.
 */
export const keepLastGood = (before: Graph | null, next: Graph, brokenFiles: ReadonlySet<string>): KeptGraph => {
  if (before === null || brokenFiles.size === 0) return { graph: next, stale: new Set() }
  const nextBlocks = new Set([...next.nodes, ...next.edges].map(blockOf))
  const brokenBlocks = new Set([...next.nodes, ...next.edges].filter((item) => item.broken).map(blockOf))
  const keeps = (item: GraphNode | GraphEdge): boolean => {
    const block = blockOf(item)
    return brokenBlocks.has(block) || (!nextBlocks.has(block) && brokenFiles.has(item.file))
  }
  const keptNodes = before.nodes.filter(keeps)
  const keptEdges = before.edges.filter(keeps)
  const keptBlocks = new Set([...keptNodes, ...keptEdges].map(blockOf))
  const fresh = (item: GraphNode | GraphEdge): boolean => !keptBlocks.has(blockOf(item))
  return {
    graph: { nodes: [...next.nodes.filter(fresh), ...keptNodes], edges: [...next.edges.filter(fresh), ...keptEdges] },
    stale: new Set([...keptNodes, ...keptEdges].map((item) => item.id)),
  }
}
