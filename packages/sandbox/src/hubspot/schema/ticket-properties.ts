/** The standard properties of a ticket. */
import { type Property, property, readOnly } from './property'
import { recordProperties } from './shared-properties'

const GROUP = 'ticketinformation'

/** Tickets: true names, labels and types of a new portal. `hs_pipeline` and `hs_pipeline_stage` take their options from the pipelines. */
export const TICKET_PROPERTIES: readonly Property[] = [
  ...recordProperties(GROUP),
  readOnly('createdate', 'Create date', 'datetime', { groupName: GROUP }),
  readOnly('hs_createdate', 'Object create date/time', 'datetime', { groupName: GROUP, hidden: true }),
  readOnly('hs_lastmodifieddate', 'Last modified date', 'datetime', { groupName: GROUP }),
  property('subject', 'Ticket name', 'string', { groupName: GROUP }),
  property('content', 'Ticket description', 'string', { groupName: GROUP, fieldType: 'textarea' }),
  property('hs_pipeline', 'Pipeline', 'enumeration', { groupName: GROUP, externalOptions: true }),
  property('hs_pipeline_stage', 'Ticket status', 'enumeration', { groupName: GROUP, externalOptions: true }),
  property('hs_ticket_priority', 'Priority', 'enumeration', {
    groupName: GROUP,
    options: [
      ['LOW', 'Low'],
      ['MEDIUM', 'Medium'],
      ['HIGH', 'High'],
      ['URGENT', 'Urgent'],
    ],
  }),
  property('hs_ticket_category', 'Category', 'enumeration', {
    groupName: GROUP,
    fieldType: 'checkbox',
    options: [
      ['PRODUCT_ISSUE', 'Product Issue'],
      ['BILLING_ISSUE', 'Billing Issue'],
      ['FEATURE_REQUEST', 'Feature Request'],
      ['GENERAL_INQUIRY', 'General Inquiry'],
    ],
  }),
  property('source_type', 'Source', 'enumeration', {
    groupName: GROUP,
    options: [
      ['CHAT', 'Chat'],
      ['EMAIL', 'Email'],
      ['FORM', 'Form'],
      ['PHONE', 'Phone'],
    ],
  }),
  property('hs_resolution', 'Resolution', 'enumeration', {
    groupName: GROUP,
    fieldType: 'checkbox',
    options: [
      ['ISSUE_FIXED', 'Issue fixed'],
      ['TICKET_NOT_NEEDED', 'Ticket not needed'],
      ['WAITING_ON_OTHERS', 'Waiting on others'],
    ],
  }),
  property('closed_date', 'Close date', 'datetime', { groupName: GROUP }),
]
