import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DynamicTables } from '../expressions/converter'
import type { End } from '../plan/plan'
import { runs } from '../testing/seed'
import { compileLookup } from './lookup'
import { shippedTable, shippedTables } from './shipped-tables'

const none: DynamicTables = {
  owners: { toSalesforce: new Map(), toHubspot: new Map() },
  ownersByEmail: { toSalesforce: new Map(), toHubspot: new Map() },
}
const end = (options: readonly string[]): End => ({
  name: 'State',
  type: 'picklist',
  vendorType: 'picklist',
  options,
  restricted: true,
  createable: true,
  updateable: true,
})

/** An org's own options: one spelling for each place, as shipped or in capitals. */
const ownOptions = (places: readonly (readonly string[])[]): fc.Arbitrary<readonly string[]> =>
  fc
    .tuple(...places.map((place) => fc.tuple(fc.constantFrom(...place), fc.boolean())))
    .map((chosen) => chosen.map(([spelling, isLoud]) => (isLoud ? spelling.toUpperCase() : spelling)))

test.each(shippedTables.filter((table) => table.places.length > 0).map(({ name, places }) => ({ name, places })))(
  '$name pairs the options of both systems one to one, however each spells them',
  ({ name, places }) => {
    const table = shippedTable(name)
    if (table === undefined) throw new Error(`no table ${name}`)
    const lookup = compileLookup(table, none)
    fc.assert(
      fc.property(ownOptions(places), ownOptions(places), (hubspot, salesforce) => {
        const [left, right] = [end(hubspot), end(salesforce)]
        const there = hubspot.map((option) => lookup.to('salesforce', option, right))
        expect(there).toEqual(salesforce.map((value) => ({ found: true, value })))
        expect(salesforce.map((option) => lookup.to('hubspot', option, left))).toEqual(hubspot.map((value) => ({ found: true, value })))
        expect(hubspot.every((option, index) => lookup.same(option, salesforce[index] ?? ''))).toBe(true)
      }),
      runs(20),
    )
  },
)

test('a code is written where the property is one by its name or has no room for a name', () => {
  const table = shippedTable('countries')
  if (table === undefined) throw new Error('no countries')
  const lookup = compileLookup(table, none)
  const { options: _, ...plain } = end([])
  const targets: readonly End[] = [
    plain,
    { ...plain, name: 'MailingCountryCode' },
    { ...plain, name: 'CountryCode__c' },
    { ...plain, length: 2 },
  ]
  expect(targets.map((target) => lookup.to('salesforce', 'deutschland', target))).toEqual(
    ['Germany', 'DE', 'DE', 'DE'].map((value) => ({ found: true, value })),
  )
})
