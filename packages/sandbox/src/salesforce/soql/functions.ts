/** Functions of one field: parts of dates, labels, formats. */
import { failure } from '../failure'
import type { Field, FieldType } from '../schema/field'
import { readStamp } from '../stamps'
import { asText, type Value } from '../store/row'

const DAY = 86_400_000

function dayOfYear(date: Date): number {
  return Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY) + 1
}

/** Parts of a moment, UTC. Weeks count from the first day of the month or the year [Salesforce: date functions]. */
const PARTS: Readonly<Record<string, (date: Date) => number>> = {
  CALENDAR_MONTH: (date) => date.getUTCMonth() + 1,
  CALENDAR_QUARTER: (date) => Math.floor(date.getUTCMonth() / 3) + 1,
  CALENDAR_YEAR: (date) => date.getUTCFullYear(),
  DAY_IN_MONTH: (date) => date.getUTCDate(),
  DAY_IN_WEEK: (date) => date.getUTCDay() + 1,
  DAY_IN_YEAR: dayOfYear,
  FISCAL_MONTH: (date) => date.getUTCMonth() + 1,
  FISCAL_QUARTER: (date) => Math.floor(date.getUTCMonth() / 3) + 1,
  FISCAL_YEAR: (date) => date.getUTCFullYear(),
  HOUR_IN_DAY: (date) => date.getUTCHours(),
  WEEK_IN_MONTH: (date) => Math.ceil(date.getUTCDate() / 7),
  WEEK_IN_YEAR: (date) => Math.ceil(dayOfYear(date) / 7),
}

/** All that a query may call, upper-case. */
export const FUNCTIONS: ReadonlySet<string> = new Set([
  ...Object.keys(PARTS),
  'DAY_ONLY',
  'TOLABEL',
  'FORMAT',
  'CONVERTCURRENCY',
  'CONVERTTIMEZONE',
])

function retyped(field: Field, type: FieldType): Field {
  return { ...field, type, restricted: false, picklist: [] }
}

/** What a function makes of a field: the field with its new type, and the values. Throws a `Failure` where they do not go together. */
export function applied(call: string, field: Field): { field: Field; map: (value: Value) => Value } {
  const part = PARTS[call]
  if (part !== undefined || call === 'DAY_ONLY') {
    const isTemporal = field.type === 'datetime' || (field.type === 'date' && call !== 'HOUR_IN_DAY' && call !== 'DAY_ONLY')
    if (!isTemporal) throw failure(400, 'MALFORMED_QUERY', `Function ${call} is not supported for field ${field.name}`)
    const map = (value: Value) => {
      if (value === null) return null
      return part === undefined ? asText(value).slice(0, 10) : part(new Date(readStamp(asText(value))))
    }
    return { field: retyped(field, part === undefined ? 'date' : 'int'), map }
  }
  if (call === 'TOLABEL') {
    const labels = new Map(field.picklist.map(({ value, label }) => [value, label]))
    return { field: retyped(field, 'string'), map: (value) => (typeof value === 'string' ? (labels.get(value) ?? value) : value) }
  }
  if (call === 'FORMAT') return { field: retyped(field, 'string'), map: (value) => (value === null ? null : asText(value)) }
  return { field, map: (value) => value }
}
