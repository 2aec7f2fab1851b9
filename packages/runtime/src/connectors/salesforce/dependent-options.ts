/** Dependent picklists: which values of the controlling field allow an option. */
import { isRecord } from '../reply'

/** The raw values of every picklist of a describe, inactive ones included, since positions count them. */
export type PicklistValues = ReadonlyMap<string, readonly string[]>

/** Checkboxes control too: first unchecked, then checked (Salesforce: describe, picklistValues.validFor). */
const checkbox: readonly string[] = ['false', 'true']

/** The values of each field that may control another. */
export function controllingValues(fields: readonly unknown[]): PicklistValues {
  return new Map(
    fields.filter(isRecord).flatMap((field): readonly (readonly [string, readonly string[]])[] => {
      const name = field['name']
      if (typeof name !== 'string') return []
      if (field['type'] === 'boolean') return [[name, checkbox]]
      const values = Array.isArray(field['picklistValues']) ? field['picklistValues'].filter(isRecord) : []
      return values.length === 0 ? [] : [[name, values.map((one) => String(one['value']))]]
    }),
  )
}

/**
 * Reads `validFor`: base64 of a bitmap over the controlling field's values, the first value in the highest bit of the first byte. Undefined
 * where the option depends on nothing that is known.
 */
export function readValidFor(given: unknown, controlling: readonly string[] | undefined): readonly string[] | undefined {
  if (typeof given !== 'string' || controlling === undefined) return undefined
  const bits = Buffer.from(given, 'base64')
  return controlling.filter((_, index) => ((bits[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0)
}
