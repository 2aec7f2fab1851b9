/** Single rows, by id and by external id, with conditional headers. */
import { createHash } from 'node:crypto'
import type { SandboxResponse } from '../../world/system'
import { Failure, failure } from '../failure'
import { readId } from '../ids'
import type { Input } from '../rows/assign'
import { locate, locateBy } from '../rows/locate'
import { create, remove, update } from '../rows/save'
import { verifyDeleteRight } from '../rules/allow'
import type { Field } from '../schema/field'
import type { ObjectSchema } from '../schema/object'
import { attributes } from '../soql/project'
import { shown } from '../soql/resolve'
import { readStamp } from '../stamps'
import { asText, isDeleted, type Row } from '../store/row'
import { type Ask, jsonBody, namedObject, notAllowed, writing } from './ask'
import { noteUse } from './recents'

function isUnmodified(row: Row, since: string | undefined): boolean | undefined {
  const limit = since === undefined ? Number.NaN : Date.parse(since)
  return Number.isNaN(limit) ? undefined : readStamp(asText(row.values['SystemModstamp'])) <= limit
}

/** Refuses a read or write whose `If-Unmodified-Since` the row has outlived. Times count to the second. */
function verifyUnmodified(ask: Ask, row: Row): void {
  if (isUnmodified(row, ask.headers['if-unmodified-since']) === false) {
    throw failure(412, 'MATCH_PRECONDITION_FAILED', 'The record was modified after the time in If-Unmodified-Since')
  }
}

/** Accounts alone have entity tags [Salesforce: Conditional Request Headers]. */
function tagOf(row: Row): string | undefined {
  if (row.object.name !== 'Account') return undefined
  return `"${createHash('sha256').update(JSON.stringify(row.values)).digest('base64url').slice(0, 32)}--gzip"`
}

function tags(ask: Ask, header: string): string[] {
  return (ask.headers[header] ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')
}

function verifyTag(ask: Ask, row: Row): void {
  const wanted = tags(ask, 'if-match')
  const tag = tagOf(row)
  if (tag !== undefined && wanted.length > 0 && !wanted.includes(tag) && !wanted.includes('*')) {
    throw failure(412, 'MATCH_PRECONDITION_FAILED', 'The record does not have the entity tag in If-Match')
  }
}

/** A row by the id in the path: what Collections call a bad reference is here a missing resource. */
function located(ask: Ask, object: ObjectSchema, id: string): Row {
  const full = readId(id)
  if (full === undefined) throw failure(400, 'MALFORMED_ID', `malformed id ${id}`, ['Id'])
  try {
    return locate(ask.org, ask.actor, object, full)
  } catch (error) {
    const gone = error instanceof Failure && error.problems[0]?.code === 'ENTITY_IS_DELETED'
    if (error instanceof Failure && !gone) throw failure(404, 'NOT_FOUND', 'The requested resource does not exist')
    throw error
  }
}

function show(ask: Ask, row: Row): SandboxResponse {
  verifyUnmodified(ask, row)
  const tag = tagOf(row)
  verifyTag(ask, row)
  if (tag !== undefined && tags(ask, 'if-none-match').includes(tag)) return { status: 304, headers: { ETag: tag } }
  if (isUnmodified(row, ask.headers['if-modified-since']) === true) return { status: 304 }
  const names = ask.query
    .get('fields')
    ?.split(',')
    .map((name) => name.trim())
  const fields = names?.map((name) => {
    const field = ask.org.field(ask.actor, row.object, name)
    if (field === undefined) throw failure(400, 'INVALID_FIELD', `No such column '${name}' on sobject of type ${row.object.name}`)
    return field
  })
  const body: Record<string, unknown> = { attributes: attributes(row, ask.version) }
  for (const field of fields ?? ask.org.fields(ask.actor, row.object)) body[field.name] = shown(row, field)
  if (names !== undefined) body['Id'] = row.id
  const modified = new Date(readStamp(asText(row.values['SystemModstamp']))).toUTCString()
  return { status: 200, body, headers: { 'Last-Modified': modified, ...(tag === undefined ? {} : { ETag: tag }) }, records: 1 }
}

function created(ask: Ask, object: ObjectSchema, input: Input, upserted: boolean): SandboxResponse {
  if (Object.keys(input).some((name) => name.toLowerCase() === 'id')) {
    throw failure(400, 'INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call', ['Id'])
  }
  const row = writing(ask, (tx) => create(tx, object, input))
  noteUse(ask, row)
  const headers = { Location: `/services/data/${ask.version}/sobjects/${object.name}/${row.id}` }
  return { status: 201, body: { id: row.id, success: true, errors: [], ...(upserted ? { created: true } : {}) }, headers, records: 1 }
}

function patched(ask: Ask, row: Row, input: Input): void {
  if (Object.keys(input).some((name) => name.toLowerCase() === 'id')) {
    throw failure(400, 'INVALID_FIELD', 'The Id field should not be specified in the sobject data.', ['Id'])
  }
  verifyUnmodified(ask, row)
  verifyTag(ask, row)
  writing(ask, (tx) => update(tx, row, input))
  noteUse(ask, row)
}

function byId(ask: Ask, object: ObjectSchema, id: string): SandboxResponse {
  if (ask.method === 'GET') {
    const full = readId(id)
    const row = full === undefined ? undefined : ask.org.table(object).get(full)
    if (row !== undefined && isDeleted(row)) throw failure(404, 'NOT_FOUND', 'The requested resource does not exist')
    return show(ask, located(ask, object, id))
  }
  if (ask.method === 'PATCH') patched(ask, located(ask, object, id), jsonBody(ask))
  else if (ask.method === 'DELETE') {
    const row = located(ask, object, id)
    verifyDeleteRight(ask.org, ask.actor, row)
    writing(ask, (tx) => remove(tx, row))
  } else throw notAllowed(ask, ['DELETE', 'GET', 'HEAD', 'PATCH'])
  return { status: 204, records: 1 }
}

/** The field of an external id path. Throws a `Failure` 404. */
export function externalId(ask: Ask, object: ObjectSchema, name: string): Field {
  const field = ask.org.field(ask.actor, object, name)
  if (field === undefined || !(field.externalId || field.idLookup)) {
    throw failure(404, 'NOT_FOUND', 'Provided external ID field does not exist or is not accessible: '.concat(name))
  }
  return field
}

function upsert(ask: Ask, object: ObjectSchema, field: Field, value: string, rows: readonly Row[]): SandboxResponse {
  const input = jsonBody(ask)
  if (Object.keys(input).some((name) => name.toLowerCase() === field.name.toLowerCase())) {
    throw failure(400, 'INVALID_FIELD', `The ${field.name} field should not be specified in the sobject data.`, [field.name])
  }
  const [row] = rows
  if (row !== undefined) {
    patched(ask, row, input)
    return { status: 200, body: { id: row.id, success: true, errors: [], created: false }, records: 1 }
  }
  if (ask.query.get('updateOnly') === 'true') throw failure(404, 'NOT_FOUND', 'The requested resource does not exist')
  return created(ask, object, { ...input, [field.name]: value }, true)
}

function byExternalId(ask: Ask, object: ObjectSchema, name: string, value: string): SandboxResponse {
  const field = externalId(ask, object, name)
  if (field.type === 'id') return byId(ask, object, value)
  const rows = locateBy(ask.org, ask.actor, object, field, value)
  if (rows.length > 1) {
    return { status: 300, body: rows.map((row) => `/services/data/${ask.version}/sobjects/${object.name}/${row.id}`) }
  }
  if (ask.method === 'PATCH' || ask.method === 'POST') return upsert(ask, object, field, value, rows)
  const [row] = rows
  if (row === undefined) throw failure(404, 'NOT_FOUND', 'The requested resource does not exist')
  return byId(ask, object, row.id)
}

/** Answers `/sobjects/Type`, `/sobjects/Type/id` and `/sobjects/Type/Field/value`. */
export function rows(ask: Ask): SandboxResponse | undefined {
  const [first, type, key, value] = ask.segments
  if (first !== 'sobjects' || type === undefined || ask.segments.length > 4) return undefined
  const object = namedObject(ask, type)
  if (key === undefined) {
    if (ask.method !== 'POST') throw notAllowed(ask, ['GET', 'HEAD', 'POST'])
    return created(ask, object, jsonBody(ask), false)
  }
  if (value !== undefined) return byExternalId(ask, object, key, value)
  // An upsert by Id without an id is a create [Salesforce: Insert or Update (Upsert) a Record Using an External ID; restforce upsert!].
  if (key.toLowerCase() === 'id' && ask.method === 'POST') return created(ask, object, jsonBody(ask), true)
  return byId(ask, object, key)
}
