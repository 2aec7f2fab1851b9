/** The recycle bin: rows come back from it with what hung on them, or leave it for good. */
import { failure } from '../failure'
import { readId } from '../ids'
import { readStamp } from '../stamps'
import { asText, isDeleted, type Row } from '../store/row'
import type { Transaction } from '../store/transaction'
import { recallActivity } from './activities'
import { kindOf } from './kinds'
import type { Written } from './operations'
import { create } from './save'

/** Deleted rows stay this long. */
export const RECYCLE_BIN = 15 * 86_400_000

const NOT_THERE = failure(400, 'UNDELETE_FAILED', 'Entity is not in the recycle bin', [])

function binned(tx: Transaction, id: string): Row {
  const full = readId(id)
  if (full === undefined) throw failure(400, 'MALFORMED_ID', `malformed id ${id}`, ['Id'])
  const row = tx.org.row(full)
  if (row === undefined || !tx.org.sees(tx.actor, row)) throw failure(404, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', [])
  const isThere = isDeleted(row) && readStamp(asText(row.values['SystemModstamp'])) > tx.org.now() - RECYCLE_BIN
  if (!isThere) throw NOT_THERE
  return row
}

function restore(tx: Transaction, row: Row): void {
  const now = tx.org.stamp()
  const binnedAt = row.values['SystemModstamp']
  const back = { IsDeleted: false, LastModifiedDate: now, SystemModstamp: now, LastModifiedById: tx.actor.userId }
  const master = row.values['MasterRecordId'] === undefined ? {} : { MasterRecordId: null }
  const before = row.values
  tx.put(row, { ...before, ...master, ...back }, 'undeleted')
  for (const child of tx.org.schema.objects.values()) {
    for (const field of child.lookups()) {
      if (field.reference?.cascade !== true || !field.reference.to.includes(row.object.name)) continue
      const hanging = tx.org.table(child).lookup(field, row.id) ?? []
      for (const each of [...hanging]) if (isDeleted(each) && each.values['SystemModstamp'] === binnedAt) restore(tx, each)
    }
  }
  kindOf(row.object)?.saved?.(tx, row, before, create)
  recallActivity(tx, row)
}

/** Takes a row out of the recycle bin. Throws a `Failure` where it is not in there. */
export function undeleteOne(tx: Transaction, id: string): Written {
  const row = binned(tx, id)
  restore(tx, row)
  return { id: row.id, created: false }
}

/** Takes rows away for good: nothing finds them again. Not undone with the transaction, as in the vendor's system. */
export function purge(tx: Transaction, id: string): Written {
  const row = binned(tx, id)
  tx.org.table(row.object).put(row, undefined)
  return { id: row.id, created: false }
}
