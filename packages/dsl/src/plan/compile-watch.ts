/** Watches: what capture must read, worked out from every expression, mapping, match key and lifecycle of a sync. */
import { within } from '../binding/expr-names'
import type { Catalog } from '../catalog/catalog'
import { findHubspotObject } from '../catalog/find'
import type { CompiledFrom, CompiledLifecycle, CompiledSync, Expr, RelatedBy, Watch } from './plan'

type Collected = {
  readonly properties: Set<string>
  readonly lists: Set<string>
  readonly associations: Map<string, Set<string>>
  readonly fields: Map<string, Set<string>>
  readonly related: Map<string, Set<string>>
  /** By object, then by the records that hang on it. */
  readonly hanging: Map<string, Map<string, { readonly by: RelatedBy; readonly fields: Set<string> }>>
}

const into = (map: Map<string, Set<string>>, key: string, value: string): void => {
  const set = map.get(key) ?? new Set<string>()
  map.set(key, set.add(value))
}

/** The names that a condition reads of the record it is asked of, with those one lookup away. */
const readOf = (where: Expr): readonly string[] =>
  [...within(where)].flatMap((one) => (one.kind === 'property' ? [one.name] : one.kind === 'related' ? [`${one.via}.${one.name}`] : []))

const readHanging = (found: Collected, of: { readonly object: string; readonly by: RelatedBy }, related: string, where: Expr): void => {
  const hanging = found.hanging.get(of.object) ?? new Map<string, { readonly by: RelatedBy; readonly fields: Set<string> }>()
  found.hanging.set(of.object, hanging)
  const { by, fields } = hanging.get(related) ?? { by: of.by, fields: new Set<string>() }
  hanging.set(related, { by, fields })
  for (const name of [...readOf(where), ...(by.kind === 'lookup' ? by.fields : [])]) fields.add(name)
}

const readQuantifier = (found: Collected, expr: Extract<Expr, { kind: 'quantifier' }>): void => {
  if (expr.by !== undefined) {
    for (const [object, by] of Object.entries(expr.by)) readHanging(found, { object, by }, expr.object, expr.where)
    return
  }
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

/** Contacts' opportunities have a place of their own in a watch; all else that a lifecycle asks for hangs on the record or is associated. */
const readLifecycle = (found: Collected, lifecycle: CompiledLifecycle): void => {
  found.properties.add(lifecycle.property)
  if (lifecycle.carry.length > 0) into(found.associations, lifecycle.sync === 'company' ? 'contact' : 'company', lifecycle.property)
  for (const { object, quantifier, when: where, by } of lifecycle.advance)
    if (object !== undefined) readQuantifier(found, { kind: 'quantifier', quantifier, object, where, ...(by === undefined ? {} : { by }) })
}

const opportunityFields = (lifecycles: readonly CompiledLifecycle[]): readonly string[] =>
  sorted(new Set(lifecycles.flatMap(({ advance }) => advance.flatMap((line) => (line.object === undefined ? readOf(line.when) : [])))))

const hangingOn = (found: Collected, object: string): Pick<Watch['salesforce'][string], 'hanging'> => {
  const hanging = [...(found.hanging.get(object) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1))
  return hanging.length === 0
    ? {}
    : { hanging: hanging.map(([related, { by, fields }]) => ({ object: related, by, fields: sorted(fields) })) }
}

export const compileWatch = (sync: CompiledSync, lifecycles: readonly CompiledLifecycle[], catalog: Catalog): Watch => {
  const found: Collected = {
    properties: new Set(),
    lists: new Set(),
    associations: new Map(),
    fields: new Map(),
    related: new Map(),
    hanging: new Map(),
  }
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
  for (const lifecycle of own) readLifecycle(found, lifecycle)
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
        { fields: sorted(found.fields.get(object) ?? []), related: sorted(found.related.get(object) ?? []), ...hangingOn(found, object) },
      ]),
    ),
    ...(own.length === 0 || sync.id !== 'contact' ? {} : { opportunities: opportunityFields(own) }),
  }
}
