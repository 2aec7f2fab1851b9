/** The standard properties of a lead, as sales people work on them. */
import { type Property, property, readOnly } from './property'
import { recordProperties } from './shared-properties'

const GROUP = 'leadinformation'

/** Leads: common names and labels [HubSpot: leads]. `hs_pipeline` and `hs_pipeline_stage` take their options from the pipelines. */
export const LEAD_PROPERTIES: readonly Property[] = [
  ...recordProperties(GROUP),
  readOnly('hs_createdate', 'Object create date/time', 'datetime', { groupName: GROUP }),
  readOnly('hs_lastmodifieddate', 'Object last modified date/time', 'datetime', { groupName: GROUP }),
  property('hs_lead_name', 'Lead name', 'string', { groupName: GROUP }),
  property('hs_lead_type', 'Lead type', 'enumeration', {
    groupName: GROUP,
    options: [
      ['NEW BUSINESS', 'New business'],
      ['UPSELL', 'Upsell'],
      ['RE-ATTEMPTING', 'Re-attempting'],
    ],
  }),
  property('hs_lead_label', 'Lead label', 'enumeration', {
    groupName: GROUP,
    options: [
      ['WARM', 'Warm'],
      ['COLD', 'Cold'],
      ['HOT', 'Hot'],
    ],
  }),
  property('hs_pipeline', 'Pipeline', 'enumeration', { groupName: GROUP, externalOptions: true }),
  property('hs_pipeline_stage', 'Lead stage', 'enumeration', { groupName: GROUP, externalOptions: true }),
]
