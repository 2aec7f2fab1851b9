/** Writable targets: an arrow never points to what its system keeps to itself. */

import type { HubspotProperty, SalesforceField } from '../catalog/catalog'
import { report } from '../diagnostics/code'
import { readOnlyTarget } from '../diagnostics/codes/catalog'
import type { Check } from './check'
import { createsSalesforce, mappingsOf, writesHubspot, writesSalesforce } from './mappings-of'

const propertyReason = (property: HubspotProperty): string | undefined =>
  property.calculated === true ? 'calculated by HubSpot' : property.readOnly === true ? 'read-only in HubSpot' : undefined

const fieldReason = (field: SalesforceField, isCreateOnly: boolean): string | undefined => {
  if (field.calculated === true) return 'a formula or calculated field'
  if (isCreateOnly ? field.createable : field.updateable) return undefined
  return field.createable ? 'only set when a record is created' : 'read-only in Salesforce'
}

export const writableTargets: Check = {
  name: 'writable-targets',
  needsCatalog: true,
  run: (bound) =>
    mappingsOf(bound).flatMap(({ sync, mapping }) => {
      const found = []
      const property = writesHubspot(mapping) ? mapping.hubspot : undefined
      const reason = property === undefined ? undefined : propertyReason(property)
      if (property !== undefined && reason !== undefined)
        found.push(report(readOnlyTarget, { name: property.name, reason }, { file: sync.file, span: mapping.node.hubspot.span }))
      const unfit = (writesSalesforce(mapping) ? mapping.fields : []).flatMap(({ field, object }) => {
        const why = fieldReason(field, mapping.once && createsSalesforce(sync, object.name))
        return why === undefined ? [] : [{ name: field.name, reason: why }]
      })[0]
      if (unfit !== undefined) found.push(report(readOnlyTarget, unfit, { file: sync.file, span: mapping.node.salesforce.span }))
      return found
    }),
}
