/** `lifecycle` blocks bound: the property, its order, and the conditions over opportunities. */
import { findHubspotObject, findProperty, findSalesforceObject } from '../catalog/find'
import { notSupportedYet } from '../diagnostics/codes/meaning'
import { unknownHubspotObject, unknownProperty, unknownStage } from '../diagnostics/codes/names'
import { nearest } from '../diagnostics/did-you-mean'
import type { Expr } from '../plan/plan'
import type { Expression, LifecycleNode, QuantifierNode, TextNode } from '../syntax/ast'
import { type Binding, didYouMean } from './binding'
import type { BoundLifecycle } from './bound'
import { lowerCondition } from './lower'

const flag = (name: 'IsClosed' | 'IsWon', value: boolean): Expr => ({
  kind: 'binary',
  op: '=',
  left: { kind: 'property', side: 'salesforce', name, type: 'boolean', vendorType: 'boolean' },
  right: { kind: 'literal', value, type: 'boolean' },
  type: 'boolean',
})

/** Open is not closed, won is won, lost is closed without being won. */
const stateCondition = (state: 'open' | 'won' | 'lost'): Expr => {
  if (state === 'open') return flag('IsClosed', false)
  if (state === 'won') return flag('IsWon', true)
  return { kind: 'binary', op: 'and', left: flag('IsClosed', true), right: flag('IsWon', false), type: 'boolean' }
}

const overOpportunities = (binding: Binding, file: string, node: Expression): QuantifierNode | undefined => {
  if (node.kind === 'missing') return undefined
  if (node.kind === 'quantifier' && node.quantifier === 'any' && node.object?.value === 'Opportunity') return node
  if (node.kind === 'quantifier' && node.object === undefined) return undefined
  binding.report(notSupportedYet, { what: 'a lifecycle rule other than `any Opportunity ...`' }, { file, span: node.span })
  return undefined
}

const conditionOf = (binding: Binding, file: string, node: Expression): Expr | undefined => {
  const quantifier = overOpportunities(binding, file, node)
  if (quantifier === undefined) return undefined
  if (quantifier.object !== undefined) binding.refer({ kind: 'salesforce-object', name: 'Opportunity' }, file, quantifier.object.span)
  if (quantifier.state !== undefined) return stateCondition(quantifier.state.value)
  const opportunity = binding.catalog === undefined ? undefined : findSalesforceObject(binding.catalog, 'Opportunity')
  if (quantifier.where === undefined) return undefined
  return lowerCondition(
    binding,
    { file, bare: 'salesforce', salesforce: opportunity === undefined ? [] : [opportunity], heads: [] },
    quantifier.where,
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
  if (hubspot !== undefined && node.object !== undefined && hubspot.name !== 'contact')
    binding.report(notSupportedYet, { what: `a lifecycle of \`${hubspot.name}\`` }, { file, span: node.object.span })
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
  const advance = node.statements.flatMap((line, index) => {
    if (line.kind !== 'advance' || line.stage === undefined) return []
    checkStage(binding, file, name, options, line.stage)
    const when = conditionOf(binding, file, line.when)
    return when === undefined ? [] : [{ span: line.span, stage: line.stage, when, index }]
  })
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
