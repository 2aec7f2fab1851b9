/** Merges: the winner stays, the losers go to the recycle bin and say where to, their children move. */
import { failure } from '../failure'
import type { ObjectSchema } from '../schema/object'
import type { Org } from '../store/org'
import { isDeleted, type Row, type Value } from '../store/row'
import type { Transaction } from '../store/transaction'
import { move } from './move'
import { remove, update } from './save'

function moveChildren(tx: Transaction, loser: Row, winner: Row): string[] {
  const moved: string[] = []
  const { org } = tx
  for (const child of org.schema.objects.values()) {
    for (const field of child.lookups()) {
      if (field.reference?.children === undefined || !field.reference.to.includes(loser.object.name)) continue
      for (const row of [...org.table(child).find(field, loser.id)]) {
        if (isDeleted(row)) continue
        move(tx, row, { [field.name]: winner.id })
        moved.push(row.id)
      }
    }
  }
  return moved
}

/** Merges up to two losers into a winner; with `fill`, the winner's empty fields take the losers' values. Gives the ids of the children that moved. Throws a `Failure`. */
export function merge(tx: Transaction, object: ObjectSchema, winner: Row, losers: readonly Row[], fill: boolean): string[] {
  if (!object.mergeable) throw failure(400, 'INVALID_TYPE_FOR_OPERATION', `entity type ${object.name} does not support merge`, [])
  if (losers.length > 2) throw failure(400, 'INVALID_OPERATION', 'at most two records can be merged into another', [])
  if (losers.includes(winner)) throw failure(400, 'INVALID_OPERATION', 'a record cannot be merged into itself', [])
  const filled: Record<string, Value> = {}
  for (const field of fill ? object.fields() : []) {
    if (!field.updateable || field.type === 'boolean' || (winner.values[field.name] ?? null) !== null) continue
    const value = losers.map((loser) => loser.values[field.name] ?? null).find((each) => each !== null)
    if (value !== undefined && !field.unique) filled[field.name] = value
  }
  const moved: string[] = []
  for (const loser of losers) {
    moved.push(...moveChildren(tx, loser, winner))
    remove(tx, loser, { MasterRecordId: winner.id }, `merged into ${winner.id}`)
  }
  update(tx, winner, filled)
  return moved
}

/** The live record that a merged one ended in, or the record itself. */
export function survivor(org: Org, row: Row): Row {
  const next = row.values['MasterRecordId']
  const target = typeof next === 'string' ? org.row(next) : undefined
  return target === undefined ? row : survivor(org, target)
}
