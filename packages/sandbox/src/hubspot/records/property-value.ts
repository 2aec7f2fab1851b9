/** A property's value as the API tells it, those included that HubSpot computes. */
import type { ObjectSchema } from '../schema/object-schema'
import { instantText } from './instants'
import type { CrmRecord } from './record'

/** Properties that are not stored but told from the record itself. */
export const COMPUTED_PROPERTIES: ReadonlySet<string> = new Set([
  'hs_object_id',
  'createdate',
  'hs_createdate',
  'lastmodifieddate',
  'hs_lastmodifieddate',
  'hs_object_source',
  'hs_object_source_id',
  'hs_object_source_label',
  'hs_email_domain',
])

/** Undefined where there is no value. */
export function propertyValue(schema: ObjectSchema, record: CrmRecord, name: string): string | undefined {
  switch (name) {
    case 'hs_object_id':
      return String(record.id)
    case 'createdate':
    case 'hs_createdate':
      return instantText(record.createdAt)
    case 'lastmodifieddate':
    case 'hs_lastmodifieddate':
      return instantText(record.modifiedAt)
    case 'hs_object_source':
    case 'hs_object_source_label':
      return record.createdBy.sourceType
    case 'hs_object_source_id':
      return record.createdBy.sourceId
    case 'hs_email_domain':
      return record.values[schema.slot('email')]?.split('@')[1]
    default: {
      const slot = schema.usedSlot(name)
      return slot === undefined ? undefined : record.values[slot]
    }
  }
}
