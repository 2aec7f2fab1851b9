/** `any`, `all` and `no` bound: which records are meant, by what they hang on this one, and what is asked of them. */
import type { HubspotObject, SalesforceObject } from '../catalog/catalog'
import { findHubspotObject, findSalesforceObject } from '../catalog/find'
import { noRelatedRecords, noSuchState } from '../diagnostics/codes/lifecycle'
import { unknownHubspotObject } from '../diagnostics/codes/names'
import type { Expr, RelatedBy, SideName } from '../plan/plan'
import type { Expression, NameNode, QuantifierNode } from '../syntax/ast'
import { type Binding, didYouMean } from './binding'
import { relatedBy } from './related-records'
import type { Scope } from './scope'
import { lackingFor, stateCondition } from './state-condition'

/** Lowers a condition; handed in, since conditions stand inside of conditions. */
export type LowerCondition = (binding: Binding, scope: Scope, node: Expression) => Expr | undefined

/** The records meant: of an object of one side, undefined where the catalog is missing. */
type Related = { readonly side: SideName; readonly hubspot?: HubspotObject; readonly salesforce?: SalesforceObject }

/** Without a catalog only the spelling tells the sides apart: names of Salesforce objects begin with a capital. */
const relatedOf = ({ catalog }: Binding, { value }: NameNode): Related | undefined => {
  if (catalog === undefined) return { side: /^[A-Z]|__c$/.test(value) ? 'salesforce' : 'hubspot' }
  const hubspot = findHubspotObject(catalog, value)
  if (hubspot !== undefined) return { side: 'hubspot', hubspot }
  const salesforce = findSalesforceObject(catalog, value)
  return salesforce === undefined ? undefined : { side: 'salesforce', salesforce }
}

/** By object of the scope; reported where none of them has such records. */
const waysFrom = (
  binding: Binding,
  scope: Scope,
  related: SalesforceObject | undefined,
  name: NameNode,
): Readonly<Record<string, RelatedBy>> | undefined => {
  if (related === undefined || scope.salesforce.length === 0) return {}
  const ways = scope.salesforce.flatMap((object) => {
    const by = relatedBy(object, related)
    return by === undefined ? [] : [[object.name, by] as const]
  })
  if (ways.length > 0) return Object.fromEntries(ways)
  const objects = scope.salesforce.map((object) => `\`${object.name}\``).join(' or ')
  binding.report(noRelatedRecords, { related: related.name, objects }, { file: scope.file, span: name.span })
  return undefined
}

const innerScope = (scope: Scope, { side, hubspot, salesforce }: Related): Scope => ({
  file: scope.file,
  bare: side,
  ...(hubspot === undefined ? {} : { hubspot }),
  salesforce: salesforce === undefined ? [] : [salesforce],
  heads: [],
  related: true,
})

const conditionOf = (
  binding: Binding,
  scope: Scope,
  node: QuantifierNode,
  related: Related,
  lowerCondition: LowerCondition,
): Expr | undefined => {
  if (node.state === undefined)
    return node.where === undefined ? undefined : lowerCondition(binding, innerScope(scope, related), node.where)
  const state = node.state.value
  const field = lackingFor(state, related)
  if (field === undefined) return stateCondition(state, related.side)
  binding.report(noSuchState, { object: node.object?.value ?? '', state, field }, { file: scope.file, span: node.state.span })
  return undefined
}

/** The quantifier in the plan's form; `undefined` when something in it is wrong, which has been reported. */
export const lowerQuantifier = (
  binding: Binding,
  scope: Scope,
  node: QuantifierNode,
  lowerCondition: LowerCondition,
): Extract<Expr, { kind: 'quantifier' }> | undefined => {
  if (node.object === undefined) return undefined
  const { file } = scope
  const { value: name, span } = node.object
  const related = relatedOf(binding, node.object)
  if (related === undefined) {
    const { hubspot, salesforce } = binding.catalog ?? { hubspot: { objects: [] }, salesforce: { objects: [] } }
    const names = [...hubspot.objects, ...salesforce.objects].map((one) => one.name)
    const mean = didYouMean(node.object, names, 'name an object that is associated')
    binding.report(unknownHubspotObject, { name }, { file, span, ...mean })
    return undefined
  }
  if (binding.catalog !== undefined)
    binding.refer({ kind: related.side === 'hubspot' ? 'hubspot-object' : 'salesforce-object', name }, file, span)
  const by = related.side === 'hubspot' ? undefined : waysFrom(binding, scope, related.salesforce, node.object)
  const where = conditionOf(binding, scope, node, related, lowerCondition)
  if (where === undefined || (related.side === 'salesforce' && by === undefined)) return undefined
  return { kind: 'quantifier', quantifier: node.quantifier, object: name, where, ...(by === undefined ? {} : { by }) }
}
