/** The CRM object types the server knows, with their ids, names and default replies. */
import { COMPANY_PROPERTIES } from './company-properties'
import { CONTACT_PROPERTIES } from './contact-properties'
import { DEAL_PROPERTIES } from './deal-properties'
import type { Property } from './property'

/** What is fixed about an object type. */
export type ObjectType = {
  /** `contacts`: the name in paths. */
  readonly name: string
  readonly singular: string
  /** `0-1`: the object type id, accepted in paths as well. */
  readonly id: string
  /** The property that tells the last edit: `lastmodifieddate` for contacts, `hs_lastmodifieddate` for the others. */
  readonly modified: string
  /** Properties in a reply whose request names none. */
  readonly defaults: readonly string[]
  /** Properties that the free-text `query` of search looks through [HubSpot: CRM search, default searchable properties]. */
  readonly searchable: readonly string[]
  readonly properties: readonly Property[]
  /** Standard properties that already enforce one record per value. */
  readonly unique: readonly string[]
  readonly groups: readonly (readonly [name: string, label: string])[]
}

/** Contacts, companies and deals. Tickets, activities and custom objects are not served: their paths answer 404. */
export const OBJECT_TYPES: readonly ObjectType[] = [
  {
    name: 'contacts',
    singular: 'contact',
    id: '0-1',
    modified: 'lastmodifieddate',
    defaults: ['createdate', 'email', 'firstname', 'hs_object_id', 'lastmodifieddate', 'lastname'],
    searchable: ['firstname', 'lastname', 'email', 'hs_additional_emails', 'phone', 'mobilephone', 'fax', 'company'],
    properties: CONTACT_PROPERTIES,
    unique: ['email'],
    groups: [
      ['contactinformation', 'Contact information'],
      ['sales_properties', 'Sales properties'],
      ['emailinformation', 'Email information'],
      ['analyticsinformation', 'Web analytics history'],
      ['conversioninformation', 'Conversion information'],
    ],
  },
  {
    name: 'companies',
    singular: 'company',
    id: '0-2',
    modified: 'hs_lastmodifieddate',
    defaults: ['createdate', 'domain', 'hs_lastmodifieddate', 'hs_object_id', 'name'],
    searchable: ['name', 'domain', 'website', 'phone'],
    properties: COMPANY_PROPERTIES,
    unique: [],
    groups: [
      ['companyinformation', 'Company information'],
      ['analyticsinformation', 'Web analytics history'],
    ],
  },
  {
    name: 'deals',
    singular: 'deal',
    id: '0-3',
    modified: 'hs_lastmodifieddate',
    defaults: ['amount', 'closedate', 'createdate', 'dealname', 'dealstage', 'hs_lastmodifieddate', 'hs_object_id', 'pipeline'],
    searchable: ['dealname', 'description', 'dealtype'],
    properties: DEAL_PROPERTIES,
    unique: [],
    groups: [['dealinformation', 'Deal information']],
  },
]

const BY_NAME = new Map(OBJECT_TYPES.flatMap((type) => [type.name, type.singular, type.id].map((name) => [name, type] as const)))

/** The object type a path segment means: plural, singular or id, in any case; undefined when the server has no such object. */
export function objectTypeOf(name: string): ObjectType | undefined {
  return BY_NAME.get(name.toLowerCase())
}
