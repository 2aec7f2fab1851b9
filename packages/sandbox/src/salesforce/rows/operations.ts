/** One row's write as every API offers it, and lists of them that stand or fall row by row or together. */
import { Failure, failure } from '../failure'
import { readId } from '../ids'
import { verifyDeleteRight } from '../rules/allow'
import type { Field } from '../schema/field'
import type { ObjectSchema } from '../schema/object'
import type { Row } from '../store/row'
import type { Transaction } from '../store/transaction'
import type { Input } from './assign'
import { locate, locateBy } from './locate'
import { create, remove, update } from './save'

/** What became of a row that was written. */
export type Written = { readonly id: string; readonly created: boolean }

export const ROLLED_BACK = failure(
  400,
  'ALL_OR_NONE_OPERATION_ROLLED_BACK',
  'Record rolled back because not all records were valid and the request was using AllOrNone header',
)

/** The id a client gives with a row, under any spelling of `Id`. */
export function inputId(input: Input): unknown {
  for (const name in input) if (name.length === 2 && name.toLowerCase() === 'id' && input[name] !== null) return input[name]
  return undefined
}

export function insertOne(tx: Transaction, object: ObjectSchema, input: Input): Written {
  if (inputId(input) !== undefined) throw failure(400, 'INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call', ['Id'])
  return { id: create(tx, object, input).id, created: true }
}

export function updateOne(tx: Transaction, object: ObjectSchema, input: Input): Written {
  const id = inputId(input)
  if (id === undefined) throw failure(400, 'MISSING_ARGUMENT', 'Id not specified in an update call', ['Id'])
  const row = locate(tx.org, tx.actor, object, id)
  update(tx, row, input)
  return { id: row.id, created: false }
}

function keyOf(field: Field, input: Input): unknown {
  const spelling = Object.keys(input).find((key) => key.toLowerCase() === field.name.toLowerCase())
  return spelling === undefined ? undefined : input[spelling]
}

function put(tx: Transaction, object: ObjectSchema, row: Row | undefined, input: Input): Written {
  if (row === undefined) return { id: create(tx, object, input).id, created: true }
  update(tx, row, input)
  return { id: row.id, created: false }
}

/** Finds a row by id or by an external id and changes it, or makes it. `seen` holds the keys of the call, none of which may come twice. */
export function upsertOne(tx: Transaction, object: ObjectSchema, field: Field, input: Input, seen: Set<string>): Written {
  const value = keyOf(field, input)
  if (field.type === 'id') {
    const isNew = value === undefined || value === null || value === ''
    return put(tx, object, isNew ? undefined : locate(tx.org, tx.actor, object, value), input)
  }
  if (value === undefined || value === null || value === '') throw failure(400, 'MISSING_ARGUMENT', `${field.name} not specified`, [])
  const key = String(value).toLowerCase()
  if (seen.has(key)) throw failure(400, 'DUPLICATE_VALUE', `Duplicate external id specified: ${String(value)}`, [field.name])
  seen.add(key)
  const rows = locateBy(tx.org, tx.actor, object, field, String(value))
  if (rows.length > 1) {
    const ids = rows.map((row) => row.id).join(', ')
    throw failure(400, 'DUPLICATE_EXTERNAL_ID', `${field.name}: more than one record found for external id field: [${ids}]`, [field.name])
  }
  return put(tx, object, rows[0], input)
}

export function deleteOne(tx: Transaction, id: string): Written {
  const object = readId(id) === undefined ? undefined : tx.org.schema.ofId(id)
  if (object === undefined) throw failure(400, 'MALFORMED_ID', `malformed id ${id}`, ['Id'])
  const row = locate(tx.org, tx.actor, object, id)
  verifyDeleteRight(tx.org, tx.actor, row)
  remove(tx, row)
  return { id: row.id, created: false }
}

/** Writes one row after the other, each undone where it is refused; with `allOrNone` one refusal undoes all. `isWhole` says which refusals are of the whole call. */
export function writeEach<Item>(
  tx: Transaction,
  items: readonly Item[],
  allOrNone: boolean,
  write: (item: Item) => Written,
  isWhole: (error: Failure) => boolean,
): (Written | Failure)[] {
  const start = tx.mark()
  let failures = 0
  const outcomes = items.map((item) => {
    const mark = tx.mark()
    try {
      return write(item)
    } catch (error) {
      tx.rollback(mark)
      if (!(error instanceof Failure) || isWhole(error)) throw error
      failures += 1
      return error
    }
  })
  if (!allOrNone || failures === 0) return outcomes
  tx.rollback(start)
  return outcomes
}
