/** Encoding: from a neutral value to the wire form of the property that receives it, or the reason why it cannot. */
import type { Converted, Wire } from '../expressions/converter'
import type { End, SideName, Value } from '../plan/plan'
import { canonicalDecimal, decimalOfNumber, integerDigits, roundDecimal } from './decimal'
import { isBooleanType, isNumberType } from './decode'
import { noonOf, parseDate, parseDatetime, salesforceDatetime } from './moment'

/** HubSpot's numbers and Salesforce's are doubles: no field holds more digits before the point. */
const MOST_DIGITS = 18

const done = (value: Wire): Converted => ({ ok: true, value })

type Refusal = Extract<Converted, { ok: false }>['code']
const refuse = (code: Refusal, message: string, value: Wire): Converted => ({ ok: false, code, message, value })

/** A neutral value as text: `true`, plain decimals, ISO dates; blank stays blank. This is the wire form of an expression's result. */
export const textOfValue = (value: Value): Wire => {
  if (value === null || value === '') return null
  if (typeof value === 'number') return decimalOfNumber(value)
  return String(value)
}

const encodeNumber = (end: End, text: string): Converted => {
  const canonical = canonicalDecimal(text)
  if (canonical === null) return refuse('invalid-value', `\`${text}\` is not a number, which \`${end.name}\` needs`, text)
  const rounded = end.scale === undefined && end.vendorType !== 'int' ? canonical : roundDecimal(canonical, end.scale ?? 0)
  const room = end.precision === undefined ? MOST_DIGITS : end.precision - (end.scale ?? 0)
  if (integerDigits(rounded) > room)
    return refuse('out-of-range', `\`${text}\` has more than the ${room} digits that \`${end.name}\` holds before the point`, text)
  return done(rounded)
}

const encodeBoolean = (end: End, text: string): Converted => {
  const folded = text.trim().toLowerCase()
  return folded === 'true' || folded === 'false'
    ? done(folded)
    : refuse('invalid-value', `\`${text}\` is neither true nor false, which \`${end.name}\` needs`, text)
}

const encodeDate = (end: End, text: string): Converted => {
  const date = parseDate(text)
  return date === null ? refuse('invalid-value', `\`${text}\` is not a date, which \`${end.name}\` needs`, text) : done(date)
}

const encodeDatetime = (side: SideName, end: End, text: string): Converted => {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? parseDate(text) : null
  const datetime = day === null ? parseDatetime(text) : noonOf(day)
  if (datetime === null) return refuse('invalid-value', `\`${text}\` is not a date and time, which \`${end.name}\` needs`, text)
  return done(side === 'salesforce' ? salesforceDatetime(datetime) : datetime)
}

const encodeOptions = (end: End, text: string, options: readonly string[]): Converted => {
  const chosen = end.type === 'multipicklist' ? text.split(';').map((part) => part.trim()) : [text]
  const stranger = chosen.find((part) => part !== '' && !options.includes(part))
  if (stranger !== undefined) return refuse('not-an-option', `\`${stranger}\` is not an option of \`${end.name}\``, text)
  return done(chosen.filter((part) => part !== '').join(';') || null)
}

/** White space at the ends is taken off: Salesforce does so by itself, and a joined name with a blank part has some. */
const encodeText = (end: End, text: string): Converted => {
  const trimmed = text.trim()
  if (end.length !== undefined && trimmed.length > end.length)
    return refuse('too-long', `the text has ${trimmed.length} characters, and \`${end.name}\` holds ${end.length}`, text)
  return done(trimmed)
}

/** Something, an `@`, and a domain with a dot inside; no white space. */
const isEmail = (text: string): boolean => {
  const at = text.indexOf('@')
  const domain = text.slice(at + 1)
  const dot = domain.lastIndexOf('.', domain.length - 2)
  return at > 0 && dot > 0 && !/[\s@]/.test(domain) && !/\s/.test(text)
}

/**
 * The wire form of `value` for that property, checked against its length, range and options.
 * A blank, or nothing but white space, stays blank, except in a Salesforce checkbox, which has none: there it is `false`.
 */
export const encode = (side: SideName, end: End, value: Value): Converted => {
  const text = textOfValue(value)
  if (text === null || text.trim() === '') return done(side === 'salesforce' && end.type === 'boolean' ? 'false' : null)
  if (isNumberType(end.vendorType)) return encodeNumber(end, text)
  if (isBooleanType(end.vendorType)) return encodeBoolean(end, text)
  if (end.vendorType === 'date') return encodeDate(end, text)
  if (end.vendorType === 'datetime') return encodeDatetime(side, end, text)
  const isStrict = end.options !== undefined && (side === 'hubspot' || end.restricted === true)
  if (isStrict && end.options !== undefined) return encodeOptions(end, text, end.options)
  if (end.vendorType !== 'email') return encodeText(end, text)
  return isEmail(text.trim())
    ? encodeText(end, text)
    : refuse('invalid-value', `\`${text}\` is not an email address, which \`${end.name}\` needs`, text)
}
