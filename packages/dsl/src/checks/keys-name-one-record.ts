/** Keys name one record: matching is by unique properties, and several candidates are put in order. */
import type { HubspotProperty } from '../catalog/catalog'
import { report } from '../diagnostics/code'
import { keyNotUnique, noMatch, noPrefer } from '../diagnostics/codes/meaning'
import { noConversion } from '../diagnostics/codes/types'
import { conversionCell } from '../types/conversion-table'
import { hubspotKind } from '../types/value-type'
import type { Check } from './check'

/** HubSpot keeps `email` unique by itself, whether or not the properties API says so. */
const isUnique = (property: HubspotProperty): boolean =>
  property.hasUniqueValue === true || property.name === 'email' || property.name === 'hs_object_id'

export const keysNameOneRecord: Check = {
  name: 'keys-name-one-record',
  needsCatalog: true,
  run: (bound) =>
    bound.syncs.flatMap((sync) => {
      const { file } = sync
      const isSilent = sync.hubspot === undefined || sync.node.statements.some((one) => one.kind === 'match' || one.kind === 'broken')
      const head = sync.node.hubspot
      const unmatched = isSilent || head === undefined ? [] : [report(noMatch, {}, { file, span: head.span })]
      const shared = sync.matches.flatMap(({ hubspot, node }) =>
        hubspot === undefined || isUnique(hubspot) ? [] : [report(keyNotUnique, { name: hubspot.name }, { file, span: node.span })],
      )
      const unlike = sync.matches.flatMap(({ hubspot, fields, node }) => {
        if (hubspot === undefined || hubspot.name === 'hs_object_id') return []
        const kind = hubspotKind(hubspot)
        const unfit = fields.find(({ field }) => field.type !== 'id' && conversionCell(kind, field.type).toSalesforce === null)
        if (unfit === undefined) return []
        const args = { source: hubspot.name, sourceType: kind, target: unfit.field.name, targetType: unfit.field.type }
        return [report(noConversion, args, { file, span: node.span, help: 'match by two properties of like types' })]
      })
      const several = sync.matches.flatMap(({ fields, node }) => {
        const field = fields.find((one) => one.field.unique !== true && one.field.type !== 'id')?.field
        return field === undefined ? [] : [report(noPrefer, { field: field.name }, { file, span: node.span })]
      })
      return [...unmatched, ...shared, ...unlike, ...(sync.prefer === undefined ? several.slice(0, 1) : [])]
    }),
}
