/** The standard Lead. */
import { area, field, flag, lookup, number, phone, picklist, READ_ONLY, text } from './field'
import { ObjectSchema } from './object'
import { activityDates, address, master, owner, personName, wholeName } from './shared-fields'
import { INDUSTRIES, LEAD_SOURCES, LEAD_STATUSES, RATINGS, SALUTATIONS } from './standard-picklists'

export function lead(): ObjectSchema {
  return new ObjectSchema({
    name: 'Lead',
    label: 'Lead',
    plural: 'Leads',
    prefix: '00Q',
    mergeable: true,
    fields: [
      master('Lead'),
      ...personName(),
      picklist('Salutation', 'Salutation', SALUTATIONS, { length: 40, compound: 'Name', permissionable: false }),
      wholeName(121),
      text('Title', 'Title', 128),
      text('Company', 'Company', 255, { nillable: false }),
      ...address(''),
      phone('Phone', 'Phone'),
      phone('MobilePhone', 'Mobile Phone'),
      phone('Fax', 'Fax'),
      field('Email', 'Email', 'email', { length: 80, idLookup: true }),
      field('Website', 'Website', 'url', { length: 255 }),
      field('PhotoUrl', 'Photo URL', 'url', { length: 255, ...READ_ONLY }),
      area('Description', 'Description', 32_000),
      picklist('LeadSource', 'Lead Source', LEAD_SOURCES),
      picklist(
        'Status',
        'Status',
        LEAD_STATUSES.map((status) => status.value),
        { nillable: false, defaultedOnCreate: true, defaultValue: LEAD_STATUSES[0]!.value },
      ),
      picklist('Industry', 'Industry', INDUSTRIES),
      picklist('Rating', 'Rating', RATINGS),
      number('AnnualRevenue', 'Annual Revenue', 'currency', 18),
      number('NumberOfEmployees', 'Employees', 'int', 8),
      owner(true),
      flag('HasOptedOutOfEmail', 'Email Opt Out'),
      flag('HasOptedOutOfFax', 'Fax Opt Out'),
      flag('DoNotCall', 'Do Not Call'),
      flag('IsConverted', 'Converted', { updateable: false }),
      field('ConvertedDate', 'Converted Date', 'date', READ_ONLY),
      lookup('ConvertedAccountId', 'Converted Account ID', { to: ['Account'], relationship: 'ConvertedAccount' }, READ_ONLY),
      lookup('ConvertedContactId', 'Converted Contact ID', { to: ['Contact'], relationship: 'ConvertedContact' }, READ_ONLY),
      lookup(
        'ConvertedOpportunityId',
        'Converted Opportunity ID',
        { to: ['Opportunity'], relationship: 'ConvertedOpportunity' },
        READ_ONLY,
      ),
      flag('IsUnreadByOwner', 'Unread By Owner', { defaultValue: true }),
      ...activityDates(),
      text('Jigsaw', 'Data.com Key', 20),
      text('JigsawContactId', 'Jigsaw Contact ID', 20, READ_ONLY),
      flag('IsPriorityRecord', 'Important', READ_ONLY),
      text('EmailBouncedReason', 'Email Bounced Reason', 255, { createable: false }),
      field('EmailBouncedDate', 'Email Bounced Date', 'datetime', { createable: false }),
    ],
  })
}
