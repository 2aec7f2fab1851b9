/** Decoding: from a system's wire form to a neutral value. */
import type { Wire } from '../expressions/converter'
import type { Value, ValueType } from '../plan/plan'
import { canonicalDecimal } from './decimal'
import { parseDate, parseDatetime } from './moment'

/** `value` is blank for a blank wire; `ok: false` when the text does not fit its own type (garbage from an API). */
export type Decoded = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly wire: string }

const NUMBERS = new Set(['number', 'int', 'double', 'currency', 'percent', 'duration'])
const BOOLEANS = new Set(['bool', 'boolean'])
const REFUSED = (wire: string): Decoded => ({ ok: false, wire })

/** Whether the vendor type is written as a decimal number on the wire. */
export const isNumberType = (vendorType: string): boolean => NUMBERS.has(vendorType)

/** Whether the vendor type is a checkbox. */
export const isBooleanType = (vendorType: string): boolean => BOOLEANS.has(vendorType)

/** Reads a wire value by its vendor type (either system's; their names do not clash). Never throws. */
export const decode = (vendorType: string, wire: Wire): Decoded => {
  if (wire === null || wire === '') return { ok: true, value: null }
  if (NUMBERS.has(vendorType)) {
    const canonical = canonicalDecimal(wire)
    return canonical === null ? REFUSED(wire) : { ok: true, value: Number(canonical) }
  }
  if (BOOLEANS.has(vendorType)) {
    const text = wire.trim().toLowerCase()
    return text === 'true' || text === 'false' ? { ok: true, value: text === 'true' } : REFUSED(wire)
  }
  if (vendorType === 'date') {
    const date = parseDate(wire)
    return date === null ? REFUSED(wire) : { ok: true, value: date }
  }
  if (vendorType === 'datetime') {
    const datetime = parseDatetime(wire)
    return datetime === null ? REFUSED(wire) : { ok: true, value: datetime }
  }
  return { ok: true, value: wire }
}

/** As `decode`, where what cannot be read counts as blank: for expressions, which never fail. */
export const readValue = (vendorType: string, wire: Wire): Value => {
  const decoded = decode(vendorType, wire)
  return decoded.ok ? decoded.value : null
}

/** The vendor type whose wire form an expression's result of that type has. */
export const neutralVendorType = (type: ValueType): string =>
  type === 'number' || type === 'duration' ? 'number' : type === 'boolean' || type === 'date' || type === 'datetime' ? type : 'string'
