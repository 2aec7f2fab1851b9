/** sObject Collections: up to 200 rows a call, each with its own outcome. */
import type { SandboxResponse } from '../../world/system'
import { Failure, failure, rowErrors } from '../failure'
import { readId } from '../ids'
import { type Input, UnknownColumn } from '../rows/assign'
import { locate, locateBy } from '../rows/locate'
import { create, remove, update } from '../rows/save'
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

const ROLLED_BACK = failure(
  400,
  'ALL_OR_NONE_OPERATION_ROLLED_BACK',
  'Record rolled back because not all records were valid and the request was using AllOrNone header',
)

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
    const object = type === undefined ? only : ask.org.schema.object(type)
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

/** Runs one write a row; with `allOrNone`, one failure undoes all. `failed` shapes a row that was refused. */
function each<Item>(
  ask: Ask,
  items: readonly Item[],
  allOrNone: boolean,
  write: (tx: Transaction, item: Item) => Outcome,
  failed: (item: Item) => Partial<Outcome>,
): SandboxResponse {
  const body = writing(ask, (tx) => {
    const start = tx.mark()
    let failures = 0
    const outcomes = items.map((item): Outcome => {
      const mark = tx.mark()
      try {
        return write(tx, item)
      } catch (error) {
        tx.rollback(mark)
        if (!(error instanceof Failure) || isWhole(error)) throw error
        failures += 1
        return { ...failed(item), success: false, errors: rowErrors(error) }
      }
    })
    if (!allOrNone || failures === 0) return outcomes
    tx.rollback(start)
    return outcomes.map((outcome) => (outcome.success ? { ...outcome, success: false, errors: rowErrors(ROLLED_BACK) } : outcome))
  })
  return { status: 200, body, records: items.length }
}

function inputId(input: Input): unknown {
  for (const name in input) if (name.length === 2 && name.toLowerCase() === 'id' && input[name] !== null) return input[name]
  return undefined
}

function createAll(ask: Ask, body: Record<string, unknown>): SandboxResponse {
  const write = (tx: Transaction, { object, input }: Entry): Outcome => {
    if (inputId(input) !== undefined) throw failure(400, 'INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call', ['Id'])
    return { id: create(tx, object, input).id, success: true, errors: [] }
  }
  return each(ask, entries(ask, body['records']), body['allOrNone'] === true, write, () => ({}))
}

function updateAll(ask: Ask, body: Record<string, unknown>): SandboxResponse {
  const write = (tx: Transaction, { object, input }: Entry): Outcome => {
    const id = inputId(input)
    if (id === undefined || id === null) throw failure(400, 'MISSING_ARGUMENT', 'Id not specified in an update call', ['Id'])
    const row = locate(ask.org, ask.actor, object, id)
    update(tx, row, input)
    return { id: row.id, success: true, errors: [] }
  }
  const failed = ({ input }: Entry): Partial<Outcome> => {
    const id = inputId(input)
    return typeof id === 'string' ? { id: readId(id) ?? id } : {}
  }
  return each(ask, entries(ask, body['records']), body['allOrNone'] === true, write, failed)
}

function upsertAll(ask: Ask, type: string, name: string): SandboxResponse {
  const body = jsonBody(ask)
  const object = namedObject(ask, type)
  const field: Field = name.toLowerCase() === 'id' ? object.field('Id')! : externalId(ask, object, name)
  const seen = new Set<string>()
  const write = (tx: Transaction, { input }: Entry): Outcome => {
    const spelling = Object.keys(input).find((key) => key.toLowerCase() === field.name.toLowerCase())
    const value = spelling === undefined ? undefined : input[spelling]
    if (field.type === 'id') {
      if (value === undefined || value === null) return { id: create(tx, object, input).id, success: true, created: true, errors: [] }
      const row = locate(ask.org, ask.actor, object, value)
      update(tx, row, input)
      return { id: row.id, success: true, created: false, errors: [] }
    }
    if (value === undefined || value === null || value === '') throw failure(400, 'MISSING_ARGUMENT', `${field.name} not specified`, [])
    const key = String(value).toLowerCase()
    if (seen.has(key)) throw failure(400, 'DUPLICATE_VALUE', `Duplicate external id specified: ${String(value)}`, [field.name])
    seen.add(key)
    const rows = locateBy(ask.org, ask.actor, object, field, String(value))
    if (rows.length > 1) {
      const ids = rows.map((row) => row.id).join(', ')
      throw failure(400, 'DUPLICATE_EXTERNAL_ID', `${field.name}: more than one record found for external id field: [${ids}]`, [field.name])
    }
    const [row] = rows
    if (row === undefined) return { id: create(tx, object, input).id, success: true, created: true, errors: [] }
    update(tx, row, input)
    return { id: row.id, success: true, created: false, errors: [] }
  }
  return each(ask, entries(ask, body['records'], object), body['allOrNone'] === true, write, () => ({ created: false }))
}

function deleteAll(ask: Ask): SandboxResponse {
  const ids = (ask.query.get('ids') ?? '').split(',').filter((id) => id !== '')
  if (ids.length > MOST_ROWS) throw tooMany(MOST_ROWS)
  const write = (tx: Transaction, id: string): Outcome => {
    const object = ask.org.schema.ofId(id)
    if (object === undefined) throw failure(400, 'MALFORMED_ID', `malformed id ${id}`, ['Id'])
    const row = locate(ask.org, ask.actor, object, id)
    remove(tx, row)
    return { id: row.id, success: true, errors: [] }
  }
  return each(ask, ids, ask.query.get('allOrNone') === 'true', write, (id) => ({ id: readId(id) ?? id }))
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
