/** The standard Contact. */
import { area, type Field, field, flag, lookup, phone, picklist, READ_ONLY, text } from './field'
import { ObjectSchema } from './object'
import { activityDates, address, master, owner, personName, wholeName } from './shared-fields'
import { BUYER_ATTRIBUTES, CONTACT_SOURCES, DEPARTMENTS, LEAD_SOURCES, SALUTATIONS, SENIORITIES } from './standard-picklists'

const PERMITTED = { permissionable: true }

/** A restricted picklist whose labels are not its values. */
function labelled(name: string, label: string, values: Readonly<Record<string, string>>): Field {
  const listed = Object.entries(values).map(([value, text]) => ({ value, label: text, active: true, defaultValue: false }))
  return { ...picklist(name, label, [], { length: 40, restricted: true }), picklist: listed }
}

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
      picklist('Salutation', 'Salutation', SALUTATIONS, { length: 40, compound: 'Name', permissionable: false }),
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
      flag('HasOptedOutOfEmail', 'Email Opt Out', PERMITTED),
      flag('HasOptedOutOfFax', 'Fax Opt Out', PERMITTED),
      flag('DoNotCall', 'Do Not Call', PERMITTED),
      ...activityDates(),
      text('EmailBouncedReason', 'Email Bounced Reason', 255, { permissionable: false }),
      field('EmailBouncedDate', 'Email Bounced Date', 'datetime', { permissionable: false }),
      flag('IsEmailBounced', 'Is Email Bounced', { ...READ_ONLY }),
      field('PhotoUrl', 'Photo URL', 'url', { length: 255, ...READ_ONLY }),
      text('Jigsaw', 'Data.com Key', 20),
      text('JigsawContactId', 'Jigsaw Contact ID', 20, READ_ONLY),
      field('LastCURequestDate', 'Last Stay-in-Touch Request Date', 'datetime', READ_ONLY),
      field('LastCUUpdateDate', 'Last Stay-in-Touch Save Date', 'datetime', READ_ONLY),
      flag('IsPriorityRecord', 'Important', READ_ONLY),
      picklist('ContactSource', 'Creation Source', CONTACT_SOURCES, { length: 40, permissionable: false }),
      labelled('TitleType', 'Seniority Level', SENIORITIES),
      labelled('DepartmentGroup', 'Department Group', DEPARTMENTS),
      { ...labelled('BuyerAttributes', 'Buyer Attributes', BUYER_ATTRIBUTES), type: 'multipicklist', length: 4099 },
    ],
  })
}
