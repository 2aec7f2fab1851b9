/** The standard Account, as it is without person accounts. */
import { area, field, lookup, number, phone, picklist, READ_ONLY, text } from './field'
import { ObjectSchema } from './object'
import { activityDates, address, master, owner } from './shared-fields'
import { ACCOUNT_TYPES, INDUSTRIES, LEAD_SOURCES, OWNERSHIPS, RATINGS } from './standard-picklists'

export function account(): ObjectSchema {
  return new ObjectSchema({
    name: 'Account',
    label: 'Account',
    plural: 'Accounts',
    prefix: '001',
    mergeable: true,
    fields: [
      master('Account'),
      text('Name', 'Account Name', 255, { nillable: false, nameField: true }),
      picklist('Type', 'Account Type', ACCOUNT_TYPES),
      lookup('ParentId', 'Parent Account ID', { to: ['Account'], relationship: 'Parent', children: 'ChildAccounts' }),
      ...address('Billing'),
      ...address('Shipping'),
      phone('Phone', 'Account Phone'),
      phone('Fax', 'Account Fax'),
      text('AccountNumber', 'Account Number', 40),
      field('Website', 'Website', 'url', { length: 255 }),
      field('PhotoUrl', 'Photo URL', 'url', { length: 255, ...READ_ONLY }),
      text('Sic', 'SIC Code', 20),
      text('SicDesc', 'SIC Description', 80),
      picklist('Industry', 'Industry', INDUSTRIES),
      number('AnnualRevenue', 'Annual Revenue', 'currency', 18),
      number('NumberOfEmployees', 'Employees', 'int', 8),
      picklist('Ownership', 'Ownership', OWNERSHIPS),
      text('TickerSymbol', 'Ticker Symbol', 20),
      area('Description', 'Account Description', 32_000),
      picklist('Rating', 'Account Rating', RATINGS),
      text('Site', 'Account Site', 80),
      owner(false),
      ...activityDates(),
      picklist('AccountSource', 'Account Source', LEAD_SOURCES),
      text('Jigsaw', 'Data.com Key', 20),
      text('JigsawCompanyId', 'Jigsaw Company ID', 20, READ_ONLY),
    ],
  })
}
