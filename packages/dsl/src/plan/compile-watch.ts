/** Watches: what capture must read, worked out from every expression, mapping, match key and lifecycle of a sync. */
import { within } from '../binding/expr-names'
import type { Catalog } from '../catalog/catalog'
import { findHubspotObject } from '../catalog/find'
import type { CompiledFrom, CompiledLifecycle, CompiledSync, Expr, Watch } from './plan'

type Collected = {
  readonly properties: Set<string>
  readonly lists: Set<string>
  readonly associations: Map<string, Set<string>>
  readonly fields: Map<string, Set<string>>
  readonly related: Map<string, Set<string>>
}

const into = (map: Map<string, Set<string>>, key: string, value: string): void => {
  const set = map.get(key) ?? new Set<string>()
  map.set(key, set.add(value))
}

const readQuantifier = (found: Collected, expr: Extract<Expr, { kind: 'quantifier' }>): void => {
  const set = found.associations.get(expr.object) ?? new Set<string>()
  found.associations.set(expr.object, set)
  for (const one of within(expr.where)) if (one.kind === 'property' && one.side === 'hubspot') set.add(one.name)
}

/** Notes what an expression reads; `objects` are the Salesforce objects whose records it is evaluated on. */
const readExpr = (found: Collected, expr: Expr, objects: readonly string[]): void => {
  switch (expr.kind) {
    case 'quantifier':
      readQuantifier(found, expr)
      return
    case 'member':
      found.lists.add(expr.list)
      return
    case 'property':
      if (expr.side === 'hubspot') found.properties.add(expr.name)
      else for (const object of expr.object === undefined ? objects : [expr.object]) into(found.fields, object, expr.name)
      return
    case 'related':
      if (expr.side === 'hubspot') into(found.associations, expr.object, expr.name)
      else for (const object of objects) into(found.related, object, `${expr.via}.${expr.name}`)
      return
    case 'not':
    case 'negate':
    case 'test':
      readExpr(found, expr.operand, objects)
      return
    case 'binary':
      readExpr(found, expr.left, objects)
      readExpr(found, expr.right, objects)
      return
    case 'in':
      for (const one of [expr.operand, ...expr.values]) readExpr(found, one, objects)
      return
    case 'if':
      for (const one of [expr.condition, expr.then, expr.else]) readExpr(found, one, objects)
      return
    case 'call':
      for (const one of expr.args) readExpr(found, one, objects)
      return
    default:
      return
  }
}

const readFrom = (found: Collected, from: CompiledFrom, objects: readonly string[]): void => {
  if (from.include !== undefined) readExpr(found, from.include.condition, objects)
  for (const line of from.onNew) if (line.when !== undefined) readExpr(found, line.when, objects)
}

/** What associations, pipelines and matches through others rest on. */
const readJoins = (found: Collected, sync: CompiledSync): void => {
  const associated = [...(sync.associations ?? []), ...(sync.matchThrough ?? [])].map((one) => one.object)
  for (const object of associated) found.associations.set(object, found.associations.get(object) ?? new Set())
  for (const { target } of sync.associations ?? [])
    if (target.kind === 'lookup') for (const [object, end] of Object.entries(target.fields)) into(found.fields, object, end.name)
  for (const { hubspot, salesforce } of sync.pipelines ?? []) {
    found.properties.add(hubspot.property)
    found.properties.add(hubspot.stageProperty)
    into(found.fields, salesforce.object, salesforce.stageField)
    if (salesforce.kind !== 'master' || sync.pipelines?.some((one) => one.salesforce.kind !== 'master'))
      into(found.fields, salesforce.object, 'RecordTypeId')
  }
}

const sorted = (names: Iterable<string>): readonly string[] => [...names].sort()

const opportunityFields = (lifecycles: readonly CompiledLifecycle[]): readonly string[] =>
  sorted(
    new Set(
      lifecycles.flatMap((lifecycle) =>
        lifecycle.advance.flatMap((line) =>
          [...within(line.when)].flatMap((one) =>
            one.kind === 'property' ? [one.name] : one.kind === 'related' ? [`${one.via}.${one.name}`] : [],
          ),
        ),
      ),
    ),
  )

export const compileWatch = (sync: CompiledSync, lifecycles: readonly CompiledLifecycle[], catalog: Catalog): Watch => {
  const found: Collected = { properties: new Set(), lists: new Set(), associations: new Map(), fields: new Map(), related: new Map() }
  for (const match of sync.match) {
    found.properties.add(match.hubspot.name)
    for (const [object, end] of Object.entries(match.salesforce)) into(found.fields, object, end.name)
  }
  if (sync.fromHubspot !== undefined) readFrom(found, sync.fromHubspot, [])
  for (const [object, from] of Object.entries(sync.fromSalesforce)) readFrom(found, from, [object])
  for (const mapping of sync.mappings) {
    if (mapping.kind === 'off') continue
    if (mapping.hubspot !== undefined) found.properties.add(mapping.hubspot.name)
    for (const [object, end] of Object.entries(mapping.salesforce)) into(found.fields, object, end.name)
    if (mapping.conversion.kind === 'expression') readExpr(found, mapping.conversion.expr, mapping.objects)
    if (mapping.when !== undefined) readExpr(found, mapping.when, mapping.objects)
  }
  readJoins(found, sync)
  const own = lifecycles.filter((one) => one.sync === sync.id)
  for (const lifecycle of own) {
    found.properties.add(lifecycle.property)
    if (lifecycle.carry.length > 0) into(found.associations, 'company', lifecycle.property)
  }
  return {
    sync: sync.id,
    hubspot: {
      plural: sync.hubspot.plural,
      properties: sorted(found.properties),
      lists: sorted(found.lists),
      associations: sorted(found.associations.keys()).map((to) => ({
        to,
        plural: findHubspotObject(catalog, to)?.plural ?? to,
        properties: sorted(found.associations.get(to) ?? []),
      })),
    },
    salesforce: Object.fromEntries(
      sync.salesforce.map((object) => [
        object,
        { fields: sorted(found.fields.get(object) ?? []), related: sorted(found.related.get(object) ?? []) },
      ]),
    ),
    ...(own.length === 0 ? {} : { opportunities: opportunityFields(own) }),
  }
}
