/** The standard CRM object types, with their ids, names and default replies; and the shape of custom ones. */
import {
  CALL_PROPERTIES,
  COMMUNICATION_PROPERTIES,
  EMAIL_PROPERTIES,
  MEETING_PROPERTIES,
  NOTE_PROPERTIES,
  POSTAL_MAIL_PROPERTIES,
  TASK_PROPERTIES,
} from './activity-properties'
import { LINE_ITEM_PROPERTIES, PRODUCT_PROPERTIES, QUOTE_PROPERTIES } from './commerce-properties'
import { COMPANY_PROPERTIES } from './company-properties'
import { CONTACT_PROPERTIES } from './contact-properties'
import { DEAL_PROPERTIES } from './deal-properties'
import { LEAD_PROPERTIES } from './lead-properties'
import type { Property } from './property'
import { TICKET_PROPERTIES } from './ticket-properties'

/** What is fixed about an object type. */
export type ObjectType = {
  /** `contacts`: the name in paths. */
  readonly name: string
  readonly singular: string
  /** `0-1`: the object type id, accepted in paths as well. */
  readonly id: string
  /** The property that tells the last edit: `lastmodifieddate` for contacts, `hs_lastmodifieddate` for the others. */
  readonly modified: string
  /** The property that tells the creation: `createdate`, or `hs_createdate` for activities and custom objects. */
  readonly created: string
  /** Properties in a reply whose request names none. */
  readonly defaults: readonly string[]
  /** Properties that the free-text `query` of search looks through [HubSpot: CRM search, default searchable properties]. */
  readonly searchable: readonly string[]
  readonly properties: readonly Property[]
  /** Standard properties that already enforce one record per value. */
  readonly unique: readonly string[]
  readonly groups: readonly (readonly [name: string, label: string])[]
  /** Properties without which a record is not created. */
  readonly required: readonly string[]
  /** An object to which each new record must be associated from the start. */
  readonly linked?: string
  /** The properties that say where a record stands in its pipeline. */
  readonly pipelines?: { readonly pipeline: string; readonly stage: string }
  /** What the portal said of an object of its own. */
  readonly custom?: CustomObject
}

/** How a custom object is named and shown. Times are milliseconds. */
export type CustomObject = {
  /** `car`, where the object's fully qualified name is `p123_car`. */
  readonly shortName: string
  readonly labels: { readonly singular: string; readonly plural: string }
  readonly description?: string
  readonly primaryDisplayProperty?: string
  readonly secondaryDisplayProperties: readonly string[]
  readonly createdAt: number
  readonly updatedAt: number
  readonly archivedAt?: number
}

/** What every portal has. */
export const OBJECT_TYPES: readonly ObjectType[] = [
  {
    name: 'contacts',
    singular: 'contact',
    id: '0-1',
    modified: 'lastmodifieddate',
    created: 'createdate',
    required: [],
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
    created: 'createdate',
    required: [],
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
    created: 'createdate',
    required: [],
    defaults: ['amount', 'closedate', 'createdate', 'dealname', 'dealstage', 'hs_lastmodifieddate', 'hs_object_id', 'pipeline'],
    searchable: ['dealname', 'description', 'dealtype'],
    properties: DEAL_PROPERTIES,
    unique: [],
    groups: [['dealinformation', 'Deal information']],
    pipelines: { pipeline: 'pipeline', stage: 'dealstage' },
  },
  {
    name: 'tickets',
    singular: 'ticket',
    id: '0-5',
    modified: 'hs_lastmodifieddate',
    created: 'createdate',
    required: ['hs_pipeline_stage'],
    defaults: [
      'content',
      'createdate',
      'hs_lastmodifieddate',
      'hs_object_id',
      'hs_pipeline',
      'hs_pipeline_stage',
      'hs_ticket_category',
      'hs_ticket_priority',
      'subject',
    ],
    searchable: ['subject', 'content', 'hs_pipeline_stage', 'hs_ticket_category'],
    properties: TICKET_PROPERTIES,
    unique: [],
    groups: [['ticketinformation', 'Ticket information']],
    pipelines: { pipeline: 'hs_pipeline', stage: 'hs_pipeline_stage' },
  },
  sold(
    'products',
    '0-7',
    PRODUCT_PROPERTIES,
    'productinformation',
    ['name', 'description', 'price'],
    ['name', 'description', 'price', 'hs_sku'],
  ),
  sold('line_items', '0-8', LINE_ITEM_PROPERTIES, 'lineiteminformation', ['amount', 'quantity', 'price'], ['name', 'description']),
  {
    ...activity('quotes', 'quote', '0-14', QUOTE_PROPERTIES, ['hs_title']),
    defaults: ['hs_createdate', 'hs_expiration_date', 'hs_lastmodifieddate', 'hs_object_id', 'hs_public_url_key', 'hs_status', 'hs_title'],
    groups: [['quoteinformation', 'Quote information']],
    required: ['hs_title', 'hs_expiration_date'],
  },
  {
    ...activity('leads', 'lead', '0-136', LEAD_PROPERTIES, ['hs_lead_name']),
    defaults: ['hs_createdate', 'hs_lastmodifieddate', 'hs_lead_name', 'hs_object_id'],
    groups: [['leadinformation', 'Lead information']],
    required: ['hs_lead_name'],
    linked: 'contacts',
    pipelines: { pipeline: 'hs_pipeline', stage: 'hs_pipeline_stage' },
  },
  activity('communications', 'communication', '0-18', COMMUNICATION_PROPERTIES, ['hs_communication_body']),
  activity('tasks', 'task', '0-27', TASK_PROPERTIES, ['hs_task_body', 'hs_task_subject']),
  activity('notes', 'note', '0-46', NOTE_PROPERTIES, ['hs_note_body']),
  activity('meetings', 'meeting', '0-47', MEETING_PROPERTIES, ['hs_meeting_title', 'hs_meeting_body']),
  activity('calls', 'call', '0-48', CALL_PROPERTIES, ['hs_call_title', 'hs_call_body']),
  activity('emails', 'email', '0-49', EMAIL_PROPERTIES, ['hs_email_subject']),
  activity('postal_mail', 'postal_mail', '0-116', POSTAL_MAIL_PROPERTIES, ['hs_postal_mail_body']),
]

function activity(name: string, singular: string, id: string, properties: readonly Property[], searchable: readonly string[]): ObjectType {
  return {
    name,
    singular,
    id,
    modified: 'hs_lastmodifieddate',
    created: 'hs_createdate',
    required: ['hs_timestamp'],
    defaults: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
    searchable,
    properties,
    unique: [],
    groups: [['engagement', 'Activity information']],
  }
}

function sold(
  name: string,
  id: string,
  properties: readonly Property[],
  group: string,
  shown: readonly string[],
  searchable: readonly string[],
): ObjectType {
  return {
    name,
    singular: name.slice(0, -1),
    id,
    modified: 'hs_lastmodifieddate',
    created: 'createdate',
    required: [],
    defaults: [...shown, 'createdate', 'hs_lastmodifieddate', 'hs_object_id'],
    searchable,
    properties,
    unique: [],
    groups: [[group, 'Information']],
  }
}

/** Every name a path may use for an object, in lower case: plural, singular, id; `p_car` too for one of the portal's own. */
export function namesOf({ name, singular, id, custom }: ObjectType): readonly string[] {
  return custom === undefined ? [name, singular, id] : [name.toLowerCase(), `p_${custom.shortName.toLowerCase()}`, id]
}
