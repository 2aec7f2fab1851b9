/** Activities: each line as two objects with an edge, campaigns and tests as nodes with their lines. */
import type { ActivityNode, CampaignsNode, PolicyTestNode } from '../syntax/ast'
import type { ParseResult } from '../syntax/parse'
import { type Drawing, objectId, traced, words } from './drawing'
import type { GraphDirection, GraphNode } from './graph'

const DIRECTIONS: Readonly<Record<string, GraphDirection>> = { '<->': 'both', '->': 'right', '<-': 'left' }
const SPOKEN: Readonly<Record<string, string>> = { both: 'both ways', right: 'to Salesforce', left: 'to HubSpot' }

/** The statement's lines as text; a block inside as its own lines. */
const linesOf = (parsed: ParseResult, { statements }: ActivityNode | CampaignsNode | PolicyTestNode): readonly string[] =>
  statements.flatMap((inner) =>
    inner.kind === 'map' ? inner.statements.map((line) => words(parsed, line.span)) : [words(parsed, inner.span)],
  )

const objectNode = (parsed: ParseResult, kind: 'hubspot-object' | 'salesforce-object', label: string, node: ActivityNode): GraphNode => ({
  id: objectId(kind, label),
  kind,
  column: kind === 'hubspot-object' ? 'left' : 'right',
  label,
  ...traced(parsed, node.span),
  rows: [],
  lines: [],
})

const drawActivity = (drawing: Drawing, parsed: ParseResult, node: ActivityNode): void => {
  const type = node.type?.value
  const [object, ...rest] = node.salesforce?.segments.map((segment) => segment.value) ?? []
  if (type === undefined || object === undefined || node.arrow === undefined) return
  const target = [object, ...rest].join('.')
  const direction = DIRECTIONS[node.arrow.value] ?? 'none'
  for (const [kind, label] of [
    ['hubspot-object', type],
    ['salesforce-object', object],
  ] as const)
    if (!drawing.nodes.some((one) => one.id === objectId(kind, label))) drawing.nodes.push(objectNode(parsed, kind, label, node))
  const id = `activity:${type}~${target}`
  const place = traced(parsed, node.span)
  const detail = node.when === undefined ? undefined : `when ${words(parsed, node.when.span)}`
  drawing.nodes.push({
    id,
    kind: 'activity',
    column: 'middle',
    label: `${type} ${node.arrow.value} ${target}`,
    ...(detail === undefined ? {} : { detail }),
    ...place,
    rows: [],
    lines: linesOf(parsed, node),
  })
  const { description: _, ...bare } = place
  const label = `${type} and ${target}, ${SPOKEN[direction] ?? ''}`
  const ends = [
    [objectId('hubspot-object', type), id],
    [id, objectId('salesforce-object', object)],
  ] as const
  for (const [left, right] of ends)
    drawing.edges.push({
      id: `activity:${left}~${right}`,
      kind: 'activity',
      ...bare,
      left: { node: left },
      right: { node: right },
      direction,
      options: '',
      label,
    })
}

const drawBlock = (drawing: Drawing, parsed: ParseResult, node: CampaignsNode | PolicyTestNode): void => {
  const name = node.kind === 'campaigns' ? 'campaigns' : `test:${node.name?.value ?? ''}`
  drawing.nodes.push({
    id: name,
    kind: node.kind === 'campaigns' ? 'campaigns' : 'test',
    column: 'middle',
    label: node.kind === 'campaigns' ? 'campaigns' : (node.name?.value ?? 'test'),
    ...traced(parsed, node.span),
    rows: [],
    lines: linesOf(parsed, node),
  })
}

export const drawActivities = (drawing: Drawing, parsed: ParseResult): void => {
  for (const node of parsed.ast.statements) {
    if (node.kind === 'activities') for (const line of node.statements) if (line.kind === 'activity') drawActivity(drawing, parsed, line)
    if (node.kind === 'campaigns' || node.kind === 'policy-test') drawBlock(drawing, parsed, node)
  }
}
