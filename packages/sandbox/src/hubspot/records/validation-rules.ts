/** What a portal's administrators ask of every write: properties that must have a value, always or under a condition. */
import { type ErrorDetail, invalid } from '../api-error'
import type { ObjectStore } from './object-store'
import type { CrmRecord } from './record'

/** `conditional`: where `property` has one of `values`, the others must have a value too. */
export type ValidationRules = {
  readonly required: readonly string[]
  readonly conditional: readonly { readonly property: string; readonly values: readonly string[]; readonly required: readonly string[] }[]
}

/**
 * Throws the 400 of a write after which a required property has no value [HubSpot: CRM API write validation]. An update is judged by what it
 * touches: it may not clear a required property, nor bring about a condition whose properties are missing.
 */
export function checkRules(
  rules: ValidationRules,
  store: ObjectStore,
  changes: ReadonlyMap<number, string | undefined>,
  record: CrmRecord | undefined,
): void {
  const touched = (name: string): boolean => record === undefined || changes.has(store.schema.slot(name))
  const after = (name: string): string | undefined => {
    const slot = store.schema.slot(name)
    return changes.has(slot) ? changes.get(slot) : record?.values[slot]
  }
  const errors: ErrorDetail[] = rules.required
    .filter((name) => touched(name) && after(name) === undefined)
    .map((name) => missing(name, 'MISSING_REQUIRED_PROPERTY'))
  for (const { property, values, required } of rules.conditional) {
    const isMet = values.includes(after(property) ?? '')
    for (const name of isMet ? required : []) {
      if ((touched(property) || touched(name)) && after(name) === undefined) {
        errors.push(missing(name, 'MISSING_CONDITIONAL_REQUIRED_PROPERTY'))
      }
    }
  }
  if (errors.length > 0) {
    throw invalid('Property values were not valid', errors)
  }
}

function missing(name: string, code: string): ErrorDetail {
  return { message: `Property "${name}" is required and has no value.`, code, context: { propertyName: [name] } }
}
