/** `lifecycle` blocks bound: the property, its order, and the conditions over related records. */
import type { HubspotObject } from '../catalog/catalog'
import { findHubspotObject, findProperty, findSalesforceObject } from '../catalog/find'
import { carryToItself, stageWithoutRecords } from '../diagnostics/codes/lifecycle'
import { unknownHubspotObject, unknownProperty, unknownStage } from '../diagnostics/codes/names'
import { nearest } from '../diagnostics/did-you-mean'
import type { CarryNode, Expression, LifecycleNode, QuantifierNode, TextNode } from '../syntax/ast'
import { type Binding, didYouMean } from './binding'
import type { BoundAdvance, BoundLifecycle } from './bound'
import { lowerCondition } from './lower'
import { lowerQuantifier } from './lower-quantifier'
import type { Scope } from './scope'
import { stateCondition } from './state-condition'

/** A contact's opportunities need no other way than their contact roles, which every org has. */
const isOwnOpportunities = (sync: string, { object }: QuantifierNode): boolean =>
  (sync === 'contact' || sync === '') && object?.value === 'Opportunity'

/** What a line asks, of which records, and how they hang on the one whose stage may rise. */
type Asked = Pick<BoundAdvance, 'when' | 'quantifier' | 'object' | 'by'>

const ofOpportunities = (binding: Binding, file: string, node: QuantifierNode): Asked | undefined => {
  const { quantifier } = node
  if (node.object !== undefined) binding.refer({ kind: 'salesforce-object', name: 'Opportunity' }, file, node.object.span)
  if (node.state !== undefined) return { when: stateCondition(node.state.value, 'salesforce'), quantifier }
  if (node.where === undefined) return undefined
  const opportunity = binding.catalog === undefined ? undefined : findSalesforceObject(binding.catalog, 'Opportunity')
  const salesforce = opportunity === undefined ? [] : [opportunity]
  const when = lowerCondition(binding, { file, bare: 'salesforce', salesforce, heads: [] }, node.where)
  return when === undefined ? undefined : { when, quantifier }
}

const askedBy = (binding: Binding, scope: Scope, node: Expression): Asked | undefined => {
  if (node.kind === 'missing') return undefined
  if (node.kind !== 'quantifier') {
    binding.report(stageWithoutRecords, {}, { file: scope.file, span: node.span })
    return undefined
  }
  if (isOwnOpportunities(scope.hubspot?.name ?? '', node)) return ofOpportunities(binding, scope.file, node)
  const expr = lowerQuantifier(binding, scope, node, lowerCondition)
  if (expr === undefined) return undefined
  const { where, quantifier, object, by } = expr
  return { when: where, quantifier, object, ...(by === undefined ? {} : { by }) }
}

/** Where a stage may be carried from objects of that name; it is kept there under the same name. */
const CARRIES: Readonly<Record<string, readonly string[]>> = {
  contact: ['company', 'contacts of company'],
  company: ['contacts of company'],
}

const checkCarry = (
  binding: Binding,
  file: string,
  lifecycle: { readonly object: HubspotObject; readonly property: string },
  node: CarryNode,
) => {
  if (node.to === undefined || binding.catalog === undefined) return
  const { object, property } = lifecycle
  const at = { file, span: node.to.span }
  if (CARRIES[object.name]?.includes(node.to.value) !== true) {
    binding.report(carryToItself, { object: object.name }, at)
    return
  }
  const target = node.to.value === 'company' ? 'company' : 'contact'
  const carried = findHubspotObject(binding.catalog, target)
  if (carried !== undefined && findProperty(carried, property) === undefined)
    binding.report(
      unknownProperty,
      { name: property, object: target },
      { ...at, help: 'a stage is carried into the property of the same name' },
    )
}

const checkStage = (binding: Binding, file: string, property: string, options: readonly string[], stage: TextNode): void => {
  if (options.length === 0) return
  if (options.includes(stage.value)) {
    binding.refer({ kind: 'stage', owner: property, name: stage.value }, file, stage.span)
    return
  }
  const near = nearest(stage.value, options)
  const help = near === undefined ? 'write a stage by its internal name' : `did you mean \`"${near}"\`?`
  binding.report(unknownStage, { name: stage.value, property }, { file, span: stage.span, help })
}

export const bindLifecycle = (binding: Binding, file: string, node: LifecycleNode): BoundLifecycle => {
  const { catalog } = binding
  const hubspot = catalog === undefined || node.object === undefined ? undefined : findHubspotObject(catalog, node.object.value)
  if (catalog !== undefined && node.object !== undefined && hubspot === undefined) {
    const names = catalog.hubspot.objects.map((one) => one.name)
    const mean = didYouMean(node.object, names, 'write `contact`')
    binding.report(unknownHubspotObject, { name: node.object.value }, { file, span: node.object.span, ...mean })
  }
  const property = hubspot === undefined || node.property === undefined ? undefined : findProperty(hubspot, node.property.value)
  if (hubspot !== undefined && node.property !== undefined) {
    if (property !== undefined) binding.refer({ kind: 'property', owner: hubspot.name, name: property.name }, file, node.property.span)
    else {
      const names = hubspot.properties.map((one) => one.name)
      const mean = didYouMean(node.property, names, 'write `lifecyclestage`')
      binding.report(unknownProperty, { name: node.property.value, object: hubspot.name }, { file, span: node.property.span, ...mean })
    }
  }
  const options = property?.options?.map((option) => option.value) ?? []
  const order = node.statements.flatMap((one) => (one.kind === 'order' ? one.stages : []))
  const name = property?.name ?? node.property?.value ?? ''
  for (const stage of order) checkStage(binding, file, name, options, stage)
  const heads = binding.heads.get(node.object?.value ?? '') ?? []
  const salesforce = heads.flatMap((head) => (catalog === undefined ? [] : (findSalesforceObject(catalog, head) ?? [])))
  const scope: Scope = { file, ...(hubspot === undefined ? {} : { hubspot }), salesforce, heads }
  const advance = node.statements.flatMap((line, index) => {
    if (line.kind !== 'advance' || line.stage === undefined) return []
    checkStage(binding, file, name, options, line.stage)
    const asked = askedBy(binding, scope, line.when)
    return asked === undefined ? [] : [{ span: line.span, stage: line.stage, ...asked, index }]
  })
  if (hubspot !== undefined && property !== undefined)
    for (const line of node.statements)
      if (line.kind === 'carry') checkCarry(binding, file, { object: hubspot, property: property.name }, line)
  return {
    file,
    node,
    object: node.object?.value ?? '',
    ...(property === undefined ? {} : { property }),
    propertyName: name,
    order,
    advance,
  }
}
