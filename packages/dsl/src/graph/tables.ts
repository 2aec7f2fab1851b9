/** Tables: value tables and lifecycles as nodes with lines. */
import type { ParseResult } from '../syntax/parse'
import { type Drawing, objectId, traced, words } from './drawing'

export const drawTables = (drawing: Drawing, parsed: ParseResult): void => {
  for (const node of parsed.ast.statements) {
    if (node.kind !== 'values' && node.kind !== 'lifecycle') continue
    const place = traced(parsed, node.span)
    const lines = node.statements.map((statement) => words(parsed, statement.span))
    if (node.kind === 'values') {
      if (node.name)
        drawing.nodes.push({
          id: `values:${node.name.value}`,
          kind: 'values',
          column: 'middle',
          label: `values ${node.name.value}`,
          ...place,
          rows: [],
          lines,
        })
      continue
    }
    if (!node.object || !node.property) continue
    const sync = node.object.value
    const id = `lifecycle:${sync}.${node.property.value}`
    const label = `lifecycle ${sync}.${node.property.value}`
    drawing.nodes.push({ id, kind: 'lifecycle', column: 'middle', label, ...place, sync, rows: [], lines })
    const object = objectId('hubspot-object', sync)
    if (!drawing.nodes.some((other) => other.id === object)) continue
    drawing.edges.push({
      id: `lifecycle:${id}~${object}`,
      kind: 'lifecycle',
      file: place.file,
      span: place.span,
      broken: place.broken,
      left: { node: object },
      right: { node: id },
      direction: 'left',
      options: '',
      label,
      sync,
    })
  }
}
