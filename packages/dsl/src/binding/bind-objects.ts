/** Objects by name: each against its system's catalog, with the nearest name where it is not known. */
import type { HubspotObject, SalesforceObject } from '../catalog/catalog'
import { findHubspotObject, findSalesforceObject } from '../catalog/find'
import { unknownHubspotObject, unknownSalesforceObject } from '../diagnostics/codes/names'
import type { NameNode } from '../syntax/ast'
import { type Binding, didYouMean } from './binding'

/** The HubSpot object of that name; `undefined` when there is none, which has been reported. */
export const hubspotObject = (binding: Binding, file: string, name: NameNode | undefined): HubspotObject | undefined => {
  if (name === undefined || binding.catalog === undefined) return undefined
  const object = findHubspotObject(binding.catalog, name.value)
  if (object === undefined) {
    const { objects } = binding.catalog.hubspot
    const plural = objects.find((one) => one.plural === name.value)
    const mean = didYouMean(
      name,
      objects.map((one) => one.name),
      'the catalog lists the objects that may be synced',
    )
    const fix = plural === undefined ? {} : { fix: { title: `write \`${plural.name}\``, edits: [{ span: name.span, text: plural.name }] } }
    binding.report(unknownHubspotObject, { name: name.value }, { file, span: name.span, ...mean, ...fix })
    return undefined
  }
  binding.refer({ kind: 'hubspot-object', name: object.name }, file, name.span)
  return object
}

/** As `hubspotObject`, of Salesforce; none or one. */
export const salesforceObject = (binding: Binding, file: string, name: NameNode): readonly SalesforceObject[] => {
  if (binding.catalog === undefined) return []
  const object = findSalesforceObject(binding.catalog, name.value)
  if (object === undefined) {
    const names = binding.catalog.salesforce.objects.map((one) => one.name)
    const mean = didYouMean(name, names, 'the catalog lists the objects that may be synced')
    binding.report(unknownSalesforceObject, { name: name.value }, { file, span: name.span, ...mean })
    return []
  }
  binding.refer({ kind: 'salesforce-object', name: object.name }, file, name.span)
  return [object]
}
