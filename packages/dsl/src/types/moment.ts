/** Dates and datetimes: reads every spelling that the two systems use, without moving a day. */

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/
const DATETIME = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})$/
const EPOCH = /^-?\d{1,15}$/
const DAY = 86_400_000

const isRealDay = (year: number, month: number, day: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate()

/** Milliseconds as ISO 8601 in UTC with milliseconds; `null` outside the years 0001 to 9999. */
export const datetimeOfMillis = (millis: number): string | null => {
  if (!Number.isFinite(millis)) return null
  const at = new Date(Math.trunc(millis))
  const year = at.getUTCFullYear()
  return Number.isNaN(year) || year < 1 || year > 9999 ? null : at.toISOString()
}

/** ISO (with `Z`, `+0000` or `+00:00`), a bare date, or epoch milliseconds, as ISO 8601 in UTC with milliseconds; `null` when it is none. */
export const parseDatetime = (text: string): string | null => {
  const trimmed = text.trim()
  if (EPOCH.test(trimmed)) return datetimeOfMillis(Number(trimmed))
  if (DATE.test(trimmed)) return parseDate(trimmed) === null ? null : `${trimmed}T00:00:00.000Z`
  const match = DATETIME.exec(trimmed)
  if (match === null) return null
  const [year, month, day, hour, minute, second] = [match[1], match[2], match[3], match[4], match[5], match[6] ?? '0'].map(Number)
  if (year === undefined || month === undefined || day === undefined || hour === undefined || minute === undefined) return null
  if (!isRealDay(year, month, day) || hour > 23 || minute > 59 || (second ?? 0) > 59) return null
  const fraction = (match[7] ?? '').padEnd(3, '0').slice(0, 3)
  const zone = match[8] ?? 'Z'
  const offset = zone === 'Z' ? 0 : (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))) * (zone.startsWith('-') ? -60_000 : 60_000)
  const local = new Date(0)
  local.setUTCFullYear(year, month - 1, day)
  local.setUTCHours(hour, minute, second ?? 0, Number(fraction))
  return datetimeOfMillis(local.getTime() - offset)
}

/** `YYYY-MM-DD`, epoch milliseconds, or the UTC day of a datetime, as `YYYY-MM-DD`; `null` when it is none. */
export const parseDate = (text: string): string | null => {
  const trimmed = text.trim()
  const match = DATE.exec(trimmed)
  if (match !== null) return Number(match[1]) >= 1 && isRealDay(Number(match[1]), Number(match[2]), Number(match[3])) ? trimmed : null
  return parseDatetime(trimmed)?.slice(0, 10) ?? null
}

/** Milliseconds since 1970 of a `YYYY-MM-DD` or of an ISO datetime. */
export const millisOf = (moment: string): number => Date.parse(moment.length === 10 ? `${moment}T00:00:00.000Z` : moment)

/**
 * A day as a datetime: noon UTC, so that every time zone from UTC-12 to UTC+11 shows the same day
 * (spec `hubspot-salesforce.md` section 13: midnight would show the day before in America).
 */
export const noonOf = (date: string): string => `${date}T12:00:00.000Z`

/** The day `days` after `date`; `null` when it leaves the calendar. */
export const addDays = (date: string, days: number): string | null => datetimeOfMillis(millisOf(date) + days * DAY)?.slice(0, 10) ?? null

/** Salesforce's own spelling: whole seconds, `.000+0000` (spec `apis.md` fact 8). */
export const salesforceDatetime = (iso: string): string => `${iso.slice(0, 19)}.000+0000`
