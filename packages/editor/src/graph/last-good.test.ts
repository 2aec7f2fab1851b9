/** A block with a syntax error stays as it was, dimmed; all other blocks follow the text. */
import type { Graph } from '@lockstep/dsl'
import { expect, test } from 'vitest'
import { keepLastGood } from './last-good'
import { smallGraph } from './testing/small-graph'

const breakSync = (graph: Graph): Graph => ({
  nodes: graph.nodes
    .filter((node) => node.kind !== 'on-change')
    .map((node) => (node.kind === 'hubspot-object' ? { ...node, broken: true } : node)),
  edges: graph.edges.filter((edge) => edge.kind !== 'mapping'),
})
const idsOf = (graph: Graph) => [...graph.nodes, ...graph.edges].map((item) => item.id).sort()

test('without syntax errors the new graph is taken as it is', () => {
  const next: Graph = { nodes: [], edges: [] }
  expect(keepLastGood(smallGraph, next, new Set())).toEqual({ graph: next, stale: new Set() })
})

test('a broken block keeps all it had, and a table in another file goes on following the text', () => {
  const next = breakSync({
    ...smallGraph,
    nodes: smallGraph.nodes.map((node) => (node.kind === 'values' ? { ...node, lines: ['"b" <-> "B"'] } : node)),
  })
  const kept = keepLastGood(smallGraph, next, new Set(['a.sync']))
  expect(idsOf(kept.graph)).toEqual(idsOf(smallGraph))
  expect(kept.graph.nodes.find((node) => node.kind === 'values')?.lines).toEqual(['"b" <-> "B"'])
  expect([...kept.stale].sort()).toEqual(idsOf(smallGraph).filter((id) => id !== 'values:stage'))
})

test('a block that vanished from a broken file stays, one that vanished from a good file goes', () => {
  const next: Graph = { nodes: [], edges: [] }
  const kept = keepLastGood(smallGraph, next, new Set(['b.sync']))
  expect(idsOf(kept.graph)).toEqual(['values:stage'])
  expect([...kept.stale]).toEqual(['values:stage'])
})
