/** A changed catalog: what differs, which lines it breaks, and the text of catalogs. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fixtureCatalog } from '../testing/fixture-catalog'
import type { Catalog, HubspotObject, HubspotProperty, SalesforceField, SalesforceObject } from './catalog'
import { changeInWords } from './change-words'
import { catalogDifferences } from './differences'
import { parseCatalog } from './load'
import { policyImpact } from './policy-impact'
import { hubspotCatalogText, orderHubspotCatalog, orderSalesforceCatalog, salesforceCatalogText } from './write'

const property = (name: string, more: Partial<HubspotProperty> = {}): HubspotProperty => ({
  name,
  label: name,
  type: 'string',
  fieldType: 'text',
  ...more,
})
const field = (name: string, more: Partial<SalesforceField> = {}): SalesforceField => ({
  name,
  label: name,
  type: 'string',
  length: 80,
  nillable: true,
  createable: true,
  updateable: true,
  ...more,
})
const contact = (properties: readonly HubspotProperty[]): HubspotObject => ({
  name: 'contact',
  plural: 'contacts',
  typeId: '0-1',
  properties,
})
const lead = (fields: readonly SalesforceField[]): SalesforceObject => ({ name: 'Lead', label: 'Lead', fields })
const catalogOf = (properties: readonly HubspotProperty[], fields: readonly SalesforceField[]): Catalog => ({
  hubspot: {
    version: 1,
    objects: [contact(properties)],
    lists: [{ id: '7', name: 'Ready', objectTypeId: '0-1', processingType: 'DYNAMIC' }],
  },
  salesforce: { version: 1, objects: [lead(fields)] },
})

const email = field('Email', { type: 'email' })
const before = catalogOf(
  [property('email'), property('lastname'), property('nickname'), property('unused')],
  [email, field('LastName'), field('Nick__c'), field('Unused__c')],
)
const text = `sync contact with Lead {
  match email = Email

  from hubspot {
    include when member of "Ready"
    on new     create Lead
    on change  update
  }

  map {
    email     <->  Email
    lastname   ->  LastName
    nickname   ->  Nick__c
  }
}
`
const sources = [{ file: 'contacts.sync', text }]
const at = (place: { readonly file: string; readonly span: { readonly start: number; readonly end: number } }) =>
  text.slice(place.span.start, place.span.end)

test('a schema that did not change changes nothing, in whatever order it is told', () => {
  const turned = catalogOf([...before.hubspot.objects[0]!.properties].reverse(), [...before.salesforce.objects[0]!.fields].reverse())
  expect(policyImpact(sources, before, turned)).toEqual({ changes: [], broken: [], warned: [], mended: [], touched: [] })
})

test('what was added, removed and changed is told, with the lines that break and those that are touched', () => {
  const after: Catalog = {
    ...catalogOf(
      [property('email'), property('lastname', { label: 'Family name' }), property('fresh')],
      [
        email,
        field('LastName', { length: 40 }),
        field('Nick__c', { updateable: false, createable: false }),
        field('Region__c', { nillable: false }),
        field('Unused__c'),
      ],
    ),
  }
  const impact = policyImpact(sources, before, {
    ...after,
    hubspot: { ...after.hubspot, lists: [{ id: '7', name: 'Ready', objectTypeId: '0-1', processingType: 'MANUAL' }] },
  })
  expect(impact.changes.map((change) => `${change.change} ${changeInWords(change)}`)).toEqual([
    'changed list Ready: kind was `DYNAMIC`, is `MANUAL`',
    'added property contact.fresh',
    'changed property contact.lastname: label was `lastname`, is `Family name`',
    'removed property contact.nickname',
    'removed property contact.unused',
    'changed field Lead.LastName: length was 80, is 40',
    'changed field Lead.Nick__c: may be created was yes, is no',
    'changed field Lead.Nick__c: may be changed was yes, is no',
    'added field Lead.Region__c',
  ])
  expect(impact.broken.map((one) => [one.name, at(one)])).toEqual([
    ['list-not-dynamic', '"Ready"'],
    ['unknown-property', 'nickname'],
  ])
  expect(impact.touched.map(({ change, places }) => [changeInWords(change), places.map(at)])).toEqual([
    ['list Ready: kind was `DYNAMIC`, is `MANUAL`', ['"Ready"']],
    ['property contact.lastname: label was `lastname`, is `Family name`', ['lastname']],
    ['property contact.nickname', ['nickname']],
    ['field Lead.LastName: length was 80, is 40', ['LastName']],
    ['field Lead.Nick__c: may be created was yes, is no', ['Nick__c']],
    ['field Lead.Nick__c: may be changed was yes, is no', ['Nick__c']],
  ])
})

test('a field that becomes required breaks the line that creates', () => {
  const fields = [email, field('LastName'), field('Nick__c'), field('Region__c', { nillable: false }), field('Unused__c')]
  const impact = policyImpact(sources, before, catalogOf(before.hubspot.objects[0]!.properties, fields))
  expect(impact.broken.map((one) => [one.name, at(one)])).toEqual([['required-field-unfilled', 'on new     create Lead']])
})

test('what one side did not read is no difference', () => {
  const owners = [{ id: '1', name: 'Ada' }]
  const after = { ...before, hubspot: { ...before.hubspot, owners, forms: [], currencies: ['EUR'], associations: [] } }
  expect(catalogDifferences(before, after)).toEqual([])
})

test('a catalog is the same text whatever order the services answer in, and is read back as it was', () => {
  const shuffled = <T>(items: readonly T[]) => fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length })
  const { hubspot, salesforce } = fixtureCatalog
  fc.assert(
    fc.property(
      shuffled(hubspot.objects),
      shuffled(hubspot.lists),
      shuffled(hubspot.pipelines ?? []),
      shuffled(salesforce.objects),
      fc.boolean(),
      (objects, lists, pipelines, others, isTurned) => {
        const turn = <T>(items: readonly T[]) => (isTurned ? [...items].reverse() : items)
        const one = { ...hubspot, objects: objects.map((each) => ({ ...each, properties: turn(each.properties) })), lists, pipelines }
        const other = { ...salesforce, objects: others.map((each) => ({ ...each, fields: turn(each.fields) })) }
        expect(hubspotCatalogText(one)).toBe(hubspotCatalogText(hubspot))
        expect(salesforceCatalogText(other)).toBe(salesforceCatalogText(salesforce))
        expect(catalogDifferences(fixtureCatalog, { hubspot: one, salesforce: other })).toEqual([])
      },
    ),
    { numRuns: 20 },
  )
  expect(parseCatalog(hubspotCatalogText(hubspot), salesforceCatalogText(salesforce))).toEqual({
    catalog: { hubspot: orderHubspotCatalog(hubspot), salesforce: orderSalesforceCatalog(salesforce) },
    problems: [],
  })
})
