/** The layout puts HubSpot left, Salesforce right, rules above the cards, tables below, and nothing on top of anything. */
import type { Graph } from '@lockstep/dsl'
import { expect, test } from 'vitest'
import { type Box, layOut } from './layout'
import { measures } from './measures'
import { smallGraph } from './testing/small-graph'

const none: ReadonlySet<string> = new Set()
const overlap = (a: Box, b: Box): boolean => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

test('objects stand at the edges, rules between and above them, tables below', () => {
  const { boxes } = layOut(smallGraph, none)
  const at = (id: string): Box => boxes.get(id) ?? { x: -1, y: -1, width: 0, height: 0 }
  const contact = at('hubspot-object:contact')
  const lead = at('salesforce-object:Lead')
  const created = at('on-new:contact.hubspot.1')
  const changed = at('on-change:contact.Lead')
  expect([contact.x < created.x, created.x < changed.x, changed.x < lead.x]).toEqual([true, true, true])
  expect([created.y + created.height < contact.y, contact.y === lead.y, at('values:stage').y >= contact.y + contact.height]).toEqual([
    true,
    true,
    true,
  ])
})

test('no two boxes overlap, and each lies within the size', () => {
  const twice: Graph = {
    nodes: [
      ...smallGraph.nodes,
      ...smallGraph.nodes.filter((node) => node.sync !== undefined).map((node) => ({ ...node, id: `${node.id}!`, sync: 'company' })),
    ],
    edges: smallGraph.edges,
  }
  const { boxes, width, height } = layOut(twice, none)
  const all = [...boxes.values()]
  const clashes = all.flatMap((a, index) => all.slice(index + 1).filter((b) => overlap(a, b)))
  expect(clashes).toEqual([])
  expect(all.every((box) => box.x >= 0 && box.x + box.width <= width && box.y + box.height <= height)).toBe(true)
})

test('a long card shows its first rows until it is expanded', () => {
  const rows = Array.from({ length: measures.shortRows + 5 }, (_, index) => ({ id: `p${index}`, label: `p${index}` }))
  const graph: Graph = { ...smallGraph, nodes: smallGraph.nodes.map((node) => (node.column === 'left' ? { ...node, rows } : node)) }
  const height = (expanded: ReadonlySet<string>) => layOut(graph, expanded).boxes.get('hubspot-object:contact')?.height ?? 0
  expect(height(new Set(['hubspot-object:contact'])) - height(none)).toBe(5 * measures.rowHeight)
})

test('an empty graph takes no room', () => {
  expect(layOut({ nodes: [], edges: [] }, none).boxes.size).toBe(0)
})
