/** From what a client sends to what a field holds, or the vendor's refusal. */
import { Failure, failure } from '../failure'
import { readId } from '../ids'
import type { Field, FieldType } from '../schema/field'
import { readStamp, stamp } from '../stamps'
import type { Value } from '../store/row'

/** Plain on purpose: the vendor accepts more than most programs and refuses what has no shape of an address. */
const EMAIL = /^[^\s@,;:"()<>[\]\\]+@[^\s@,;:"()<>[\]\\.]+(\.[^\s@,;:"()<>[\]\\.]+)+$/

/** Values that a multi-select picklist takes [Salesforce: SOAP API, StatusCode]. */
const MOST_CHOSEN = 100

const JSON_NAMES: Partial<Record<FieldType, string>> = { int: 'integer', currency: 'double', percent: 'double', textarea: 'string' }

/** A value of a kind that the field cannot hold: refuses a whole request in JSON, one row in Bulk. */
export class WrongKind extends Failure {
  constructor(
    readonly field: Field,
    readonly value: unknown,
    message: string,
  ) {
    super(400, [{ code: 'JSON_PARSER_ERROR', message }])
  }
}

function undeserializable(field: Field, value: unknown): Failure {
  const token = Array.isArray(value)
    ? 'START_ARRAY'
    : typeof value === 'object'
      ? 'START_OBJECT'
      : typeof value === 'number'
        ? 'VALUE_NUMBER'
        : typeof value === 'boolean'
          ? `VALUE_${String(value).toUpperCase()}`
          : 'VALUE_STRING'
  const kind = JSON_NAMES[field.type] ?? field.type
  const shown = typeof value === 'object' ? '' : ` value ${String(value)}`
  const message = `Cannot deserialize instance of ${kind} from ${token}${shown} or request may be missing a required field at [line:1, column:1]`
  return new WrongKind(field, value, message)
}

function coerceText(field: Field, value: unknown): Value {
  if (typeof value === 'object') throw undeserializable(field, value)
  let held = String(value).trim()
  if (held === '') return null
  if (field.length > 0 && held.length > field.length) {
    throw failure(400, 'STRING_TOO_LONG', `${field.label}: data value too large: ${held} (max length=${field.length})`, [field.name])
  }
  if (field.type === 'email') {
    if (!EMAIL.test(held)) throw failure(400, 'INVALID_EMAIL_ADDRESS', `${field.label}: invalid email address: ${held}`, [field.name])
    held = held.toLowerCase()
  }
  return held
}

function coercePicklist(field: Field, value: unknown): Value {
  const held = coerceText(field, value)
  if (typeof held !== 'string') return held
  const parts = field.type === 'multipicklist' ? held.split(';').map((part) => part.trim()) : [held]
  if (parts.length > MOST_CHOSEN) {
    const message = `${field.label}: too many values for a multi-select picklist: ${parts.length} (max ${MOST_CHOSEN})`
    throw failure(400, 'TOO_MANY_ENUM_VALUE', message, [field.name])
  }
  const known = parts.map((part) => {
    const lower = part.toLowerCase()
    const option = field.picklist.find((each) => each.value.toLowerCase() === lower)
    // Codes of places are refused in words of their own.
    if (field.restricted && field.codeOf === undefined && option?.active !== true) {
      const message = `${field.label}: bad value for restricted picklist field: ${part}`
      throw failure(400, 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', message, [field.name])
    }
    return option?.value ?? part
  })
  return known.join(';')
}

function coerceNumber(field: Field, value: unknown): Value {
  const text = typeof value === 'string' ? value.trim() : value
  if (text === '') return null
  const held =
    typeof text === 'number' || (typeof text === 'string' && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text)) ? Number(text) : Number.NaN
  if (!Number.isFinite(held) || (field.type === 'int' && !Number.isInteger(held))) throw undeserializable(field, value)
  const limit = field.type === 'int' ? 2_147_483_648 : 10 ** (field.precision - field.scale)
  if (field.precision + (field.type === 'int' ? 1 : 0) > 0 && Math.abs(held) >= limit) {
    const message = `${field.label}: value outside of valid range on numeric field: ${held}`
    throw failure(400, 'NUMBER_OUTSIDE_VALID_RANGE', message, [field.name])
  }
  return field.type === 'int' ? held : Number(held.toFixed(field.scale))
}

function coerceDate(field: Field, value: unknown): Value {
  if (value === '') return null
  const parts = typeof value === 'string' ? /^(\d{4}-\d\d-\d\d)(T.*)?$/.exec(value) : null
  const day = parts?.[1] === undefined ? Number.NaN : Date.parse(parts[1])
  if (parts?.[1] === undefined || Number.isNaN(day) || new Date(day).toISOString().slice(0, 10) !== parts[1])
    throw undeserializable(field, value)
  return parts[1]
}

function coerceTime(field: Field, value: unknown): Value {
  if (value === '') return null
  const time = typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) ? readStamp(value) : Number.NaN
  if (Number.isNaN(time)) throw undeserializable(field, value)
  return stamp(time)
}

function coerceReference(field: Field, value: unknown): Value {
  if (value === '') return null
  const id = typeof value === 'string' ? readId(value) : undefined
  if (id === undefined) throw failure(400, 'MALFORMED_ID', `${field.label}: id value of incorrect type: ${String(value)}`, [field.name])
  return id
}

/**
 * The value as the field holds it: texts trimmed, empty ones null, addresses in lower case, numbers to their scale, times to the second.
 * Throws a `Failure`; one with code `JSON_PARSER_ERROR` refuses the whole request, any other only the row.
 */
export function coerce(field: Field, value: unknown): Value {
  if (value === null || value === undefined) {
    if (field.type !== 'boolean') return null
    throw failure(400, 'INVALID_TYPE_ON_FIELD_IN_RECORD', `${field.label}: value not of required type: `, [field.name])
  }
  switch (field.type) {
    case 'boolean':
      if (value === true || value === 'true') return true
      if (value === false || value === 'false') return false
      throw undeserializable(field, value)
    case 'int':
    case 'double':
    case 'currency':
    case 'percent':
      return coerceNumber(field, value)
    case 'date':
      return coerceDate(field, value)
    case 'datetime':
      return coerceTime(field, value)
    case 'reference':
    case 'id':
      return coerceReference(field, value)
    case 'picklist':
    case 'multipicklist':
      return coercePicklist(field, value)
    default:
      return coerceText(field, value)
  }
}
