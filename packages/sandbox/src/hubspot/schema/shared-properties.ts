/** Properties that several standard objects have alike. */
import { LEAD_STATUSES, LIFECYCLE_STAGES } from './lifecycle-stages'
import { type Property, property, readOnly } from './property'

/** Where a visitor came from, as the analytics properties name it. */
export const TRAFFIC_SOURCES = [
  ['ORGANIC_SEARCH', 'Organic Search'],
  ['PAID_SEARCH', 'Paid Search'],
  ['EMAIL_MARKETING', 'Email Marketing'],
  ['SOCIAL_MEDIA', 'Organic Social'],
  ['REFERRALS', 'Referrals'],
  ['OTHER_CAMPAIGNS', 'Other Campaigns'],
  ['DIRECT_TRAFFIC', 'Direct Traffic'],
  ['OFFLINE', 'Offline Sources'],
  ['PAID_SOCIAL', 'Paid Social'],
  ['AI_REFERRALS', 'AI Referrals'],
] as const

/** Owner, owner's date, record source and merge trail: on every object. */
export function recordProperties(groupName: string): Property[] {
  return [
    readOnly('hs_object_id', 'Record ID', 'number', { groupName }),
    property('hubspot_owner_id', 'Owner', 'enumeration', { groupName, externalOptions: true, referencedObjectType: 'OWNER' }),
    readOnly('hubspot_owner_assigneddate', 'Owner assigned date', 'datetime', { groupName }),
    readOnly('hs_all_owner_ids', 'All owner IDs', 'enumeration', {
      groupName,
      fieldType: 'checkbox',
      externalOptions: true,
      referencedObjectType: 'OWNER',
      hidden: true,
    }),
    readOnly('hs_object_source', 'Record creation source', 'string', { groupName, hidden: true }),
    readOnly('hs_object_source_id', 'Record creation source ID', 'string', { groupName, hidden: true }),
    readOnly('hs_object_source_label', 'Record source', 'string', { groupName, hidden: true }),
    readOnly('hs_merged_object_ids', 'Merged record IDs', 'enumeration', { groupName, fieldType: 'checkbox' }),
  ]
}

/** The lifecycle stage and when each stage was entered. */
export function lifecycleProperties(groupName: string): Property[] {
  return [
    property('lifecyclestage', 'Lifecycle Stage', 'enumeration', { groupName, fieldType: 'radio', options: LIFECYCLE_STAGES }),
    ...LIFECYCLE_STAGES.map(([value, label]) =>
      readOnly(`hs_lifecyclestage_${value}_date`, `Became a ${label} Date`, 'datetime', { groupName }),
    ),
  ]
}

/** The lead status, alike on contacts and companies. */
export function leadStatus(groupName: string): Property {
  return property('hs_lead_status', 'Lead Status', 'enumeration', { groupName, fieldType: 'radio', options: LEAD_STATUSES })
}
