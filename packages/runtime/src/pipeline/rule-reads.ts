/** Which rules of a policy read or write a property: what a card names when the property is gone. */
import type { CompiledPolicy, CompiledSync, Expr, RuleId } from '@lockstep/dsl'
import type { SideName } from '../model'

/** A property as the services know it; in Salesforce also a path through a lookup. */
export type PropertyRef = { readonly side: SideName; readonly object: string; readonly name: string }

/** What an expression reads; `object` is absent for the record that the expression is asked of. */
type Read = { readonly side: SideName; readonly object?: string; readonly name: string }

const sideOfQuantifier = (expr: Extract<Expr, { kind: 'quantifier' }>): SideName =>
  expr.by !== undefined || expr.object === 'Opportunity' ? 'salesforce' : 'hubspot'

const readsOf = (expr: Expr, scope?: string): readonly Read[] => {
  const within = (...parts: readonly Expr[]): readonly Read[] => parts.flatMap((part) => readsOf(part, scope))
  switch (expr.kind) {
    case 'property':
      return [{ side: expr.side, ...(scope === undefined ? {} : { object: scope }), name: expr.name }]
    case 'related':
      return [
        expr.side === 'salesforce'
          ? { side: expr.side, name: `${expr.via}.${expr.name}` }
          : { side: expr.side, object: expr.object, name: expr.name },
      ]
    case 'not':
    case 'negate':
    case 'test':
      return within(expr.operand)
    case 'binary':
      return within(expr.left, expr.right)
    case 'in':
      return within(expr.operand, ...expr.values)
    case 'if':
      return within(expr.condition, expr.then, expr.else)
    case 'call':
      return within(...expr.args)
    case 'quantifier':
      return [{ side: sideOfQuantifier(expr), object: expr.object, name: '' }, ...readsOf(expr.where, expr.object)]
    case 'literal':
    case 'member':
    case 'linked':
    case 'included':
      return []
  }
}

type Use = Read & { readonly rule: RuleId }

const usesOfSync = (sync: CompiledSync): readonly Use[] => {
  const expressions: (readonly [RuleId, Expr])[] = []
  for (const from of [...(sync.fromHubspot === undefined ? [] : [sync.fromHubspot]), ...Object.values(sync.fromSalesforce)]) {
    if (from.include !== undefined) expressions.push([from.include.rule, from.include.condition])
    for (const line of from.onNew) if (line.when !== undefined) expressions.push([line.rule, line.when])
  }
  const ends: Use[] = []
  const endsOf = (rule: RuleId, hubspot: string | undefined, salesforce: Readonly<Record<string, { readonly name: string }>>): void => {
    if (hubspot !== undefined) ends.push({ rule, side: 'hubspot', object: sync.hubspot.object, name: hubspot })
    for (const [object, { name }] of Object.entries(salesforce)) ends.push({ rule, side: 'salesforce', object, name })
  }
  for (const match of sync.match) endsOf(match.rule, match.hubspot.name, match.salesforce)
  for (const mapping of sync.mappings) {
    if (mapping.kind === 'off') continue
    endsOf(mapping.rule, mapping.hubspot?.name, mapping.salesforce)
    if (mapping.when !== undefined) expressions.push([mapping.rule, mapping.when])
    if (mapping.conversion.kind === 'expression') expressions.push([mapping.rule, mapping.conversion.expr])
  }
  const read = expressions.flatMap(([rule, expr]) => readsOf(expr).map((each) => ({ ...each, rule })))
  // What an expression reads of its own record it reads of each object that the sync holds on that side.
  return [
    ...ends,
    ...read.flatMap((use) => {
      if (use.object !== undefined) return [use]
      const objects = use.side === 'hubspot' ? [sync.hubspot.object] : sync.salesforce
      return objects.map((object) => ({ ...use, object }))
    }),
  ]
}

const usesOf = (policy: CompiledPolicy): readonly Use[] => [
  ...policy.syncs.flatMap(usesOfSync),
  ...policy.lifecycles.flatMap((lifecycle) => [
    { rule: lifecycle.rule, side: 'hubspot' as const, object: lifecycle.sync, name: lifecycle.property },
    ...lifecycle.carry.map(({ rule }) => ({ rule, side: 'hubspot' as const, object: 'company', name: lifecycle.property })),
    ...lifecycle.advance.flatMap(({ rule, when }) => readsOf(when, 'Opportunity').map((each) => ({ ...each, rule }))),
  ]),
]

/** Rules that read or write the property, in the order of the policy. */
export const rulesOfProperty = (policy: CompiledPolicy, { side, object, name }: PropertyRef): readonly RuleId[] => [
  ...new Set(usesOf(policy).flatMap((use) => (use.side === side && use.object === object && use.name === name ? [use.rule] : []))),
]

/** Rules that read or write anything of the object. */
export const rulesOfObject = (policy: CompiledPolicy, side: SideName, object: string): readonly RuleId[] => [
  ...new Set(usesOf(policy).flatMap((use) => (use.side === side && use.object === object ? [use.rule] : []))),
]

/** The lists that an expression asks for, by label. */
const listsIn = (expr: Expr | undefined): readonly string[] => {
  if (expr === undefined) return []
  const within = (...parts: readonly Expr[]): readonly string[] => parts.flatMap(listsIn)
  switch (expr.kind) {
    case 'member':
      return [expr.list]
    case 'not':
    case 'negate':
    case 'test':
      return within(expr.operand)
    case 'binary':
      return within(expr.left, expr.right)
    case 'in':
      return within(expr.operand, ...expr.values)
    case 'if':
      return within(expr.condition, expr.then, expr.else)
    case 'call':
      return within(...expr.args)
    case 'quantifier':
      return within(expr.where)
    case 'literal':
    case 'property':
    case 'related':
    case 'linked':
    case 'included':
      return []
  }
}

const listUses = (policy: CompiledPolicy): readonly { readonly rule: RuleId; readonly lists: readonly string[] }[] =>
  policy.syncs.flatMap((sync) => {
    const froms = [...(sync.fromHubspot === undefined ? [] : [sync.fromHubspot]), ...Object.values(sync.fromSalesforce)]
    return [
      ...froms.flatMap((from) => [
        { rule: from.include?.rule ?? from.rule, lists: listsIn(from.include?.condition) },
        ...from.onNew.map((line) => ({ rule: line.rule, lists: listsIn(line.when) })),
      ]),
      ...sync.mappings.map((mapping) => ({
        rule: mapping.rule,
        lists: [...listsIn(mapping.when), ...(mapping.conversion.kind === 'expression' ? listsIn(mapping.conversion.expr) : [])],
      })),
    ]
  })

/** Rules that ask for members of lists. */
export const rulesOfLists = (policy: CompiledPolicy): readonly RuleId[] => [
  ...new Set(listUses(policy).flatMap(({ rule, lists }) => (lists.length > 0 ? [rule] : []))),
]

/** Rules that ask for members of the list of that label. */
export const rulesOfList = (policy: CompiledPolicy, label: string): readonly RuleId[] => [
  ...new Set(listUses(policy).flatMap(({ rule, lists }) => (lists.includes(label) ? [rule] : []))),
]

/** The properties, fields and paths of an object that a policy reads. */
export const watchedNames = (policy: CompiledPolicy, side: SideName, object: string): readonly string[] => [
  ...new Set(
    policy.watches.flatMap((watch) => {
      if (side === 'hubspot')
        return [
          ...(watch.sync === object ? watch.hubspot.properties : []),
          ...watch.hubspot.associations.flatMap(({ to, properties }) => (to === object ? properties : [])),
        ]
      const own = watch.salesforce[object]
      return [
        ...(own === undefined ? [] : [...own.fields, ...own.related]),
        ...(object === 'Opportunity' ? (watch.opportunities ?? []) : []),
      ]
    }),
  ),
]

/** The objects that a policy reads on a side. */
export const watchedObjects = (policy: CompiledPolicy, side: SideName): readonly string[] => [
  ...new Set(
    policy.watches.flatMap((watch) =>
      side === 'hubspot'
        ? [watch.sync, ...watch.hubspot.associations.map(({ to }) => to)]
        : [...Object.keys(watch.salesforce), ...(watch.opportunities === undefined ? [] : ['Opportunity', 'OpportunityContactRole'])],
    ),
  ),
]
