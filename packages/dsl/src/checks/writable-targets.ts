/** Writable targets: an arrow never points to what its system keeps to itself. */

import type { BoundMapping, BoundSync } from '../binding/bound'
import { newMark } from '../binding/line'
import type { HubspotProperty, SalesforceField } from '../catalog/catalog'
import { report } from '../diagnostics/code'
import { readOnlyTarget } from '../diagnostics/codes/catalog'
import type { Check } from './check'
import { createsSalesforce, inEachMapping, SOUND, writesHubspot, writesSalesforce } from './mappings-of'

const propertyReason = (property: HubspotProperty): string | undefined =>
  property.calculated === true ? 'calculated by HubSpot' : property.readOnly === true ? 'read-only in HubSpot' : undefined

const fieldReason = (field: SalesforceField, isCreateOnly: boolean): string | undefined => {
  if (field.calculated === true) return 'a formula or calculated field'
  if (isCreateOnly ? field.createable : field.updateable) return undefined
  return field.createable ? 'only set when a record is created' : 'read-only in Salesforce'
}

const unfitField = (sync: BoundSync, mapping: BoundMapping): { readonly name: string; readonly reason: string } | undefined => {
  for (const { field, object } of mapping.fields) {
    const reason = fieldReason(field, mapping.once && createsSalesforce(sync, object.name))
    if (reason !== undefined) return { name: field.name, reason }
  }
  return undefined
}

const mark = newMark()

export const writableTargets: Check = {
  name: 'writable-targets',
  needsCatalog: true,
  run: (bound) =>
    inEachMapping(bound, mark, ({ sync, mapping }) => {
      const property = writesHubspot(mapping) ? mapping.hubspot : undefined
      const reason = property === undefined ? undefined : propertyReason(property)
      const unfit = writesSalesforce(mapping) ? unfitField(sync, mapping) : undefined
      // Whether a field that is only set once may be written hangs on what the sync creates.
      if (reason === undefined && unfit === undefined) return mapping.once ? [] : SOUND
      const { hubspot, salesforce } = mapping.node
      return [
        ...(property === undefined || reason === undefined
          ? []
          : [report(readOnlyTarget, { name: property.name, reason }, { file: sync.file, span: hubspot.span })]),
        ...(unfit === undefined ? [] : [report(readOnlyTarget, unfit, { file: sync.file, span: salesforce.span })]),
      ]
    }),
}
