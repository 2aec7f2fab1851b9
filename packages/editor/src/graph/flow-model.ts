/** The policy's graph as React Flow wants it; nodes and edges that did not change keep their identity. */
import type { Diagnostic, Graph, GraphEdge, GraphNode } from '@lockstep/dsl'
import type { Edge, Node } from '@xyflow/react'
import { layOut, rowsShown } from './layout'
import { originsOf } from './origins'

export type NodeData = {
  readonly node: GraphNode
  readonly stale: boolean
  readonly expanded: boolean
  readonly problems: number
  /** `from Lead`; absent for what belongs to the whole sync. */
  readonly origin: string | undefined
  /** The row that is selected or lies under the text cursor. */
  readonly chosenRow: string | null
  readonly chosen: boolean
  readonly onToggle: (id: string) => void
}
export type EdgeData = { readonly edge: GraphEdge; readonly stale: boolean; readonly chosen: boolean }
export type FlowNode = Node<NodeData, 'object' | 'rule' | 'list'>
export type FlowEdge = Edge<EdgeData, 'mapping' | 'tie'>

/** What is selected: a node, a row of it, or an edge. */
export type Choice = { readonly node: string; readonly row: string | null } | { readonly edge: string } | null

export type FlowInput = {
  readonly graph: Graph
  /** Nodes and edges kept from the last good text. */
  readonly stale: ReadonlySet<string>
  readonly expanded: ReadonlySet<string>
  readonly choice: Choice
  readonly diagnostics: readonly Diagnostic[]
  readonly onToggle: (id: string) => void
}

const typeOf = (node: GraphNode): FlowNode['type'] =>
  node.kind === 'hubspot-object' || node.kind === 'salesforce-object'
    ? 'object'
    : node.kind === 'values' || node.kind === 'lifecycle'
      ? 'list'
      : 'rule'

/** The handle of a row, or of the node itself. */
export const handleOf = (row: string | undefined): string => (row === undefined ? 'self' : `row:${row}`)

const touchesEdge = (choice: Choice, edge: GraphEdge): boolean => {
  if (choice === null) return false
  if ('edge' in choice) return choice.edge === edge.id
  const at = (end: GraphEdge['left']) =>
    end.node === choice.node && (choice.row === null ? edge.kind !== 'mapping' : end.row === choice.row)
  return at(edge.left) || at(edge.right) || edge.uses === choice.node
}

const problemsIn = (node: GraphNode, diagnostics: readonly Diagnostic[]): number =>
  diagnostics.filter(
    (each) => each.severity !== 'info' && each.file === node.file && each.span.start >= node.span.start && each.span.end <= node.span.end,
  ).length

/** Objects span their whole `sync`, so only smaller constructs show their own problems. */
const countsProblems = (node: GraphNode): boolean => typeOf(node) !== 'object'

/** Nodes with their places, and the edges whose ends are both shown. */
export const toFlow = (input: FlowInput): { readonly nodes: readonly FlowNode[]; readonly edges: readonly FlowEdge[] } => {
  const { graph, stale, expanded, choice } = input
  const { boxes } = layOut(graph, expanded)
  const origins = originsOf(graph)
  const shownRows = new Map(
    graph.nodes.map((node) => [node.id, new Set(node.rows.slice(0, rowsShown(node, expanded.has(node.id))).map((row) => row.id))]),
  )
  const edgeChosen = choice !== null && 'edge' in choice ? graph.edges.find((edge) => edge.id === choice.edge) : undefined
  const nodes = graph.nodes.flatMap((node): readonly FlowNode[] => {
    const box = boxes.get(node.id)
    if (box === undefined) return []
    const end = edgeChosen === undefined ? undefined : [edgeChosen.left, edgeChosen.right].find((each) => each.node === node.id)
    const own = choice !== null && 'node' in choice && choice.node === node.id
    return [
      {
        id: node.id,
        type: typeOf(node),
        position: { x: box.x, y: box.y },
        width: box.width,
        height: box.height,
        data: {
          node,
          stale: stale.has(node.id) || node.broken,
          expanded: expanded.has(node.id),
          origin: origins.get(node.id),
          problems: countsProblems(node) ? problemsIn(node, input.diagnostics) : 0,
          chosen: (own && choice.row === null) || edgeChosen?.uses === node.id,
          chosenRow: own ? choice.row : (end?.row ?? null),
          onToggle: input.onToggle,
        },
      },
    ]
  })
  const edges = graph.edges.flatMap((edge): readonly FlowEdge[] => {
    const isShown = [edge.left, edge.right].every(
      (end) => boxes.has(end.node) && (end.row === undefined || shownRows.get(end.node)?.has(end.row)),
    )
    if (!isShown) return []
    const chosen = touchesEdge(choice, edge)
    return [
      {
        id: edge.id,
        type: edge.kind === 'mapping' ? 'mapping' : 'tie',
        source: edge.left.node,
        target: edge.right.node,
        sourceHandle: handleOf(edge.left.row),
        targetHandle: handleOf(edge.right.row),
        zIndex: chosen ? 10 : 0,
        data: { edge, stale: stale.has(edge.id) || edge.broken, chosen },
      },
    ]
  })
  return { nodes, edges }
}
