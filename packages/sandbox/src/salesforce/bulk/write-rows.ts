/** Writes the rows of a bulk job: each on its own, in chunks as the vendor's servers do. */
import { Failure, failure } from '../failure'
import type { Input } from '../rows/assign'
import { WrongKind } from '../rows/coerce'
import { deleteOne, inputId, insertOne, updateOne, upsertOne, type Written, writeEach } from '../rows/operations'
import { purge } from '../rows/undelete'
import type { Field } from '../schema/field'
import type { ObjectSchema } from '../schema/object'
import type { Actor, Org } from '../store/org'
import { asText } from '../store/row'
import { Transaction } from '../store/transaction'

const CHUNK = 200
const TRUE = new Set(['true', '1', 'yes', 'y', 'on'])
const FALSE = new Set(['false', '0', 'no', 'n', 'off'])

export const OPERATIONS = ['insert', 'update', 'upsert', 'delete', 'hardDelete'] as const
export type Operation = (typeof OPERATIONS)[number]

/** What a job does with its rows; `key` is the field that an upsert goes by. */
export type Task = { readonly object: ObjectSchema; readonly operation: Operation; readonly key?: Field }

/** What a column means: a field, or an external id of a related record. */
export type Column = { readonly field: Field; readonly related?: { readonly relationship: string; readonly name: string } }

/** The column that a header names, as `Field`, `Relationship.Field` or `Relationship:Type.Field`; `undefined` where it names none. */
export function columnOf(org: Org, actor: Actor, object: ObjectSchema, name: string): Column | undefined {
  const path = /^(\w+)(?::\w+)?\.(\w+)$/.exec(name)
  if (path === null) {
    const field = org.field(actor, object, name)
    return field === undefined ? undefined : { field }
  }
  const up = object.up(path[1] ?? '')
  const field = up === undefined ? undefined : org.field(actor, object, up.name)
  return field === undefined ? undefined : { field, related: { relationship: path[1] ?? '', name: path[2] ?? '' } }
}

function cellValue({ field }: Column, cell: string): unknown {
  if (cell === '#N/A') return null
  if (field.type !== 'boolean') return cell
  const lower = cell.trim().toLowerCase()
  return TRUE.has(lower) ? true : FALSE.has(lower) ? false : cell
}

/** A row of a sheet as a client would send it elsewhere. Empty cells say nothing, `#N/A` empties a field. */
export function inputOf(columns: readonly Column[], cells: readonly string[]): Input {
  const input: Record<string, unknown> = {}
  for (const [index, column] of columns.entries()) {
    const cell = cells[index] ?? ''
    if (cell === '') continue
    const value = cellValue(column, cell)
    if (column.related === undefined) input[column.field.name] = value
    else if (value === null) input[column.field.name] = null
    else input[column.related.relationship] = { [column.related.name]: value }
  }
  return input
}

function writeOne(tx: Transaction, { object, operation, key }: Task, input: Input, seen: Set<string>): Written {
  if (operation === 'insert') return insertOne(tx, object, input)
  if (operation === 'update') return updateOne(tx, object, input)
  if (operation === 'upsert' && key !== undefined) return upsertOne(tx, object, key, input, seen)
  const id = inputId(input)
  if (typeof id !== 'string') throw failure(400, 'MISSING_ARGUMENT', 'Id not specified in a delete call', ['Id'])
  const written = deleteOne(tx, id)
  return operation === 'hardDelete' ? purge(tx, written.id) : written
}

/** In a bulk job a value of the wrong kind refuses its row alone. */
function rowFailure(refused: Failure): Failure {
  if (!(refused instanceof WrongKind)) return refused
  const { field, value } = refused
  return failure(400, 'INVALID_TYPE_ON_FIELD_IN_RECORD', `${field.label}: value not of required type: ${String(value)}`, [field.name])
}

/** Writes all rows and tells what became of each, in their order. */
export function writeRows(org: Org, actor: Actor, task: Task, inputs: readonly Input[]): (Written | Failure)[] {
  const outcomes: (Written | Failure)[] = []
  for (let start = 0; start < inputs.length; start += CHUNK) {
    const tx = new Transaction(org, actor)
    const seen = new Set<string>()
    const write = (input: Input) => writeOne(tx, task, input, seen)
    const chunk = writeEach(tx, inputs.slice(start, start + CHUNK), false, write, () => false)
    tx.commit()
    for (const outcome of chunk) outcomes.push(outcome instanceof Failure ? rowFailure(outcome) : outcome)
  }
  return outcomes
}

/** The errors of a row as result files write them: `CODE:message:fields --`. */
export function errorText({ problems }: Failure): string {
  return problems
    .map(({ code, message, fields = [] }) => `${code}:${message}:${fields.length === 0 ? '' : `${fields.join(',')} `}--`)
    .join(';')
}

/** The id that a row named, for a result that has no other. */
export function namedId(input: Input): string {
  const id = inputId(input)
  return typeof id === 'string' ? id : asText(undefined)
}
