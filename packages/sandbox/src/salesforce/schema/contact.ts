/** The standard Contact. */
import { area, field, flag, lookup, phone, picklist, READ_ONLY, text } from './field'
import { ObjectSchema } from './object'
import { activityDates, address, master, owner, personName, wholeName } from './shared-fields'
import { LEAD_SOURCES, SALUTATIONS } from './standard-picklists'

export function contact(): ObjectSchema {
  return new ObjectSchema({
    name: 'Contact',
    label: 'Contact',
    plural: 'Contacts',
    prefix: '003',
    mergeable: true,
    fields: [
      master('Contact'),
      lookup('AccountId', 'Account ID', { to: ['Account'], relationship: 'Account', children: 'Contacts', cascade: true }),
      ...personName(),
      picklist('Salutation', 'Salutation', SALUTATIONS, { length: 40, compound: 'Name' }),
      wholeName(121),
      ...address('Other'),
      ...address('Mailing'),
      phone('Phone', 'Business Phone'),
      phone('Fax', 'Business Fax'),
      phone('MobilePhone', 'Mobile Phone'),
      phone('HomePhone', 'Home Phone'),
      phone('OtherPhone', 'Other Phone'),
      phone('AssistantPhone', 'Asst. Phone'),
      lookup('ReportsToId', 'Reports To ID', { to: ['Contact'], relationship: 'ReportsTo' }),
      field('Email', 'Email', 'email', { length: 80, idLookup: true }),
      text('Title', 'Title', 128),
      text('Department', 'Department', 80),
      text('AssistantName', "Assistant's Name", 40),
      picklist('LeadSource', 'Lead Source', LEAD_SOURCES),
      field('Birthdate', 'Birthdate', 'date'),
      area('Description', 'Contact Description', 32_000),
      owner(false),
      flag('HasOptedOutOfEmail', 'Email Opt Out'),
      flag('HasOptedOutOfFax', 'Fax Opt Out'),
      flag('DoNotCall', 'Do Not Call'),
      ...activityDates(),
      text('EmailBouncedReason', 'Email Bounced Reason', 255),
      field('EmailBouncedDate', 'Email Bounced Date', 'datetime'),
      flag('IsEmailBounced', 'Is Email Bounced', { ...READ_ONLY }),
      field('PhotoUrl', 'Photo URL', 'url', { length: 255, ...READ_ONLY }),
      text('Jigsaw', 'Data.com Key', 20),
    ],
  })
}
