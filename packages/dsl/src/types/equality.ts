/** Equality of two wire values of one property, as the system that holds them sees it. */
import type { Wire } from '../expressions/converter'
import type { End, SideName, ValueType } from '../plan/plan'
import { canonicalDecimal } from './decimal'
import { isNumberType } from './decode'
import { parseDate, parseDatetime } from './moment'

/** Trimmed and case-folded: how both systems compare email addresses. */
export const foldEmail = (text: string): string => text.trim().toLowerCase()

/** A multi-select's values, trimmed, sorted and each once. */
export const optionSet = (text: string): readonly string[] =>
  [
    ...new Set(
      text
        .split(';')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    ),
  ].sort()

/** Salesforce ids come as 15 characters that respect case, or as 18 whose last three are a checksum. */
export const idStem = (text: string): string => (/^[A-Za-z0-9]{18}$/.test(text) ? text.slice(0, 15) : text)

/** One spelling for every wire value that the system treats as the same; `null` is blank. */
export const canonicalWire = (side: SideName, type: ValueType, vendorType: string, wire: Wire): Wire => {
  if (type === 'boolean') return wire === null || wire === '' ? 'false' : wire.trim().toLowerCase()
  if (wire === null || wire === '') return null
  if (isNumberType(vendorType)) return canonicalDecimal(wire) ?? wire
  if (vendorType === 'date') return parseDate(wire) ?? wire
  if (vendorType === 'datetime') {
    const datetime = parseDatetime(wire)
    // Salesforce keeps whole seconds only.
    return datetime === null ? wire : side === 'salesforce' ? datetime.slice(0, 19) : datetime
  }
  if (type === 'multipicklist') return optionSet(wire).join(';') || null
  if (type === 'email') return foldEmail(wire) || null
  if (type === 'id' || type === 'reference') return idStem(wire)
  // Salesforce trims text and stores line ends as CR LF; in HubSpot neither is an edit worth carrying.
  return wire.replace(/\r\n?/g, '\n').trim() || null
}

/** True when the system that holds `end` would see no difference. */
export const equalWire = (side: SideName, end: End, a: Wire, b: Wire): boolean =>
  a === b || canonicalWire(side, end.type, end.vendorType, a) === canonicalWire(side, end.type, end.vendorType, b)
