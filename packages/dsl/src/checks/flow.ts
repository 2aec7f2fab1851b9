/** Flow: what feeds what in a policy, as edges between the properties of both systems. */
import type { BoundAssociation, BoundMapping, BoundPolicy, BoundSync } from '../binding/bound'
import type { Expr } from '../plan/plan'
import type { Span } from '../text/span'
import { type MappingOfSync, mappingsOf, syncsOf, writesHubspot, writesSalesforce } from './mappings-of'

/** `side` and the names of object and property; an association is a property named after its object with `@`. */
export type FlowNode = string

export type Flow = {
  readonly from: FlowNode
  readonly to: FlowNode
  readonly sync: BoundSync
  /** The Salesforce object of the link along which the value goes. */
  readonly object: string
  /** True when the value is read from another record, one step away. */
  readonly isStep: boolean
  /** The line: a value never returns through the line by which it came. */
  readonly line: BoundMapping | BoundAssociation
  readonly span: Span
}

export const hubspotNode = (sync: BoundSync, name: string): FlowNode => `hubspot.${sync.name}.${name}`
const salesforceNode = (object: string, name: string): FlowNode => `salesforce.${object}.${name}`

/** The property's name in a node. */
export const nameOfNode = (node: FlowNode): string => node.split('.').slice(2).join('.')

type Source = { readonly node: FlowNode; readonly isStep: boolean }

/** What an expression reads of a record and of those one step away, on the link with that Salesforce object. */
export const sourcesOf = (sync: BoundSync, object: string, expr: Expr): readonly Source[] => {
  const many = (exprs: readonly Expr[]) => exprs.flatMap((one) => sourcesOf(sync, object, one))
  switch (expr.kind) {
    case 'property':
      return [
        { node: expr.side === 'hubspot' ? hubspotNode(sync, expr.name) : salesforceNode(expr.object ?? object, expr.name), isStep: false },
      ]
    case 'related': {
      if (expr.side === 'hubspot')
        return [
          { node: `hubspot.${expr.object}.${expr.name}`, isStep: true },
          { node: hubspotNode(sync, `@${expr.object}`), isStep: false },
        ]
      const lookup = sync.salesforce.find((one) => one.name === object)?.fields.find((field) => field.relationshipName === expr.via)
      return [
        { node: salesforceNode(expr.object, expr.name), isStep: true },
        ...(lookup === undefined ? [] : [{ node: salesforceNode(object, lookup.name), isStep: false }]),
      ]
    }
    case 'quantifier':
      if (expr.by !== undefined) {
        const by = expr.by[object]
        const lookups = by?.kind === 'lookup' ? by.fields : []
        return [...readInside(expr.where), ...lookups].map((name) => ({ node: salesforceNode(expr.object, name), isStep: true }))
      }
      return [
        ...readInside(expr.where).map((name) => ({ node: `hubspot.${expr.object}.${name}`, isStep: true })),
        { node: hubspotNode(sync, `@${expr.object}`), isStep: false },
      ]
    case 'not':
    case 'negate':
    case 'test':
      return sourcesOf(sync, object, expr.operand)
    case 'binary':
      return many([expr.left, expr.right])
    case 'in':
      return many([expr.operand, ...expr.values])
    case 'if':
      return many([expr.condition, expr.then, expr.else])
    case 'call':
      return many(expr.args)
    default:
      return []
  }
}

/** The properties that a condition over associated records reads of them. */
const readInside = (expr: Expr): readonly string[] => {
  switch (expr.kind) {
    case 'property':
      return [expr.name]
    case 'not':
    case 'negate':
    case 'test':
      return readInside(expr.operand)
    case 'binary':
      return [...readInside(expr.left), ...readInside(expr.right)]
    case 'in':
      return [expr.operand, ...expr.values].flatMap(readInside)
    case 'if':
      return [expr.condition, expr.then, expr.else].flatMap(readInside)
    case 'call':
      return expr.args.flatMap(readInside)
    default:
      return []
  }
}

const flowsOfMapping = (sync: BoundSync, object: string, mapping: BoundMapping): readonly Flow[] => {
  if (mapping.once || !mapping.objects.includes(object)) return []
  const field = mapping.fields.find((one) => one.object.name === object)?.field
  const read = mapping.expression === undefined ? [] : sourcesOf(sync, object, mapping.expression)
  const left = mapping.hubspot === undefined ? read : [{ node: hubspotNode(sync, mapping.hubspot.name), isStep: false }]
  const right = field === undefined ? read : [{ node: salesforceNode(object, field.name), isStep: false }]
  const flow = (from: Source, to: Source): Flow => ({
    from: from.node,
    to: to.node,
    sync,
    object,
    isStep: from.isStep,
    line: mapping,
    span: mapping.node.span,
  })
  const pairs = left.flatMap((a) => right.map((b) => [a, b] as const))
  return [
    ...(writesSalesforce(mapping) ? pairs.map(([a, b]) => flow(a, b)) : []),
    ...(writesHubspot(mapping) ? pairs.map(([a, b]) => flow(b, a)) : []),
  ]
}

const flowsOfAssociation = (sync: BoundSync, one: BoundAssociation): readonly Flow[] => {
  const { target, object, node, complete } = one
  if (!complete || object === undefined || target?.kind !== 'lookup') return []
  return target.fields.flatMap(({ object: owner, field }) => {
    const [a, b] = [hubspotNode(sync, `@${object.name}`), salesforceNode(owner.name, field.name)]
    const flow = (from: FlowNode, to: FlowNode): Flow => ({ from, to, sync, object: owner.name, isStep: false, line: one, span: node.span })
    return [...(node.arrow?.value === '<-' ? [] : [flow(a, b)]), ...(node.arrow?.value === '->' ? [] : [flow(b, a)])]
  })
}

/**
 * Every way that a value takes from one property to another. A stage of a lifecycle with an order is left out: it only ever rises, so it
 * changes finitely often and nothing can go round through it.
 */
export const flowsOf = (bound: BoundPolicy): readonly Flow[] => flowsOfLines(bound, mappingsOf(bound))

/** As `flowsOf`, of those mappings only, and of all associations. */
export const flowsOfLines = (bound: BoundPolicy, lines: readonly MappingOfSync[]): readonly Flow[] => {
  const bySync = new Map<BoundSync, BoundMapping[]>()
  for (const { sync, mapping } of lines) {
    const others = bySync.get(sync)
    if (others === undefined) bySync.set(sync, [mapping])
    else others.push(mapping)
  }
  const rising = new Set(bound.lifecycles.filter((one) => one.order.length > 0).map((one) => `hubspot.${one.object}.${one.propertyName}`))
  return syncsOf(bound)
    .flatMap((sync) => [
      ...sync.salesforceNames.flatMap((object) => (bySync.get(sync) ?? []).flatMap((mapping) => flowsOfMapping(sync, object, mapping))),
      ...sync.associations.flatMap((one) => flowsOfAssociation(sync, one)),
    ])
    .filter((one) => !rising.has(one.from) && !rising.has(one.to))
}
