/** Cases: their number, what closes them, what they show of their contact [Salesforce: Object Reference, Case]. */
import type { Org } from '../store/org'
import { isDeleted, type Row, type Value, type Values } from '../store/row'
import type { Transaction } from '../store/transaction'
import type { Create, Draft } from './kinds'

const SHOWN: Readonly<Record<string, string>> = {
  ContactEmail: 'Email',
  ContactPhone: 'Phone',
  ContactMobile: 'MobilePhone',
  ContactFax: 'Fax',
}
/** Numbers of a new org's cases count from here. */
const FIRST = 1_000

function numbered(org: Org): string {
  const object = org.schema.object('Case')
  const field = object?.field('CaseNumber')
  for (;;) {
    const number = String(FIRST + org.count('Case.CaseNumber')).padStart(8, '0')
    const isTaken = object !== undefined && field !== undefined && org.table(object).find(field, number).length > 0
    if (!isTaken) return number
  }
}

/** Fills in what a case shows of its contact, whose values it gives. */
export function showContact(org: Org, draft: Draft): Values | undefined {
  const id: Value | undefined = draft['ContactId']
  const contact = typeof id === 'string' ? org.row(id) : undefined
  const shown = contact === undefined || isDeleted(contact) ? undefined : contact.values
  for (const [to, from] of Object.entries(SHOWN)) draft[to] = shown?.[from] ?? null
  return shown
}

/** What follows from a case's status and contact. */
export function deriveCase(org: Org, before: Values | undefined, draft: Draft, given: ReadonlySet<string>): void {
  draft['CaseNumber'] ??= numbered(org)
  const isClosed = org.schema.caseStatuses.some(({ value, closed }) => closed && value === draft['Status'])
  draft['IsClosed'] = isClosed
  if (before === undefined) draft['IsClosedOnCreate'] = isClosed
  if (!isClosed) draft['ClosedDate'] = null
  else if (before?.['IsClosed'] !== true && !given.has('ClosedDate')) draft['ClosedDate'] = org.stamp()
  const shown = showContact(org, draft)
  const isNew = before?.['ContactId'] !== draft['ContactId']
  if (isNew && !given.has('AccountId') && (draft['AccountId'] ?? null) === null) draft['AccountId'] = shown?.['AccountId'] ?? null
}

/** What is written as the internal comments of a case becomes a comment of its own; the case keeps none. */
export function addComment(tx: Transaction, row: Row, _: Values | undefined, create: Create): void {
  const comments = tx.org.schema.object('CaseComment')
  const body = row.values['Comments']
  if (comments === undefined || typeof body !== 'string' || isDeleted(row)) return
  tx.note(row, { ...row.values, Comments: null })
  create(tx, comments, { ParentId: row.id, CommentBody: body })
}
