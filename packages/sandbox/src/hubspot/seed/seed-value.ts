/** One seeded value. Seeds hold what a portal really holds, so they may set read-only properties and keep values no longer allowed. */
import { SeedError } from '../../world/seed'
import { checkValue } from '../records/value-check'
import type { Property } from '../schema/property'

/** Emails that were never valid, and options that were removed since, stay as they are; numbers and times must be readable. */
export function seedValue(property: Property, raw: unknown, file: string, line: number): string | undefined {
  const checked = checkValue({ ...property, readOnlyValue: false }, raw, () => undefined)
  if ('value' in checked) {
    return checked.value
  }
  const { code, message } = checked.error
  if (code === 'INVALID_EMAIL') {
    return String(raw).trim().toLowerCase()
  }
  if (code === 'INVALID_OPTION') {
    return String(raw)
  }
  throw new SeedError(file, line, `${property.name}: ${message}`)
}
