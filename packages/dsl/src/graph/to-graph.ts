/** To graph: parsed policy files to the picture of the policy, from the text alone. */
import type { SyncNode } from '../syntax/ast'
import type { ParseResult } from '../syntax/parse'
import { drawActivities } from './activities'
import { type Drawing, objectId, traced } from './drawing'
import type { Graph, GraphEdge, GraphNode } from './graph'
import { drawMappings } from './mappings'
import { drawRules } from './rules'
import { drawTables } from './tables'

/**
 * Depends on the texts only. Ids are unique; of two constructs with one name the later gets a number. The order of nodes and edges is that
 * of the text, objects first within each `sync`.
 */
export const toGraph = (files: readonly ParseResult[]): Graph => {
  const syncs = files.flatMap((parsed) =>
    parsed.ast.statements.flatMap((node) => (node.kind === 'sync' && node.hubspot ? [{ parsed, node }] : [])),
  )
  const tables = new Set(
    files.flatMap(({ ast }) => ast.statements.flatMap((node) => (node.kind === 'values' && node.name ? [node.name.value] : []))),
  )
  const drawing: Drawing = { nodes: [], edges: [], tables }
  for (const { parsed, node } of syncs) drawSync(drawing, parsed, node)
  for (const parsed of files) drawTables(drawing, parsed)
  for (const parsed of files) drawActivities(drawing, parsed)
  return { nodes: distinct(drawing.nodes), edges: distinct(drawing.edges) }
}

const drawSync = (drawing: Drawing, parsed: ParseResult, sync: SyncNode) => {
  const name = sync.hubspot!.value
  const mappings = drawMappings(drawing, parsed, sync)
  const { broken, ...place } = traced(parsed, sync.span)
  const object = (kind: 'hubspot-object' | 'salesforce-object', label: string, rows: readonly string[]): GraphNode => ({
    id: objectId(kind, label),
    kind,
    column: kind === 'hubspot-object' ? 'left' : 'right',
    label,
    ...place,
    broken: broken && mappings.edges.some((edge) => edge.broken),
    sync: name,
    rows: rows.map((row) => ({ id: row, label: row })),
    lines: [],
  })
  join(drawing, object('hubspot-object', name, mappings.hubspot))
  for (const [label, rows] of mappings.salesforce) join(drawing, object('salesforce-object', label, rows))
  drawRules(drawing, parsed, sync)
  for (const edge of mappings.edges) drawing.edges.push(edge)
}

/** An object that several syncs name is one node, with the rows of all of them; it stands where the first one does. */
const join = (drawing: Drawing, node: GraphNode): void => {
  const at = drawing.nodes.findIndex((one) => one.id === node.id)
  const known = drawing.nodes[at]
  if (known === undefined) {
    drawing.nodes.push(node)
    return
  }
  const rows = new Map([...known.rows, ...node.rows].map((row) => [row.id, row]))
  drawing.nodes[at] = { ...known, rows: [...rows.values()], broken: known.broken || node.broken }
}

const distinct = <T extends GraphNode | GraphEdge>(items: readonly T[]): readonly T[] => {
  const seen = new Map<string, number>()
  const used = new Set(items.map((item) => item.id))
  return items.map((item) => {
    let count = (seen.get(item.id) ?? 0) + 1
    seen.set(item.id, count)
    if (count === 1) return item
    while (used.has(`${item.id}#${count}`)) count++
    const id = `${item.id}#${count}`
    used.add(id)
    return { ...item, id }
  })
}
