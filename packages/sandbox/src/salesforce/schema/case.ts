/** The standard Case [Salesforce: Object Reference, Case]. */
import { area, type Field, field, flag, lookup, picklist, READ_ONLY, text } from './field'
import { ObjectSchema } from './object'
import { CASE_ORIGINS, CASE_PRIORITIES, CASE_REASONS, CASE_STATUSES, CASE_TYPES } from './service-picklists'
import { master, owner, seenDates } from './shared-fields'

function shownContact(): Field[] {
  const shown = (name: string, label: string): Field => field(name, label, 'phone', { length: 40, ...READ_ONLY })
  return [
    shown('ContactPhone', 'Contact Phone'),
    shown('ContactMobile', 'Contact Mobile'),
    field('ContactEmail', 'Contact Email', 'email', { length: 80, ...READ_ONLY }),
    shown('ContactFax', 'Contact Fax'),
  ]
}

/** A case: something that a customer asks or complains about. */
export function supportCase(): ObjectSchema {
  const children = 'Cases'
  return new ObjectSchema({
    name: 'Case',
    label: 'Case',
    plural: 'Cases',
    prefix: '500',
    mergeable: true,
    fields: [
      master('Case'),
      text('CaseNumber', 'Case Number', 30, {
        ...READ_ONLY,
        nillable: false,
        defaultedOnCreate: true,
        autoNumber: true,
        nameField: true,
        idLookup: true,
      }),
      lookup('ContactId', 'Contact ID', { to: ['Contact'], relationship: 'Contact', children, restricts: true }),
      lookup('AccountId', 'Account ID', { to: ['Account'], relationship: 'Account', children, restricts: true }),
      lookup('ParentId', 'Parent Case ID', { to: ['Case'], relationship: 'Parent', children }),
      text('SuppliedName', 'Name', 80),
      field('SuppliedEmail', 'Email Address', 'email', { length: 80 }),
      text('SuppliedPhone', 'Phone', 40),
      text('SuppliedCompany', 'Company', 80),
      picklist('Type', 'Case Type', CASE_TYPES),
      picklist(
        'Status',
        'Status',
        CASE_STATUSES.map(({ value }) => value),
        { defaultedOnCreate: true, defaultValue: CASE_STATUSES[0]?.value ?? null, permissionable: false },
      ),
      picklist('Reason', 'Case Reason', CASE_REASONS),
      picklist('Origin', 'Case Origin', CASE_ORIGINS),
      text('Subject', 'Subject', 255),
      picklist('Priority', 'Priority', CASE_PRIORITIES, { defaultedOnCreate: true, defaultValue: 'Medium' }),
      area('Description', 'Description', 32_000),
      flag('IsClosed', 'Closed', READ_ONLY),
      field('ClosedDate', 'Closed Date', 'datetime', { ...READ_ONLY, permissionable: true }),
      flag('IsEscalated', 'Escalated', { permissionable: true }),
      owner(true),
      flag('IsClosedOnCreate', 'Closed When Created', READ_ONLY),
      ...shownContact(),
      area('Comments', 'Internal Comments', 4_000, { permissionable: false }),
      ...seenDates(),
    ],
  })
}

/** What somebody notes on a case. */
export function caseComment(): ObjectSchema {
  return new ObjectSchema({
    name: 'CaseComment',
    label: 'Case Comment',
    plural: 'Case Comments',
    prefix: '00a',
    searchable: false,
    fields: [
      lookup(
        'ParentId',
        'Parent ID',
        { to: ['Case'], relationship: 'Parent', children: 'CaseComments', cascade: true },
        { nillable: false, updateable: false },
      ),
      flag('IsPublished', 'Published'),
      area('CommentBody', 'Body', 4_000),
    ],
  })
}
