/** From a place in the text to what the graph shows of it, and back. */
import type { Graph, GraphEdge, GraphNode, Span } from '@lockstep/dsl'
import type { Choice } from './flow-model'

const size = (span: Span): number => span.end - span.start

/** The smallest rule, table or mapping whose text holds the cursor; `null` where the graph shows nothing of it. */
export const choiceAt = (graph: Graph, file: string, offset: number): Choice => {
  let best: { readonly item: GraphNode | GraphEdge; readonly choice: Choice } | null = null
  const offer = (item: GraphNode | GraphEdge, choice: Choice): void => {
    if (item.file !== file || offset < item.span.start || offset > item.span.end) return
    if (best === null || size(item.span) < size(best.item.span)) best = { item, choice }
  }
  // An object spans its whole `sync`: to mark it wherever the cursor stands would say nothing.
  for (const node of graph.nodes) if (node.column === 'middle') offer(node, { node: node.id, row: null })
  for (const edge of graph.edges) if (edge.kind === 'mapping') offer(edge, { edge: edge.id })
  return (best as { readonly choice: Choice } | null)?.choice ?? null
}

/** Where the chosen thing stands in the text; a field stands at its first mapping. */
export const placeOf = (graph: Graph, choice: Choice): { readonly file: string; readonly span: Span } | null => {
  if (choice === null) return null
  if ('edge' in choice) return graph.edges.find((edge) => edge.id === choice.edge) ?? null
  if (choice.row !== null) {
    const mapping = graph.edges.find((edge) => [edge.left, edge.right].some((end) => end.node === choice.node && end.row === choice.row))
    if (mapping !== undefined) return mapping
  }
  return graph.nodes.find((node) => node.id === choice.node) ?? null
}
