/** The standard properties of a deal, and the default sales pipeline. */
import { type Property, property, readOnly } from './property'
import { recordProperties } from './shared-properties'

const GROUP = 'dealinformation'

/** Deals: true names, labels, types and options of a new portal. `pipeline` and `dealstage` take their options from the pipelines. */
export const DEAL_PROPERTIES: readonly Property[] = [
  ...recordProperties(GROUP),
  readOnly('hs_createdate', 'HubSpot Create Date', 'datetime', { groupName: GROUP }),
  readOnly('createdate', 'Create Date', 'datetime', { groupName: GROUP }),
  readOnly('hs_lastmodifieddate', 'Last Modified Date', 'datetime', { groupName: GROUP }),
  property('dealname', 'Deal Name', 'string', { groupName: GROUP }),
  property('amount', 'Amount', 'number', { groupName: GROUP }),
  property('closedate', 'Close Date', 'datetime', { groupName: GROUP }),
  property('pipeline', 'Pipeline', 'enumeration', { groupName: GROUP, externalOptions: true }),
  property('dealstage', 'Deal Stage', 'enumeration', { groupName: GROUP, fieldType: 'radio', externalOptions: true }),
  property('dealtype', 'Deal Type', 'enumeration', {
    groupName: GROUP,
    fieldType: 'radio',
    options: [
      ['newbusiness', 'New Business'],
      ['existingbusiness', 'Existing Business'],
    ],
  }),
  property('description', 'Deal Description', 'string', { groupName: GROUP, fieldType: 'textarea' }),
  property('deal_currency_code', 'Currency', 'enumeration', {
    groupName: GROUP,
    options: ['USD', 'EUR', 'GBP', 'JPY', 'CHF', 'CAD', 'AUD'],
  }),
  property('hs_priority', 'Priority', 'enumeration', {
    groupName: GROUP,
    options: [
      ['low', 'Low'],
      ['medium', 'Medium'],
      ['high', 'High'],
    ],
  }),
  property('closed_lost_reason', 'Closed Lost Reason', 'string', { groupName: GROUP, fieldType: 'textarea' }),
  property('closed_won_reason', 'Closed Won Reason', 'string', { groupName: GROUP, fieldType: 'textarea' }),
  readOnly('amount_in_home_currency', 'Amount in company currency', 'number', { groupName: GROUP, calculated: true }),
  readOnly('num_associated_contacts', 'Number of Associated Contacts', 'number', { groupName: GROUP }),
  readOnly('hs_is_closed', 'Is Deal Closed?', 'bool', { groupName: GROUP, calculated: true }),
  readOnly('hs_is_closed_won', 'Is Closed Won', 'bool', { groupName: GROUP, calculated: true }),
  readOnly('hs_deal_stage_probability', 'Deal probability', 'number', { groupName: GROUP, calculated: true }),
  property('hs_next_step', 'Next step', 'string', { groupName: GROUP }),
]
