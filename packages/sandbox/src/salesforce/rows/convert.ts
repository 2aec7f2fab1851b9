/** Lead conversion, as a person does it: the lead becomes a contact of an account, with an opportunity where one is named. */
import type { Conversion } from '../../world/system'
import { failure } from '../failure'
import type { Org } from '../store/org'
import { asText, type Row, type Value } from '../store/row'
import type { Transaction } from '../store/transaction'
import { moveFollowers } from './convert-followers'
import { locate } from './locate'
import { create } from './save'

/** Lead fields that go to the contact and the account under another name or the same. */
const TO_CONTACT: Readonly<Record<string, string>> = {
  FirstName: 'FirstName',
  LastName: 'LastName',
  Salutation: 'Salutation',
  Title: 'Title',
  Email: 'Email',
  Phone: 'Phone',
  MobilePhone: 'MobilePhone',
  Fax: 'Fax',
  Description: 'Description',
  LeadSource: 'LeadSource',
  Street: 'MailingStreet',
  City: 'MailingCity',
  State: 'MailingState',
  PostalCode: 'MailingPostalCode',
  Country: 'MailingCountry',
  HasOptedOutOfEmail: 'HasOptedOutOfEmail',
  DoNotCall: 'DoNotCall',
  OwnerId: 'OwnerId',
  CurrencyIsoCode: 'CurrencyIsoCode',
}
const TO_ACCOUNT: Readonly<Record<string, string>> = {
  Company: 'Name',
  Website: 'Website',
  Industry: 'Industry',
  AnnualRevenue: 'AnnualRevenue',
  NumberOfEmployees: 'NumberOfEmployees',
  Phone: 'Phone',
  Rating: 'Rating',
  Street: 'BillingStreet',
  City: 'BillingCity',
  State: 'BillingState',
  PostalCode: 'BillingPostalCode',
  Country: 'BillingCountry',
  OwnerId: 'OwnerId',
  CurrencyIsoCode: 'CurrencyIsoCode',
}

function carried(lead: Row, names: Readonly<Record<string, string>>, owner: string | undefined): Record<string, Value> {
  const values: Record<string, Value> = {}
  for (const [from, to] of Object.entries(names)) {
    const value = lead.values[from] ?? null
    if (value !== null) values[to] = value
  }
  return owner === undefined ? values : { ...values, OwnerId: owner }
}

function object(org: Org, name: string) {
  const found = org.schema.object(name)
  if (found === undefined) throw failure(400, 'INVALID_TYPE', `no object ${name}`)
  return found
}

/** Only the empty fields of a record that is converted into are filled. */
function fill(tx: Transaction, row: Row, values: Record<string, Value>): Row {
  const empty = Object.entries(values).filter(([name]) => (row.values[name] ?? null) === null)
  const now = tx.org.stamp()
  if (empty.length > 0) {
    tx.put(row, {
      ...row.values,
      ...Object.fromEntries(empty),
      LastModifiedDate: now,
      SystemModstamp: now,
      LastModifiedById: tx.actor.userId,
    })
  }
  return row
}

/** The status said, where it means converted, or the first that does. Throws a `Failure`. */
function statusAfter(org: Org, said: string | undefined): string | undefined {
  const converted = org.schema.leadStatuses.filter((status) => status.converted).map(({ value }) => value)
  if (said === undefined || converted.includes(said)) return said ?? converted[0]
  throw failure(400, 'INVALID_STATUS', `invalid convertedStatus: ${said}`, [])
}

/** Converts a lead; ids of what it became, `opportunity` null where none was asked for. Throws a `Failure`. */
export function convert(tx: Transaction, wanted: Conversion): { account: string; contact: string; opportunity: string | null } {
  const { org, actor } = tx
  const lead = locate(org, actor, object(org, 'Lead'), wanted.lead)
  if (lead.values['IsConverted'] === true) throw failure(400, 'CANNOT_UPDATE_CONVERTED_LEAD', 'cannot reference converted lead', [])
  const [accounts, contacts, opportunities] = [object(org, 'Account'), object(org, 'Contact'), object(org, 'Opportunity')]
  const status = statusAfter(org, wanted.status)
  if (wanted.owner === undefined && !asText(lead.values['OwnerId']).startsWith('005')) {
    const message =
      'Converted objects can only be owned by users. If the lead is not owned by a user, you must specify a user for the Owner field.'
    throw failure(400, 'UNKNOWN_EXCEPTION', message, [])
  }
  const accountValues = carried(lead, TO_ACCOUNT, wanted.owner)
  const known = wanted.contact === undefined ? undefined : locate(org, actor, contacts, wanted.contact)
  const into = wanted.account ?? known?.values['AccountId'] ?? undefined
  const make = (of: typeof accounts, values: Record<string, Value>) =>
    tx.actAs({ ...actor, converts: lead.id }, () => create(tx, of, values))
  const account = into === undefined ? make(accounts, accountValues) : fill(tx, locate(org, actor, accounts, into), accountValues)
  const contactValues = { ...carried(lead, TO_CONTACT, wanted.owner), AccountId: account.id }
  const contact = known === undefined ? make(contacts, contactValues) : fill(tx, known, contactValues)
  let opportunity: Row | undefined
  if (wanted.opportunity !== undefined) opportunity = locate(org, actor, opportunities, wanted.opportunity)
  else if (wanted.opportunityName !== undefined) {
    const close = new Date(org.now() + 90 * 86_400_000).toISOString().slice(0, 10)
    const stage = org.schema.stages[0]?.value ?? null
    const currency = carried(lead, { CurrencyIsoCode: 'CurrencyIsoCode' }, undefined)
    const deal = { Name: wanted.opportunityName, StageName: stage, CloseDate: close, AccountId: account.id }
    opportunity = create(tx, opportunities, { ...deal, ...currency })
    create(tx, object(org, 'OpportunityContactRole'), { OpportunityId: opportunity.id, ContactId: contact.id, IsPrimary: true })
  }
  const now = org.stamp()
  tx.put(
    lead,
    {
      ...lead.values,
      IsConverted: true,
      Status: status ?? lead.values['Status'],
      ConvertedDate: now.slice(0, 10),
      ConvertedAccountId: account.id,
      ConvertedContactId: contact.id,
      ConvertedOpportunityId: opportunity?.id ?? null,
      LastModifiedDate: now,
      LastModifiedById: actor.userId,
      SystemModstamp: now,
    },
    `converted into ${contact.id}`,
  )
  moveFollowers(tx, lead, contact, opportunity ?? account)
  return { account: account.id, contact: contact.id, opportunity: opportunity?.id ?? null }
}
