/** `associate` lines bound: the HubSpot object, and the lookup or the contact role that keeps the same in Salesforce. */
import { findField, findSalesforceObject } from '../catalog/find'
import { unknownAssociationLabel, unknownSalesforceObject } from '../diagnostics/codes/names'
import { noSuchOption, notALookup } from '../diagnostics/codes/types'
import type { AssociateNode, AssociateOption, PathNode, TextNode } from '../syntax/ast'
import { hubspotObject } from './bind-objects'
import { type Binding, didYouMeanText } from './binding'
import type { BoundAssociation } from './bound'
import { resolvePath } from './resolve-path'
import type { Scope } from './scope'

/** Joins contacts and opportunities; written in the place of a lookup. */
export const CONTACT_ROLE = 'OpportunityContactRole'

const optionOf = <K extends AssociateOption['kind']>(node: AssociateNode, kind: K): Extract<AssociateOption, { kind: K }> | undefined =>
  node.options.find((one): one is Extract<AssociateOption, { kind: K }> => one.kind === kind)

const isContactRole = (path: PathNode): boolean =>
  path.side === undefined && path.segments.length === 1 && path.segments[0]?.value === CONTACT_ROLE

const bindTarget = (binding: Binding, scope: Scope, path: PathNode | undefined): BoundAssociation['target'] => {
  if (path === undefined) return undefined
  const { file } = scope
  if (isContactRole(path)) {
    if (binding.catalog !== undefined && findSalesforceObject(binding.catalog, CONTACT_ROLE) === undefined) {
      const help = 'let the connected user read it, and run `lockstep catalog pull`'
      binding.report(unknownSalesforceObject, { name: CONTACT_ROLE }, { file, span: path.span, help })
      return undefined
    }
    binding.refer({ kind: 'salesforce-object', name: CONTACT_ROLE }, file, path.span)
    return { kind: 'contact-role' }
  }
  const resolved = resolvePath(binding, { ...scope, bare: 'salesforce' }, path)
  if (resolved === undefined || binding.catalog === undefined) return undefined
  const stranger = resolved.fields.find((one) => one.field.type !== 'reference')
  if (resolved.fields.length > 0 && stranger === undefined) return { kind: 'lookup', fields: resolved.fields }
  const type = stranger === undefined ? 'a field of another record' : `a field of type ${stranger.field.type}`
  const lookups = scope.salesforce.flatMap((object) =>
    object.fields.filter((field) => field.type === 'reference' && field.updateable).map((field) => `\`${field.name}\``),
  )
  const help = lookups.length === 0 ? {} : { help: `the lookups here are ${[...new Set(lookups)].slice(0, 8).join(', ')}` }
  binding.report(notALookup, { name: path.segments.map((one) => one.value).join('.'), type }, { file, span: path.span, ...help })
  return undefined
}

/** A role is an option of the contact role’s own picklist, which may take others. */
const checkRole = (binding: Binding, file: string, role: TextNode): void => {
  const object = binding.catalog === undefined ? undefined : findSalesforceObject(binding.catalog, CONTACT_ROLE)
  const field = object === undefined ? undefined : findField(object, 'Role')
  const options = field?.options?.map((one) => one.value) ?? []
  if (options.length === 0 || options.includes(role.value)) return
  const mean = didYouMeanText(role, options, `the roles are ${options.map((one) => `\`${one}\``).join(', ')}`)
  const severity = field?.restrictedPicklist === true ? 'error' : 'warning'
  binding.report(noSuchOption, { value: role.value, name: 'Role' }, { file, span: role.span, ...mean, severity })
}

export const bindAssociation = (binding: Binding, scope: Scope, node: AssociateNode): BoundAssociation => {
  const object = hubspotObject(binding, scope.file, node.object)
  const target = bindTarget(binding, scope, node.field)
  const label = optionOf(node, 'label-option')?.label
  const role = optionOf(node, 'role-option')?.role
  if (role !== undefined && target?.kind === 'contact-role') checkRole(binding, scope.file, role)
  const known = binding.catalog?.hubspot.associations
  let isLabelFit = true
  if (label !== undefined && known !== undefined && object !== undefined && scope.hubspot !== undefined) {
    const from = scope.hubspot.name
    const labels = known.filter((one) => one.from === from && one.to === object.name).map((one) => one.label)
    isLabelFit = labels.includes(label.value)
    if (!isLabelFit)
      binding.report(
        unknownAssociationLabel,
        { label: label.value, from, to: object.name },
        { file: scope.file, span: label.span, ...didYouMeanText(label, labels, 'make the label in HubSpot, or leave it out') },
      )
  }
  return {
    node,
    ...(object === undefined ? {} : { object }),
    ...(target === undefined ? {} : { target }),
    ...(label === undefined ? {} : { label }),
    ...(role === undefined ? {} : { role }),
    required: optionOf(node, 'required-option') !== undefined,
    complete: object !== undefined && target !== undefined && node.arrow !== undefined && isLabelFit,
  }
}
