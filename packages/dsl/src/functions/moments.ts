/** Dates and datetimes as arguments. */
import type { Value } from '../plan/plan'
import { parseDate, parseDatetime } from '../types/moment'

/** The `index`th argument as `YYYY-MM-DD` or as ISO 8601 in UTC with milliseconds; `null` when it is neither. */
export const momentAt = (args: readonly Value[], index: number): string | null => {
  const text = args[index]
  if (typeof text !== 'string' || text.length > 40 || !/^\s*\d{4}-/.test(text)) return null
  return text.trim().length === 10 ? parseDate(text) : parseDatetime(text)
}
