/** What Acme added to both systems: properties, fields, a list, owners and users. */
import { salesforceId } from './salesforce-id.mjs'

const people = [
  ['Priya', 'Raman'],
  ['Tom', 'Becker'],
  ['Aiko', 'Mori'],
  ['Lucía', 'Fernández'],
  ['Sam', 'Okafor'],
  ['Nora', 'Lindqvist'],
  ['Ben', 'Carter'],
  ['Yusuf', 'Demir'],
]
/** The last one has left: known to HubSpot, no longer active in Salesforce. */
export const owners = people.map(([first, last], i) => ({
  first,
  last,
  email: `${first}.${last}`
    .normalize('NFKD')
    .replace(/[^A-Za-z.]/g, '')
    .toLowerCase()
    .concat('@acme.example'),
  hubspot: String(700_001 + i),
  salesforce: salesforceId('005', 11 + i),
  active: i < people.length - 1,
}))

const options = (values) =>
  values.map((value, displayOrder) => ({ label: value[0].toUpperCase() + value.slice(1), value, displayOrder, hidden: false }))
const property = (name, label, type, fieldType, more = {}) => ({ name, label, type, fieldType, groupName: 'contactinformation', ...more })
const sources = ['Web', 'Phone Inquiry', 'Partner Referral', 'Purchased List', 'Other']
const channels = ['email', 'phone', 'post', 'fair']

export const hubspotSchema = {
  properties: {
    contacts: [
      property('sales_ready', 'Ready for sales', 'bool', 'booleancheckbox', { options: options(['true', 'false']) }),
      property('first_source', 'First source', 'enumeration', 'select', {
        options: sources.map((value, displayOrder) => ({ label: value, value, displayOrder, hidden: false })),
      }),
      property('full_name', 'Full name', 'string', 'text'),
      property('sf_id', 'Salesforce record', 'string', 'text'),
      property('preferred_channels', 'Preferred channels', 'enumeration', 'checkbox', { options: options(channels) }),
      property('next_review', 'Next review', 'date', 'date'),
      property('opted_out', 'Opted out of email', 'bool', 'booleancheckbox', { options: options(['true', 'false']) }),
      property('budget', 'Budget', 'number', 'number'),
      property('vip', 'VIP', 'bool', 'booleancheckbox', { options: options(['true', 'false']) }),
    ],
  },
  lists: [
    {
      id: '71',
      name: 'Ready for sales',
      objectTypeId: '0-1',
      processingType: 'DYNAMIC',
      filterBranch: {
        filterBranchType: 'OR',
        filterBranches: [
          {
            filterBranchType: 'AND',
            filterBranches: [],
            filters: [
              {
                filterType: 'PROPERTY',
                property: 'sales_ready',
                operation: { operationType: 'BOOL', operator: 'IS_EQUAL_TO', value: true, includeObjectsWithNoValueSet: false },
              },
            ],
          },
        ],
        filters: [],
      },
    },
  ],
  // The connected user owns what nobody else does, and is an owner in HubSpot too.
  owners: [
    { id: '700000', email: 'integration@sandbox.example', firstName: 'Integration', lastName: 'User' },
    ...owners.map((owner) => ({ id: owner.hubspot, email: owner.email, firstName: owner.first, lastName: owner.last })),
  ],
}

const fields = [
  { name: 'Lifecycle_Stage__c', label: 'Lifecycle Stage', type: 'string', length: 60 },
  { name: 'Preferred_Channels__c', label: 'Preferred Channels', type: 'multipicklist', values: channels },
  { name: 'Next_Review__c', label: 'Next Review', type: 'date' },
  { name: 'Budget__c', label: 'Budget', type: 'double', precision: 12, scale: 2 },
  { name: 'VIP__c', label: 'VIP', type: 'boolean' },
  { name: 'Marketing_Notes__c', label: 'Marketing Notes', type: 'textarea', length: 32_000 },
]
export const salesforceSchema = {
  objects: { Lead: { fields }, Contact: { fields } },
  picklists: { 'Lead.LeadSource': sources, 'Contact.LeadSource': sources },
  restricted: ['Lead.Status'],
}
