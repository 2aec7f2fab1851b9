/** Wire text to the JSON value of a field's type, so that the service never has to guess. */
import type { SalesforceType } from '@lockstep/dsl'
import type { Wire } from '../../model'

/** Types of fields by object and field name; a field that is not listed is sent as text. */
export type FieldTypes = Readonly<Record<string, Readonly<Record<string, SalesforceType>>>>

const numeric: ReadonlySet<SalesforceType> = new Set(['int', 'double', 'currency', 'percent'])

/** The JSON value: checkboxes are never null, numbers stay text where a JSON number would lose digits. */
export function toJson(value: Wire, type: SalesforceType | undefined): string | number | boolean | null {
  if (type === 'boolean') {
    if (value === null || value === 'false') return false
    return value === 'true' ? true : value
  }
  if (value === null) return null
  if (type === undefined || !numeric.has(type)) return value
  const plain = value.trim()
  return /^-?\d+(\.\d+)?$/.test(plain) && plain.replace(/[-.]/g, '').replace(/^0+/, '').length <= 15 ? Number(plain) : value
}
