/** Campaigns: who is a member, which status says what, and what is counted [Salesforce: Object Reference, CampaignMember]. */
import { failure } from '../failure'
import type { Org } from '../store/org'
import { asText, isDeleted, type Row, type Values } from '../store/row'
import type { Transaction } from '../store/transaction'
import type { Create, Draft } from './kinds'
import { convertAmount, currencyOfRow } from './money'
import { saveStamps } from './stamp-row'

/** What a member's status may be in a new campaign. */
export const NEW_STATUSES = [
  { Label: 'Sent', SortOrder: 3, IsDefault: true, HasResponded: false },
  { Label: 'Responded', SortOrder: 4, IsDefault: false, HasResponded: true },
] as const

type MemberStatus = { readonly label: string; readonly isDefault: boolean; readonly responded: boolean }

function children(org: Org, object: string, lookup: string, id: string): readonly Row[] {
  const schema = org.schema.object(object)
  const field = schema?.field(lookup)
  return schema === undefined || field === undefined ? [] : org.table(schema).find(field, id)
}

function statusesOf(org: Org, campaign: string): MemberStatus[] {
  return children(org, 'CampaignMemberStatus', 'CampaignId', campaign).map(({ values }) => ({
    label: asText(values['Label']),
    isDefault: values['IsDefault'] === true,
    responded: values['HasResponded'] === true,
  }))
}

const SAME = [
  'Salutation',
  'Name',
  'FirstName',
  'LastName',
  'Title',
  'Email',
  'Phone',
  'Fax',
  'MobilePhone',
  'Description',
  'LeadSource',
] as const
const FLAGS = ['DoNotCall', 'HasOptedOutOfEmail', 'HasOptedOutOfFax'] as const
const PLACES = ['Street', 'City', 'State', 'PostalCode', 'Country'] as const

/** What a member shows of its person: of the contact, where a converted lead has become one. */
export function showPerson(org: Org, draft: Draft): void {
  const id = draft['ContactId'] ?? draft['LeadId']
  const person = typeof id === 'string' ? org.row(id) : undefined
  const isContact = person?.object.name === 'Contact'
  const values = person?.values ?? {}
  for (const name of SAME) draft[name] = values[name] ?? null
  for (const name of FLAGS) draft[name] = values[name] ?? false
  for (const name of PLACES) draft[name] = values[isContact ? `Mailing${name}` : name] ?? null
  const account = isContact && typeof values['AccountId'] === 'string' ? org.row(values['AccountId'])?.values : undefined
  draft['CompanyOrAccount'] = (isContact ? account?.['Name'] : values['Company']) ?? null
  draft['Type'] = person?.object.name ?? null
  draft['LeadOrContactId'] = person?.id ?? null
  draft['LeadOrContactOwnerId'] = values['OwnerId'] ?? null
}

/** A member's status, answer and person. */
export function deriveMember(org: Org, before: Values | undefined, draft: Draft, given: ReadonlySet<string>): void {
  // Of a new member with both, the contact alone is taken; a converted lead's member has both.
  if (before === undefined && given.has('ContactId') && typeof draft['ContactId'] === 'string') draft['LeadId'] = null
  const statuses = statusesOf(org, asText(draft['CampaignId']))
  const said = asText(draft['Status']).toLowerCase()
  const status = statuses.find(({ label }) => label.toLowerCase() === said) ?? statuses.find(({ isDefault }) => isDefault) ?? statuses[0]
  draft['Status'] = status?.label ?? draft['Status']
  const hasResponded = status?.responded ?? false
  draft['HasResponded'] = hasResponded
  if (hasResponded) draft['FirstRespondedDate'] ??= org.stamp().slice(0, 10)
  showPerson(org, draft)
}

/** Throws a `Failure` where nobody would be the member, or is one already. */
export function verifyMember(org: Org, row: Row, draft: Values): void {
  const names = ['ContactId', 'LeadId'] as const
  if (names.every((name) => typeof draft[name] !== 'string')) {
    throw failure(400, 'FIELD_INTEGRITY_EXCEPTION', 'A campaign member needs a lead or a contact', ['LeadId', 'ContactId'])
  }
  for (const name of names) {
    const id = draft[name]
    if (typeof id !== 'string' || row.values[name] === id) continue
    if (memberOf(org, asText(draft['CampaignId']), name, id, row.id) !== undefined) {
      throw failure(400, 'DUPLICATE_VALUE', 'Already a campaign member.', [])
    }
  }
}

/** The person's membership of a campaign, other than the row `but`. */
export function memberOf(org: Org, campaign: string, lookup: 'ContactId' | 'LeadId', id: string, but = ''): Row | undefined {
  return children(org, 'CampaignMember', lookup, id).find((other) => other.id !== but && other.values['CampaignId'] === campaign)
}

/** A label and a place in the order are there once in a campaign. Throws a `Failure`. */
export function verifyStatus(org: Org, row: Row, draft: Values): void {
  for (const other of children(org, 'CampaignMemberStatus', 'CampaignId', asText(draft['CampaignId']))) {
    if (other.id === row.id) continue
    const isSame = asText(other.values['Label']).toLowerCase() === asText(draft['Label']).toLowerCase()
    const isThere = (draft['SortOrder'] ?? null) !== null && other.values['SortOrder'] === draft['SortOrder']
    if (!isSame && !isThere) continue
    const field = isSame ? 'Label' : 'SortOrder'
    const message = `duplicate value found: ${field} duplicates value on record with id: ${other.id.slice(0, 15)}`
    throw failure(400, 'DUPLICATE_VALUE', message, [])
  }
}

/** One status of a campaign is the default. */
export function keepOneDefault(tx: Transaction, row: Row): void {
  if (row.values['IsDefault'] !== true || isDeleted(row)) return
  for (const other of children(tx.org, 'CampaignMemberStatus', 'CampaignId', asText(row.values['CampaignId']))) {
    if (other.id !== row.id && other.values['IsDefault'] === true) {
      tx.put(other, { ...other.values, IsDefault: false, ...saveStamps(tx) })
    }
  }
}

/** A new campaign has the two statuses that every campaign begins with. */
export function addStatuses(tx: Transaction, campaign: Row, before: Values | undefined, create: Create): void {
  const statuses = tx.org.schema.object('CampaignMemberStatus')
  if (before !== undefined || statuses === undefined) return
  for (const status of NEW_STATUSES) create(tx, statuses, { CampaignId: campaign.id, ...status })
}

type Counts = Readonly<Record<string, number>>

function countMember(values: Values): Counts {
  const isConverted = typeof values['LeadId'] === 'string' && typeof values['ContactId'] === 'string'
  return {
    NumberOfLeads: typeof values['LeadId'] === 'string' ? 1 : 0,
    NumberOfContacts: typeof values['ContactId'] === 'string' ? 1 : 0,
    NumberOfConvertedLeads: isConverted ? 1 : 0,
    NumberOfResponses: values['HasResponded'] === true ? 1 : 0,
  }
}

function countOpportunity(values: Values): Counts {
  const amount = typeof values['Amount'] === 'number' ? values['Amount'] : 0
  const isWon = values['IsWon'] === true
  return {
    NumberOfOpportunities: 1,
    AmountAllOpportunities: amount,
    NumberOfWonOpportunities: isWon ? 1 : 0,
    AmountWonOpportunities: isWon ? amount : 0,
  }
}

/** An opportunity's amount in the campaign's currency. */
function worthTo({ schema }: Org, values: Values, campaign: Row, amount: number): number {
  const { currencies } = schema
  if (currencies === undefined) return amount
  const [from, to] = [currencyOfRow(currencies, values), currencyOfRow(currencies, campaign.values)]
  return convertAmount(currencies, amount, from, to, asText(values['CloseDate']))
}

/** Adds what a row counts for to its campaign, or takes it away. */
function add(tx: Transaction, values: Values | undefined, count: (values: Values) => Counts, sign: 1 | -1): void {
  if (values === undefined || values['IsDeleted'] === true || typeof values['CampaignId'] !== 'string') return
  const campaign = tx.org.row(values['CampaignId'])
  if (campaign === undefined) return
  const counted: Record<string, number> = {}
  for (const [name, number] of Object.entries(count(values))) {
    const stood = campaign.values[name]
    if (number === 0) continue
    const worth = name.startsWith('Amount') ? worthTo(tx.org, values, campaign, number) : number
    counted[name] = (typeof stood === 'number' ? stood : 0) + sign * worth
  }
  if (Object.keys(counted).length > 0) tx.note(campaign, { ...campaign.values, ...counted })
}

/** Counts a member in its campaign. */
export function noteMember(tx: Transaction, row: Row, before: Values | undefined): void {
  add(tx, before, countMember, -1)
  add(tx, row.values, countMember, 1)
}

/** Counts an opportunity in its campaign. */
export function noteOpportunity(tx: Transaction, row: Row, before: Values | undefined): void {
  if (typeof row.values['CampaignId'] !== 'string' && typeof before?.['CampaignId'] !== 'string') return
  add(tx, before, countOpportunity, -1)
  add(tx, row.values, countOpportunity, 1)
}
