/** Functions of one field: parts of dates, labels, formats. */
import { failure } from '../failure'
import { amountIn, currencyOfUser } from '../rows/money'
import type { Field, FieldType } from '../schema/field'
import { readStamp } from '../stamps'
import { asText, type Row, type Value } from '../store/row'
import type { Scope } from './resolve'

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

/** `FORMAT(convertCurrency(field))`, as the parser calls it. */
export const FORMATTED_CONVERSION = 'FORMAT_CONVERTCURRENCY'

function retyped(field: Field, type: FieldType): Field {
  return { ...field, type, restricted: false, picklist: [] }
}

/** What a function makes of a field: the field with its new type, and the values. Throws a `Failure` where they do not go together. */
export function applied(scope: Scope, call: string, field: Field): { field: Field; map: (value: Value, row: Row) => Value } {
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
  const convert = conversion(scope, field)
  if (call === FORMATTED_CONVERSION) {
    return { field: retyped(field, 'string'), map: (value, row) => (value === null ? null : asText(convert(value, row))) }
  }
  return { field, map: convert }
}

/** Amounts in the user's currency; in an org with but one currency, as they are. Throws a `Failure`. */
function conversion({ org, actor }: Scope, field: Field): (value: Value, row: Row) => Value {
  const { currencies } = org.schema
  const mine = currencyOfUser(org, actor.userId)
  if (currencies === undefined || mine === undefined) return (value) => value
  if (field.type !== 'currency') throw failure(400, 'MALFORMED_QUERY', `Function convertCurrency is not supported for field ${field.name}`)
  return (value, row) => (typeof value === 'number' ? amountIn(currencies, row, value, mine) : value)
}
