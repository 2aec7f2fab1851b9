/** sObject Collections: up to 200 rows a call, each with its own outcome. */
import type { SandboxResponse } from '../../world/system'
import { Failure, failure, rowErrors } from '../failure'
import { readId } from '../ids'
import { type Input, UnknownColumn } from '../rows/assign'
import { locateBy } from '../rows/locate'
import { deleteOne, inputId, insertOne, ROLLED_BACK, updateOne, upsertOne, type Written, writeEach } from '../rows/operations'
import type { Field } from '../schema/field'
import type { ObjectSchema } from '../schema/object'
import { attributes } from '../soql/project'
import { shown } from '../soql/resolve'
import { asText, isDeleted, type Row, type Value } from '../store/row'
import type { Transaction } from '../store/transaction'
import { type Ask, jsonBody, namedObject, notAllowed, writing } from './ask'
import { externalId } from './rows'

const MOST_ROWS = 200
const MOST_CHUNKS = 10
const MOST_RETRIEVED = 2_000

type Outcome = { id?: string; success: boolean; created?: boolean; errors: ReturnType<typeof rowErrors> }
type Entry = { readonly object: ObjectSchema; readonly input: Input }

function tooMany(most: number) {
  return failure(400, 'EXCEEDED_ID_LIMIT', `record limit reached. cannot submit more than ${most} records into this call`)
}

/** The rows of a request with their objects. Throws a `Failure` that refuses all of them. */
function entries(ask: Ask, records: unknown, only?: ObjectSchema): Entry[] {
  if (!Array.isArray(records)) throw failure(400, 'INVALID_INPUT', 'Records should be a list of records')
  if (records.length > MOST_ROWS) throw tooMany(MOST_ROWS)
  const list = records.map((input: unknown): Entry => {
    if (typeof input !== 'object' || input === null)
      throw failure(400, 'JSON_PARSER_ERROR', 'a record is not an object at [line:1, column:1]')
    const row = input as Record<string, unknown>
    const said = row['attributes']
    const type = typeof said === 'object' && said !== null && 'type' in said ? String(said.type) : undefined
    if (type === undefined && only === undefined)
      throw failure(400, 'INVALID_INPUT', 'Type is not specified for a record in the attributes')
    const object = type === undefined ? only : ask.org.object(ask.actor, type)
    if (object === undefined) throw failure(400, 'INVALID_TYPE', `sObject type '${type ?? ''}' is not supported.`)
    return { object, input: row }
  })
  const chunks = list.filter((entry, index) => entry.object !== list[index - 1]?.object).length
  if (chunks > MOST_CHUNKS) {
    const message = `Cannot have more than ${MOST_CHUNKS} chunks in a single operation. Please rearrange the data to reduce chunking.`
    throw failure(400, 'INVALID_BATCH_REQUEST', message)
  }
  return list
}

/** Whether a refusal is of the request rather than of the row. */
function isWhole(error: unknown): boolean {
  return error instanceof UnknownColumn || (error instanceof Failure && error.problems.some(({ code }) => code === 'JSON_PARSER_ERROR'))
}

/** Runs one write a row; with `allOrNone`, one failure undoes all. `failed` shapes a row that was refused, `done` one that was written. */
function each<Item>(
  ask: Ask,
  items: readonly Item[],
  allOrNone: boolean,
  write: (tx: Transaction, item: Item) => Written,
  failed: (item: Item) => Partial<Outcome>,
  done: (written: Written) => Partial<Outcome> = () => ({}),
): SandboxResponse {
  const outcomes = writing(ask, (tx) => writeEach(tx, items, allOrNone, (item) => write(tx, item), isWhole))
  const isUndone = allOrNone && outcomes.some((outcome) => outcome instanceof Failure)
  const body = outcomes.map((outcome, index): Outcome => {
    if (outcome instanceof Failure) return { ...failed(items[index]!), success: false, errors: rowErrors(outcome) }
    return { id: outcome.id, success: !isUndone, ...done(outcome), errors: isUndone ? rowErrors(ROLLED_BACK) : [] }
  })
  return { status: 200, body, records: items.length }
}

function createAll(ask: Ask, body: Record<string, unknown>): SandboxResponse {
  const write = (tx: Transaction, { object, input }: Entry) => insertOne(tx, object, input)
  return each(ask, entries(ask, body['records']), body['allOrNone'] === true, write, () => ({}))
}

function updateAll(ask: Ask, body: Record<string, unknown>): SandboxResponse {
  const write = (tx: Transaction, { object, input }: Entry) => updateOne(tx, object, input)
  const failed = ({ input }: Entry): Partial<Outcome> => {
    const id = inputId(input)
    return typeof id === 'string' ? { id: readId(id) ?? id } : {}
  }
  return each(ask, entries(ask, body['records']), body['allOrNone'] === true, write, failed)
}

function isNew(ask: Ask, object: ObjectSchema, field: Field, input: Input): boolean {
  const name = Object.keys(input).find((key) => key.toLowerCase() === field.name.toLowerCase())
  const value = name === undefined ? undefined : input[name]
  return value === undefined || value === null || locateBy(ask.org, ask.actor, object, field, String(value)).length === 0
}

function upsertAll(ask: Ask, type: string, name: string): SandboxResponse {
  const body = jsonBody(ask)
  const object = namedObject(ask, type)
  const field: Field = name.toLowerCase() === 'id' ? object.field('Id')! : externalId(ask, object, name)
  const seen = new Set<string>()
  const write = (tx: Transaction, { input }: Entry) => upsertOne(tx, object, field, input, seen)
  const done = ({ created }: Written) => ({ created })
  const allOrNone = body['allOrNone'] === true
  // As the vendor's replies do, a row that was rolled back says whether it would have been new.
  const failed = ({ input }: Entry) => ({ created: allOrNone && isNew(ask, object, field, input) })
  return each(ask, entries(ask, body['records'], object), allOrNone, write, failed, done)
}

function deleteAll(ask: Ask): SandboxResponse {
  const ids = (ask.query.get('ids') ?? '').split(',').filter((id) => id !== '')
  if (ids.length > MOST_ROWS) throw tooMany(MOST_ROWS)
  return each(ask, ids, ask.query.get('allOrNone') === 'true', deleteOne, (id) => ({ id: readId(id) ?? id }))
}

function shownAs(ask: Ask, row: Row, fields: readonly Field[]): unknown {
  const record: Record<string, unknown> = { attributes: attributes(row, ask.version) }
  for (const field of fields) record[field.name] = shown(row, field)
  return { ...record, Id: row.id as Value }
}

function retrieveAll(ask: Ask, type: string): SandboxResponse {
  const body = ask.method === 'POST' ? jsonBody(ask) : undefined
  const list = (name: string) => {
    const given = body?.[name]
    return Array.isArray(given)
      ? given.map((item) => asText(String(item)))
      : (ask.query.get(name) ?? '').split(',').filter((item) => item !== '')
  }
  const object = namedObject(ask, type)
  const [ids, names] = [list('ids'), list('fields')]
  if (ids.length > MOST_RETRIEVED) throw tooMany(MOST_RETRIEVED)
  const fields = names.map((name) => {
    const field = ask.org.field(ask.actor, object, name)
    if (field === undefined) throw failure(400, 'INVALID_FIELD', `No such column '${name}' on entity '${object.name}'.`)
    return field
  })
  const records = ids.map((id) => {
    const row = ask.org.table(object).get(readId(id) ?? id)
    return row === undefined || isDeleted(row) || !ask.org.sees(ask.actor, row) ? null : shownAs(ask, row, fields)
  })
  return { status: 200, body: records, records: ids.length }
}

/** Answers `/composite/sobjects`, `/composite/sobjects/Type` and `/composite/sobjects/Type/Field`. */
export function collections(ask: Ask): SandboxResponse | undefined {
  const [first, second, type, field] = ask.segments
  if (first !== 'composite' || second !== 'sobjects' || ask.segments.length > 4) return undefined
  if (type !== undefined && field !== undefined) {
    if (ask.method !== 'PATCH') throw notAllowed(ask, ['PATCH'])
    return upsertAll(ask, type, field)
  }
  if (type !== undefined) {
    if (ask.method !== 'POST' && ask.method !== 'GET') throw notAllowed(ask, ['GET', 'POST'])
    return retrieveAll(ask, type)
  }
  if (ask.method === 'POST') return createAll(ask, jsonBody(ask))
  if (ask.method === 'PATCH') return updateAll(ask, jsonBody(ask))
  if (ask.method === 'DELETE') return deleteAll(ask)
  throw notAllowed(ask, ['DELETE', 'PATCH', 'POST'])
}
