/** Random catalogs: schemas of any names, types, options and rights, with enough likeness that guesses are made. */
import fc from 'fast-check'
import type { Catalog, HubspotProperty, HubspotType, Option, SalesforceField, SalesforceObject, SalesforceType } from '../catalog/catalog'
import { KNOWN_PAIRS } from './known-pairs'

const FIELD_NAMES = Object.values(KNOWN_PAIRS).flatMap((pairs) =>
  pairs.flatMap((pair) => (typeof pair.fields === 'string' ? [pair.fields] : Object.values(pair.fields))),
)
const ODD = [
  'map',
  'from',
  'date',
  'not',
  'any',
  'a b',
  'a`b',
  'a\nb',
  '"',
  '#',
  'Größe',
  '日本',
  'x__c',
  'hubspot',
  '1st',
  '-',
  'sync',
  '}',
  '\ud800',
  'if',
]
const SHARED = ['Budget__c', 'region', 'Region__c', 'Tier', 'tier', 'StageName', 'AccountId', 'Id', ...ODD]
const labels = fc.constantFrom('Budget', 'Region', 'Annual budget', 'Tier', '', 'Tier #1 "best"\n}', '日本', 'Owner')

const rarely = fc.nat(5).map((number) => number === 0)
const mostly = rarely.map((is) => !is)
const options: fc.Arbitrary<readonly Option[]> = fc.uniqueArray(
  fc
    .constantFrom('A', 'a', 'B', 'b', 'New', 'NEW', 'won "x"', 'lost\n', '')
    .map((value) => ({ value, label: value === 'A' ? 'New' : value })),
  { maxLength: 5, selector: (one) => one.value },
)
const HUBSPOT_TYPES: readonly HubspotType[] = ['string', 'number', 'bool', 'date', 'datetime', 'enumeration', 'phone_number']
const FIELD_TYPES = ['text', 'textarea', 'select', 'checkbox', 'booleancheckbox', 'number', 'date', 'phonenumber']
const SALESFORCE_TYPES: readonly SalesforceType[] = [
  ...([
    'string',
    'textarea',
    'email',
    'phone',
    'url',
    'boolean',
    'int',
    'double',
    'currency',
    'percent',
    'date',
    'datetime',
    'time',
  ] as const),
  ...(['picklist', 'multipicklist', 'combobox', 'reference', 'id', 'address', 'encryptedstring', 'base64', 'location'] as const),
]

const property = (names: readonly string[]): fc.Arbitrary<HubspotProperty> =>
  fc.record({
    name: fc.constantFrom(...names),
    label: labels,
    type: fc.oneof(fc.constant<HubspotType>('string'), fc.constantFrom(...HUBSPOT_TYPES)),
    fieldType: fc.oneof(fc.constant('text'), fc.constantFrom(...FIELD_TYPES)),
    options,
    readOnly: rarely,
    hasUniqueValue: fc.boolean(),
  })
const field: fc.Arbitrary<SalesforceField> = fc.record(
  {
    name: fc.constantFrom(...FIELD_NAMES, ...SHARED),
    label: labels,
    type: fc.oneof(fc.constant<SalesforceType>('string'), fc.constantFrom(...SALESFORCE_TYPES)),
    length: fc.constantFrom(1, 80, 32_000),
    options,
    restrictedPicklist: fc.boolean(),
    nillable: fc.boolean(),
    createable: mostly,
    updateable: mostly,
    calculated: rarely,
    unique: fc.boolean(),
  },
  { requiredKeys: ['name', 'label', 'type', 'nillable', 'createable', 'updateable'] },
)

const hubspotObject = (name: string, plural: string, typeId: string) => {
  const known = (KNOWN_PAIRS[name] ?? []).map((pair) => pair.property)
  const names = [...known, ...SHARED, 'lifecyclestage', 'salesforceaccountid', 'dealstage']
  return fc
    .uniqueArray(property(names), { minLength: 6, maxLength: 25, size: 'max', selector: (one) => one.name })
    .map((properties) => ({ name, plural, typeId, properties }))
}
const salesforceObject = (name: string): fc.Arbitrary<SalesforceObject> =>
  fc
    .uniqueArray(field, { minLength: 10, maxLength: 30, size: 'max', selector: (one) => one.name })
    .map((fields) => ({ name, label: name, fields }))

/** Any subset of the objects that a proposal speaks of. */
export const anyCatalog: fc.Arbitrary<Catalog> = fc
  .record({
    hubspot: fc.tuple(
      fc.option(hubspotObject('contact', 'contacts', '0-1'), { freq: 9 }),
      fc.option(hubspotObject('company', 'companies', '0-2')),
      fc.option(hubspotObject('deal', 'deals', '0-3')),
    ),
    salesforce: fc.tuple(
      ...['Lead', 'Contact', 'Account', 'Opportunity', 'OpportunityContactRole'].map((name) => fc.option(salesforceObject(name))),
    ),
    stages: fc.array(fc.record({ id: fc.constantFrom('new', 'a', 'b"'), label: fc.constantFrom('New', 'A', 'won') }), { maxLength: 3 }),
  })
  .map(({ hubspot, salesforce, stages }) => ({
    hubspot: {
      version: 1,
      objects: hubspot.filter((one) => one !== null),
      lists: [],
      pipelines: [{ id: 'p', label: 'Sales "pipe"', object: 'deal', stages }],
    },
    salesforce: { version: 1, objects: salesforce.filter((one) => one !== null) },
  }))
