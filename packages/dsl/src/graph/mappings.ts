/** Mappings: the lines of `map` as edges, and the rows of the objects that they join. */

import type { MappingRule } from '../plan/plan'
import type { Arrow, AssociateNode, Expression, MappingNode, SyncNode } from '../syntax/ast'
import type { ParseResult } from '../syntax/parse'
import { type Drawing, objectId, traced, words } from './drawing'
import type { GraphDirection, GraphEdge } from './graph'

export type DrawnMappings = {
  /** Rows in order of first mention. */
  readonly hubspot: readonly string[]
  readonly salesforce: ReadonlyMap<string, readonly string[]>
  readonly edges: readonly GraphEdge[]
}

const DIRECTIONS: Readonly<Record<Arrow, GraphDirection>> = { '<->': 'both', '->': 'right', '<-': 'left', off: 'none' }
const SPOKEN: Readonly<Record<GraphDirection, string>> = {
  both: 'both ways',
  right: 'to Salesforce',
  left: 'to HubSpot',
  none: 'never synced',
}

const ruleOf = ({ arrow, options }: MappingNode): MappingRule => {
  if (arrow?.value === '->') return 'to-salesforce'
  if (arrow?.value === '<-') return 'to-hubspot'
  if (arrow?.value === 'off') return 'off'
  const side = options.find((option) => option.kind === 'prefer-option')?.side?.value
  return side === 'salesforce' ? 'prefer-salesforce' : side === 'hubspot' ? 'prefer-hubspot' : 'two-way'
}

/** The object that a side is written for, e.g. `Lead` in `Lead.State`, and the field; nothing where it is not such a path. */
const pathOf = (expression: Expression, objects: readonly string[]): { readonly object?: string; readonly name: string } | undefined => {
  if (expression.kind !== 'path' || expression.segments.length === 0) return undefined
  const [first, ...rest] = expression.segments.map((segment) => segment.value)
  if (first !== undefined && rest.length > 0 && objects.includes(first)) return { object: first, name: rest.join('.') }
  return { name: expression.segments.map((segment) => segment.value).join('.') }
}

export const drawMappings = (drawing: Drawing, parsed: ParseResult, sync: SyncNode): DrawnMappings => {
  const name = sync.hubspot!.value
  const objects = [...new Set(sync.salesforce.map((object) => object.value))]
  const hubspot = new Set<string>()
  const salesforce = new Map(objects.map((object) => [object, new Set<string>()]))
  const edges: GraphEdge[] = []
  for (const map of sync.statements) {
    if (map.kind === 'associate')
      for (const { edge, left, object, right } of drawAssociation(parsed, name, objects, map)) {
        hubspot.add(left)
        salesforce.get(object)?.add(right)
        edges.push(edge)
      }
    if (map.kind !== 'map') continue
    for (const node of map.statements) {
      if (node.kind !== 'mapping' || !node.arrow || node.hubspot.kind === 'missing' || node.salesforce.kind === 'missing') continue
      const left = pathOf(node.hubspot, [])?.name ?? words(parsed, node.hubspot.span)
      const right = pathOf(node.salesforce, objects)
      const row = right?.name ?? words(parsed, node.salesforce.span)
      const direction = DIRECTIONS[node.arrow.value]
      const table = node.options.find((option) => option.kind === 'using-option')?.name?.value
      for (const object of right?.object === undefined ? objects : [right.object]) {
        hubspot.add(left)
        salesforce.get(object)?.add(row)
        edges.push({
          id: `mapping:${name}.${left}${node.arrow.value === 'off' ? ' off ' : node.arrow.value}${object}.${row}`,
          kind: 'mapping',
          ...traced(parsed, node.span),
          left: { node: objectId('hubspot-object', name), row: left },
          right: { node: objectId('salesforce-object', object), row },
          direction,
          rule: ruleOf(node),
          options: node.options.map((option) => words(parsed, option.span)).join(', '),
          ...(table !== undefined && drawing.tables.has(table) ? { uses: `values:${table}` } : {}),
          label: `${name} ${left} and ${object} ${row}, ${SPOKEN[direction]}`,
          sync: name,
        })
      }
    }
  }
  return { hubspot: [...hubspot], salesforce: new Map([...salesforce].map(([object, rows]) => [object, [...rows]])), edges }
}

type DrawnAssociation = { readonly edge: GraphEdge; readonly left: string; readonly object: string; readonly right: string }

/** One edge for each Salesforce object, between the row of the associated object and that of the lookup. */
const drawAssociation = (
  parsed: ParseResult,
  sync: string,
  objects: readonly string[],
  node: AssociateNode,
): readonly DrawnAssociation[] => {
  const { arrow, field } = node
  const left = node.object?.value
  if (left === undefined || arrow === undefined || field === undefined) return []
  const path = pathOf(field, objects)
  if (path === undefined) return []
  const direction = DIRECTIONS[arrow.value]
  return (path.object === undefined ? objects : [path.object]).map((object) => ({
    left,
    object,
    right: path.name,
    edge: {
      id: `association:${sync}.${left}${arrow.value}${object}.${path.name}`,
      kind: 'association',
      ...traced(parsed, node.span),
      left: { node: objectId('hubspot-object', sync), row: left },
      right: { node: objectId('salesforce-object', object), row: path.name },
      direction,
      options: node.options.map((option) => words(parsed, option.span)).join(', '),
      label: `${left} of ${sync} and ${object} ${path.name}, ${SPOKEN[direction]}`,
      sync,
    },
  }))
}
