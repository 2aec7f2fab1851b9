/** Places the graph in columns: HubSpot left, Salesforce right, rules above the mappings between them, tables below. */
import type { Graph, GraphNode } from '@lockstep/dsl'
import { measures as m } from './measures'

export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
/** Where each node stands; lines of rules turn in the lanes. */
export type Layout = { readonly boxes: ReadonlyMap<string, Box>; readonly width: number; readonly height: number }

const middleLeft = m.cardWidth + m.gutter
const secondRules = middleLeft + m.ruleWidth + m.aisle
const cardRight = secondRules + m.ruleWidth + m.gutter
/** The width of every graph. */
export const totalWidth = cardRight + m.cardWidth

/** The x of the lanes in which lines of rules go up and down: left gutter, aisle, right gutter. */
export const lanes = { left: m.cardWidth + m.gutter / 2, aisle: secondRules - m.aisle / 2, right: cardRight - m.gutter / 2 } as const

/** How many rows a card shows. */
export const rowsShown = (node: GraphNode, expanded: boolean): number =>
  expanded ? node.rows.length : Math.min(node.rows.length, m.shortRows)

const cardHeight = (node: GraphNode, expanded: boolean): number =>
  m.headHeight + rowsShown(node, expanded) * m.rowHeight + (node.rows.length > m.shortRows ? m.moreHeight : 0) + m.cardEnd

const listHeight = (node: GraphNode): number =>
  m.listHead + Math.min(node.lines.length, m.listLines + 1) * m.lineHeight + (node.lines.length === 0 ? 0 : m.listEnd)

const isList = (node: GraphNode): boolean => node.kind === 'values' || node.kind === 'lifecycle'

/** Rules that begin at HubSpot, and those of the whole sync, go left; rules that begin at Salesforce go right. */
const startsRight = (node: GraphNode, graph: Graph): boolean => {
  const into = graph.edges.filter((edge) => edge.kind === 'rule' && (edge.left.node === node.id || edge.right.node === node.id))
  const partners = into.map((edge) => ({ other: edge.left.node === node.id ? edge.right.node : edge.left.node, edge }))
  const sources = partners.filter(({ other, edge }) => {
    const fromRight = edge.direction === 'left' || edge.direction === 'both' || edge.direction === 'none'
    return other.startsWith('salesforce-object:') && fromRight
  })
  const fromLeft = partners.some(({ other, edge }) => other.startsWith('hubspot-object:') && edge.direction !== 'left')
  return sources.length > 0 && !fromLeft
}

/** Lays out the whole graph; the same graph and the same expanded cards always give the same places. */
export const layOut = (graph: Graph, expanded: ReadonlySet<string>): Layout => {
  const boxes = new Map<string, Box>()
  const stack = (nodes: readonly GraphNode[], x: number, top: number, width: number, height: (node: GraphNode) => number): number => {
    let y = top
    for (const node of nodes) {
      boxes.set(node.id, { x, y, width, height: height(node) })
      y += height(node) + m.gap
    }
    return nodes.length === 0 ? top : y - m.gap
  }
  const names = [...new Set(graph.nodes.flatMap((node) => (node.sync === undefined ? [] : [node.sync])))]
  let top = 0
  for (const name of names) {
    const own = graph.nodes.filter((node) => node.sync === name)
    const rules = own.filter((node) => node.column === 'middle' && !isList(node))
    const right = rules.filter((node) => startsRight(node, graph))
    const left = rules.filter((node) => !right.includes(node))
    const ruleHeight = () => m.ruleHeight
    const rulesEnd = Math.max(
      stack(left, middleLeft, top, m.ruleWidth, ruleHeight),
      stack(right, secondRules, top, m.ruleWidth, ruleHeight),
    )
    const cardsTop = rules.length === 0 ? top : rulesEnd + m.gap * 2
    const height = (node: GraphNode) => cardHeight(node, expanded.has(node.id))
    const cardsEnd = Math.max(
      stack(
        own.filter((node) => node.column === 'left'),
        0,
        cardsTop,
        m.cardWidth,
        height,
      ),
      stack(
        own.filter((node) => node.column === 'right'),
        cardRight,
        cardsTop,
        m.cardWidth,
        height,
      ),
    )
    const lists = own.filter(isList)
    top = (lists.length === 0 ? cardsEnd : rowOf(lists, cardsEnd + m.gap * 2, boxes)) + m.band
  }
  const shared = graph.nodes.filter((node) => node.sync === undefined)
  const end = shared.length === 0 ? top - m.band : rowOf(shared, top - m.band + m.gap * 2, boxes)
  return { boxes, width: totalWidth, height: Math.max(end, 0) }
}

/** Places lists side by side, four to a row, and returns the lower end. */
const rowOf = (nodes: readonly GraphNode[], top: number, boxes: Map<string, Box>): number => {
  const perRow = 4
  const step = (totalWidth - m.listWidth) / (perRow - 1)
  let y = top
  for (let at = 0; at < nodes.length; at += perRow) {
    const row = nodes.slice(at, at + perRow)
    for (const [index, node] of row.entries()) boxes.set(node.id, { x: index * step, y, width: m.listWidth, height: listHeight(node) })
    y += Math.max(...row.map(listHeight)) + m.gap
  }
  return y - m.gap
}
