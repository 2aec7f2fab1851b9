import { expect, test } from 'vitest'
import type { SalesforceType } from '../catalog/catalog'
import { conversionCell } from './conversion-table'
import type { HubspotKind } from './value-type'

const native: readonly (readonly [HubspotKind, readonly SalesforceType[]])[] = [
  ['dropdown', ['picklist', 'reference']],
  ['multiple checkboxes', ['multipicklist']],
  ['single checkbox', ['boolean']],
  ['number', ['double', 'int']],
  ['single-line text', ['string', 'textarea']],
  ['multi-line text', ['textarea']],
  ['date', ['date', 'datetime']],
]

test.each(native)('what HubSpot’s own table accepts for %s is accepted both ways', (kind, types) => {
  const refused = types.filter((type) => {
    const cell = conversionCell(kind, type)
    return cell.toSalesforce === null || cell.toHubspot === null
  })
  expect(refused).toEqual([])
})

test.each<[HubspotKind, readonly SalesforceType[]]>([
  ['number', ['string', 'boolean', 'date', 'picklist', 'reference']],
  ['single checkbox', ['string', 'picklist', 'double', 'date']],
  ['date', ['string', 'double', 'boolean']],
  ['multiple checkboxes', ['picklist', 'string', 'boolean']],
  ['dropdown', ['multipicklist', 'double', 'date', 'boolean']],
  ['single-line text', ['boolean', 'date', 'datetime', 'address', 'location', 'base64']],
])('%s never meets a type that cannot hold it', (kind, types) => {
  expect(types.map((type) => conversionCell(kind, type))).toEqual(types.map(() => ({ toSalesforce: null, toHubspot: null })))
})

test('what is lost is said: the time of day, decimals, options, line breaks', () => {
  const losses = [
    conversionCell('date', 'datetime').toHubspot,
    conversionCell('number', 'int').toSalesforce,
    conversionCell('single-line text', 'picklist').toSalesforce,
    conversionCell('multi-line text', 'string').toSalesforce,
  ]
  expect(losses.map((one) => one?.kind)).toEqual(['lossy', 'lossy', 'lossy', 'lossy'])
})
