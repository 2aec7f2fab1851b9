/** Finds the row that a write names, or refuses it as Collections does. */
import { failure } from '../failure'
import { readId } from '../ids'
import type { Field } from '../schema/field'
import type { ObjectSchema } from '../schema/object'
import type { Actor, Org } from '../store/org'
import { isDeleted, type Row } from '../store/row'

/** The live row with this id. Throws a `Failure`: `MALFORMED_ID`, `INVALID_CROSS_REFERENCE_KEY` or `ENTITY_IS_DELETED`. */
export function locate(org: Org, actor: Actor, object: ObjectSchema, id: unknown): Row {
  const full = typeof id === 'string' ? readId(id) : undefined
  if (full === undefined || !full.startsWith(object.prefix)) {
    throw failure(400, 'MALFORMED_ID', `${object.label} ID: id value of incorrect type: ${String(id)}`, ['Id'])
  }
  const row = org.table(object).get(full)
  if (row === undefined || !org.sees(actor, row)) throw failure(404, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', [])
  if (isDeleted(row)) throw failure(404, 'ENTITY_IS_DELETED', 'entity is deleted', [])
  return row
}

/** The live rows that the actor sees with this value in a field that may be used to find rows. */
export function locateBy(org: Org, actor: Actor, object: ObjectSchema, field: Field, value: string): Row[] {
  const typed = field.type === 'int' || field.type === 'double' ? Number(value) : value
  return org
    .table(object)
    .find(field, typed)
    .filter((row) => org.sees(actor, row))
}

/** The rows cannot be had because somebody else is writing them. */
export function lockFailure(rows: readonly Row[]): ReturnType<typeof failure> {
  const ids = rows.map((row) => row.id).join(',')
  return failure(400, 'UNABLE_TO_LOCK_ROW', `unable to obtain exclusive access to this record or ${rows.length} records: ${ids}`, [])
}
