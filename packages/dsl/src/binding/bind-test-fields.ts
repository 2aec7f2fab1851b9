/** Fields of a test bound: each a property of its record, with the value as its system writes it. */
import type { HubspotObject, SalesforceObject } from '../catalog/catalog'
import { findField, findProperty } from '../catalog/find'
import { duplicateDeclaration, unknownField, unknownProperty } from '../diagnostics/codes/names'
import { noSuchOption, refusedTestValue } from '../diagnostics/codes/types'
import type { End, SideName } from '../plan/plan'
import type { FieldNode, LiteralNode, NameNode } from '../syntax/ast'
import { encode, textOfValue } from '../types/encode'
import { hubspotEnd, salesforceEnd } from '../types/value-type'
import { type Binding, didYouMean, didYouMeanText } from './binding'
import type { BoundTestField } from './bound'

export const isHubspotObject = (object: HubspotObject | SalesforceObject): object is HubspotObject => 'properties' in object

/** A picklist that takes other values takes this one too, and the policy may still mean one of its options. */
const checkOption = (binding: Binding, file: string, { name, type, options }: End, { value, span, text }: LiteralNode): void => {
  if (type !== 'picklist' || options === undefined || typeof value !== 'string' || value === '' || options.includes(value)) return
  const mean = didYouMeanText({ kind: 'text', span, text, value }, options, 'leave it so if another value is meant')
  binding.report(noSuchOption, { value, name }, { file, span, ...mean, severity: 'warning' })
}

const PULL = 'run `lockstep catalog pull` if it is new'

const endOf = (binding: Binding, file: string, object: HubspotObject | SalesforceObject, name: NameNode): End | undefined => {
  if (isHubspotObject(object)) {
    const property = findProperty(object, name.value)
    if (property !== undefined) {
      binding.refer({ kind: 'property', owner: object.name, name: property.name }, file, name.span)
      return hubspotEnd(property)
    }
    const names = object.properties.map((one) => one.name)
    binding.report(unknownProperty, { name: name.value, object: object.name }, { file, span: name.span, ...didYouMean(name, names, PULL) })
    return undefined
  }
  const field = findField(object, name.value)
  if (field !== undefined) {
    binding.refer({ kind: 'field', owner: object.name, name: field.name }, file, name.span)
    return salesforceEnd(field)
  }
  const names = object.fields.map((one) => one.name)
  binding.report(unknownField, { name: name.value, object: object.name }, { file, span: name.span, ...didYouMean(name, names, PULL) })
  return undefined
}

/** Values that the system itself would refuse are kept as written, since a test may want them, but are told. */
export const bindFields = (
  binding: Binding,
  file: string,
  record: { readonly side: SideName; readonly object: HubspotObject | SalesforceObject },
  nodes: readonly FieldNode[],
): readonly BoundTestField[] =>
  nodes.flatMap((node) => {
    if (node.name === undefined || node.value === undefined) return []
    const first = nodes.find((one) => one.name?.value === node.name?.value)
    if (first !== undefined && first !== node) {
      const related = [{ location: { file, span: first.span }, message: 'the first one' }]
      binding.report(duplicateDeclaration, { what: `\`${node.name.value}\`` }, { file, span: node.span, related })
      return []
    }
    const end = endOf(binding, file, record.object, node.name)
    if (end === undefined) return []
    const { value } = node.value
    const encoded = encode(record.side, end, value)
    if (encoded.ok) {
      checkOption(binding, file, end, node.value)
      return [{ node, end, wire: encoded.value }]
    }
    binding.report(refusedTestValue, { reason: encoded.message }, { file, span: node.value.span })
    return [{ node, end, wire: textOfValue(value) }]
  })
