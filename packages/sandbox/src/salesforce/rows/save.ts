/** Creates, changes and deletes rows inside a transaction. */
import { failure } from '../failure'
import { verifyCreateRight, verifyEditRight } from '../rules/allow'
import { assignedOwner } from '../rules/assignment'
import { verifyStorage, verifyUnlocked } from '../rules/guards'
import { verifyUnmixed } from '../rules/mixed-writes'
import type { ObjectSchema } from '../schema/object'
import type { Actor, Org } from '../store/org'
import { asText, isDeleted, type Row, type Value, type Values } from '../store/row'
import type { Transaction } from '../store/transaction'
import { assign, type Input } from './assign'
import { defaultRecordType } from './derive'
import { derive, kindOf } from './kinds'
import { lockFailure } from './locate'
import { currencyOfUser } from './money'
import { saveStamps } from './stamp-row'
import { verify } from './verify'

function defaults(org: Org, object: ObjectSchema, userId: string): Record<string, Value | undefined> {
  const draft = object.fresh()
  if (object.field('OwnerId') !== undefined) draft['OwnerId'] = userId
  if (org.schema.currencies !== undefined && object.field('CurrencyIsoCode') !== undefined)
    draft['CurrencyIsoCode'] = currencyOfUser(org, userId)
  if (object.field('RecordTypeId') !== undefined) draft['RecordTypeId'] = defaultRecordType(org.schema, object.name)
  return draft
}

/** Refuses to delete a record to which others hold on [Salesforce: Case, Account ID]. */
function verifyFree({ org }: Transaction, row: Row): void {
  for (const child of org.schema.objects.values()) {
    for (const field of child.lookups()) {
      if (field.reference?.restricts !== true || !field.reference.to.includes(row.object.name)) continue
      const holding = org.table(child).find(field, row.id)
      if (holding.length === 0) continue
      const names = holding.map(({ values }) => asText(values['CaseNumber'] ?? values['Name'])).join(', ')
      const what = `Your attempt to delete ${asText(row.values['Name'])} could not be completed because it is associated with the following ${child.plural.toLowerCase()}.: ${names}`
      throw failure(400, 'DELETE_FAILED', what, [])
    }
  }
}

function assignByRule(org: Org, actor: Actor, row: Row, draft: Record<string, Value | undefined>): void {
  const owner = assignedOwner(org, actor, row, draft)
  if (owner !== undefined) draft['OwnerId'] = owner
}

/** Saves a new row. Throws a `Failure` and leaves nothing behind. */
export function create(tx: Transaction, object: ObjectSchema, input: Input): Row {
  const { org, actor } = tx
  if (!object.createable) {
    throw failure(400, 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', `entity type cannot be inserted: ${object.label}`, [])
  }
  verifyCreateRight(org, actor, object)
  if (tx.joined) verifyUnmixed(tx, object)
  if (org.rules.storage !== undefined) verifyStorage(org, org.rules.storage)
  const given = assign(org, actor, object, input, true)
  const row: Row = { id: org.newId(object), object, values: {} }
  const draft = defaults(org, object, actor.userId)
  for (const [name, value] of given) {
    const isDefaulted = value === null && object.field(name)?.nillable === false && draft[name] !== undefined
    if (!isDefaulted) draft[name] = value
  }
  if (actor.meetsLocks) throw lockFailure([row])
  derive(org, object, undefined, draft, new Set(given.keys()))
  if (org.rules.assignment.length > 0) assignByRule(org, actor, row, draft)
  draft['Id'] = row.id
  draft['IsDeleted'] = false
  Object.assign(draft, saveStamps(tx))
  draft['CreatedDate'] = draft['SystemModstamp']
  draft['CreatedById'] = actor.userId
  verify(org, actor, row, draft, given.keys())
  const mark = tx.mark()
  tx.put(row, draft, 'created')
  try {
    kindOf(object)?.saved?.(tx, row, undefined, create)
  } catch (error) {
    tx.rollback(mark)
    throw error
  }
  return row
}

/** Saves changes to a live row; every save moves its stamps, changed values or not. Throws a `Failure` and leaves the row as it was. */
export function update(tx: Transaction, row: Row, input: Input): void {
  const { org, actor } = tx
  if (!row.object.updateable) {
    throw failure(400, 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', `entity type cannot be updated: ${row.object.label}`, [])
  }
  const given = assign(org, actor, row.object, input, false)
  verifyEditRight(org, actor, row, given.get('OwnerId'))
  if (tx.joined) verifyUnmixed(tx, row.object)
  if (org.rules.approvals.length > 0) verifyUnlocked(org, actor, row)
  if (actor.meetsLocks || row.locked) throw lockFailure([row])
  if (row.object.name === 'Lead' && row.values['IsConverted'] === true) {
    throw failure(400, 'CANNOT_UPDATE_CONVERTED_LEAD', 'cannot reference converted lead', [])
  }
  const before = row.values
  const draft: Record<string, Value | undefined> = { ...before }
  const changed: string[] = []
  for (const [name, value] of given) {
    if ((before[name] ?? null) !== value) changed.push(name)
    draft[name] = value
  }
  derive(org, row.object, before, draft, new Set(given.keys()))
  if (org.rules.assignment.length > 0) assignByRule(org, actor, row, draft)
  Object.assign(draft, saveStamps(tx))
  verify(org, actor, row, draft, changed)
  tx.put(row, draft)
  kindOf(row.object)?.saved?.(tx, row, before, create)
}

/** Puts a row and what hangs on it into the recycle bin. Throws a `Failure` where a lock stands in the way. */
export function remove(tx: Transaction, row: Row, extra: Values = {}, event = 'deleted'): void {
  const { org, actor } = tx
  const before = row.values
  if (!row.object.deletable)
    throw failure(400, 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', `entity type cannot be deleted: ${row.object.label}`, [])
  if (actor.meetsLocks || row.locked) throw lockFailure([row])
  if (tx.joined) verifyUnmixed(tx, row.object)
  if (org.rules.approvals.length > 0) verifyUnlocked(org, actor, row)
  verifyFree(tx, row)
  tx.put(row, { ...before, ...extra, IsDeleted: true, ...saveStamps(tx) }, event)
  for (const child of org.schema.objects.values()) {
    for (const field of child.lookups()) {
      if (field.reference?.cascade !== true || !field.reference.to.includes(row.object.name)) continue
      for (const hanging of [...org.table(child).find(field, row.id)]) if (!isDeleted(hanging)) remove(tx, hanging)
    }
  }
  kindOf(row.object)?.saved?.(tx, row, before, create)
}
