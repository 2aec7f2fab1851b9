/** Campaigns, their members and what a member's status may be [Salesforce: Object Reference, Campaign and CampaignMember]. */
import { area, type Field, field, flag, lookup, number, picklist, READ_ONLY, text } from './field'
import { ObjectSchema } from './object'
import { CAMPAIGN_STATUSES, CAMPAIGN_TYPES } from './service-picklists'
import { activityDates, owner } from './shared-fields'
import { LEAD_SOURCES, SALUTATIONS } from './standard-picklists'

/** What the system counts over a campaign's members and opportunities. */
function counted(name: string, label: string, type: 'int' | 'currency'): Field {
  const value = type === 'int' ? number(name, label, 'int', 9) : number(name, label, 'currency', 18)
  return { ...value, ...READ_ONLY, nillable: false, defaultValue: 0, permissionable: true }
}

/** A campaign, with what is counted over its members and opportunities. */
export function campaign(): ObjectSchema {
  return new ObjectSchema({
    name: 'Campaign',
    label: 'Campaign',
    plural: 'Campaigns',
    prefix: '701',
    fields: [
      text('Name', 'Name', 80, { nillable: false, nameField: true }),
      lookup('ParentId', 'Parent Campaign ID', { to: ['Campaign'], relationship: 'Parent', children: 'ChildCampaigns' }),
      picklist('Type', 'Type', CAMPAIGN_TYPES),
      picklist('Status', 'Status', CAMPAIGN_STATUSES, { defaultedOnCreate: true, defaultValue: CAMPAIGN_STATUSES[0] ?? null }),
      field('StartDate', 'Start Date', 'date'),
      field('EndDate', 'End Date', 'date'),
      number('ExpectedRevenue', 'Expected Revenue in Campaign', 'currency', 18),
      number('BudgetedCost', 'Budgeted Cost in Campaign', 'currency', 18),
      number('ActualCost', 'Actual Cost in Campaign', 'currency', 18),
      number('ExpectedResponse', 'Expected Response (%)', 'percent', 8, 2),
      number('NumberSent', 'Num Sent in Campaign', 'double', 18),
      flag('IsActive', 'Active', { permissionable: true }),
      area('Description', 'Description', 32_000),
      counted('NumberOfLeads', 'Leads in Campaign', 'int'),
      counted('NumberOfConvertedLeads', 'Converted Leads in Campaign', 'int'),
      counted('NumberOfContacts', 'Contacts in Campaign', 'int'),
      counted('NumberOfResponses', 'Responses in Campaign', 'int'),
      counted('NumberOfOpportunities', 'Opportunities in Campaign', 'int'),
      counted('NumberOfWonOpportunities', 'Won Opportunities in Campaign', 'int'),
      counted('AmountAllOpportunities', 'Value Opportunities in Campaign', 'currency'),
      counted('AmountWonOpportunities', 'Value Won Opportunities in Campaign', 'currency'),
      owner(false),
      ...activityDates(),
      lookup(
        'CampaignMemberRecordTypeId',
        'Record Type ID',
        { to: ['RecordType'], relationship: 'CampaignMemberRecordType' },
        { permissionable: false },
      ),
    ],
  })
}

/** What a member shows of its lead or contact. */
function shownPerson(): Field[] {
  return [
    picklist('Salutation', 'Salutation', SALUTATIONS, READ_ONLY),
    text('Name', 'Name', 255, { ...READ_ONLY, nameField: true }),
    text('FirstName', 'First Name', 40, READ_ONLY),
    text('LastName', 'Last Name', 80, READ_ONLY),
    text('Title', 'Title', 128, READ_ONLY),
    text('Street', 'Street', 255, READ_ONLY),
    text('City', 'City', 40, READ_ONLY),
    text('State', 'State/Province', 80, READ_ONLY),
    text('PostalCode', 'Zip/Postal Code', 20, READ_ONLY),
    text('Country', 'Country', 80, READ_ONLY),
    field('Email', 'Email', 'email', { length: 80, ...READ_ONLY }),
    field('Phone', 'Phone', 'phone', { length: 40, ...READ_ONLY }),
    field('Fax', 'Fax', 'phone', { length: 40, ...READ_ONLY }),
    field('MobilePhone', 'Mobile', 'phone', { length: 40, ...READ_ONLY }),
    area('Description', 'Description', 32_000, READ_ONLY),
    flag('DoNotCall', 'Do Not Call', READ_ONLY),
    flag('HasOptedOutOfEmail', 'Email Opt Out', READ_ONLY),
    flag('HasOptedOutOfFax', 'Fax Opt Out', READ_ONLY),
    picklist('LeadSource', 'Lead Source', LEAD_SOURCES, READ_ONLY),
    text('CompanyOrAccount', 'Company (Account)', 255, READ_ONLY),
    text('Type', 'Type', 40, READ_ONLY),
    lookup('LeadOrContactId', 'Related Record ID', { to: ['Contact', 'Lead'] }, READ_ONLY),
    lookup('LeadOrContactOwnerId', 'Related Record Owner ID', { to: ['Group', 'User'], relationship: 'LeadOrContactOwner' }, READ_ONLY),
  ]
}

/** A lead or contact in a campaign. */
export function campaignMember(): ObjectSchema {
  const once = { updateable: false, permissionable: false }
  const children = 'CampaignMembers'
  return new ObjectSchema({
    name: 'CampaignMember',
    label: 'Campaign Member',
    plural: 'Campaign Members',
    prefix: '00v',
    fields: [
      lookup(
        'CampaignId',
        'Campaign ID',
        { to: ['Campaign'], relationship: 'Campaign', children, cascade: true },
        { ...once, nillable: false },
      ),
      lookup('LeadId', 'Lead ID', { to: ['Lead'], relationship: 'Lead', children, cascade: true }, once),
      lookup('ContactId', 'Contact ID', { to: ['Contact'], relationship: 'Contact', children, cascade: true }, once),
      picklist('Status', 'Status', ['Sent', 'Responded'], { length: 40, permissionable: false }),
      flag('HasResponded', 'Responded', READ_ONLY),
      field('FirstRespondedDate', 'First Responded Date', 'date', READ_ONLY),
      ...shownPerson(),
    ],
  })
}

/** What the status of a campaign's members may be. */
export function campaignMemberStatus(): ObjectSchema {
  return new ObjectSchema({
    name: 'CampaignMemberStatus',
    label: 'Campaign Member Status',
    plural: 'Campaign Member Statuses',
    prefix: '01Y',
    searchable: false,
    fields: [
      lookup(
        'CampaignId',
        'Campaign ID',
        { to: ['Campaign'], relationship: 'Campaign', children: 'CampaignMemberStatuses', cascade: true },
        { nillable: false, updateable: false },
      ),
      text('Label', 'Label', 765, { nillable: false, nameField: true }),
      field('SortOrder', 'Sort Order', 'int', { precision: 9 }),
      flag('IsDefault', 'Is Default'),
      flag('HasResponded', 'Responded'),
    ],
  })
}
