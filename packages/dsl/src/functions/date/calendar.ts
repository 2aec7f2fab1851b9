/** The calendar in named time zones: the one place that knows the Temporal library. */
import { Temporal } from 'temporal-polyfill'
import type { Value } from '../../plan/plan'
import { parseDate } from '../../types/moment'
import { textAt } from '../function-definition'
import { momentAt } from '../moments'

const known = new Map<string, boolean>()
/** Names out of records could be any number; names out of policies are few. */
const MOST_KNOWN = 1000

/** Whether it names a time zone of the IANA list, an offset such as `+09:00`, or `UTC`. */
export const isTimeZone = (name: string): boolean => {
  const before = known.get(name)
  if (before !== undefined) return before
  if (known.size >= MOST_KNOWN) known.clear()
  let isZone = name.length <= 64
  if (isZone)
    try {
      Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name)
    } catch (error) {
      // The library has no question for it: an unknown name is a RangeError, any other failure is our own.
      if (!(error instanceof RangeError)) throw error
      isZone = false
    }
  known.set(name, isZone)
  return isZone
}

/** The zone named by the `index`th argument, UTC when it is blank; `null` when there is no such zone. */
const zoneAt = (args: readonly Value[], index: number): string | null => {
  const name = textAt(args, index)?.trim() ?? 'UTC'
  return isTimeZone(name) ? name : null
}

/** What calendar and clock show at a datetime in a zone, or on a day, whose clock stands at midnight; `null` when one is unknown. */
export const wallClock = (args: readonly Value[], moment: number, zone: number): Temporal.PlainDateTime | null => {
  const at = momentAt(args, moment)
  const name = zoneAt(args, zone)
  if (at === null || name === null) return null
  if (at.length === 10) return Temporal.PlainDate.from(at).toPlainDateTime()
  return Temporal.Instant.from(at).toZonedDateTimeISO(name).toPlainDateTime()
}

/** The day of a date, or of a datetime in a zone. */
export const plainDay = (args: readonly Value[], moment: number, zone: number): Temporal.PlainDate | null =>
  wallClock(args, moment, zone)?.toPlainDate() ?? null

/** `YYYY-MM-DD`; blank outside the years 0001 to 9999. */
export const dayText = (day: Temporal.PlainDate | null): string | null => (day === null ? null : parseDate(day.toString()))

/** A clock time in a zone as a datetime in UTC; one that the clocks skip in spring counts as the hour after, one that comes twice as the first. */
export const inZone = (clock: Temporal.PlainDateTime, args: readonly Value[], zone: number): string | null => {
  const name = zoneAt(args, zone)
  if (name === null) return null
  const millis = clock.toZonedDateTime(name).epochMilliseconds
  const at = new Date(millis)
  return at.getUTCFullYear() >= 1 && at.getUTCFullYear() <= 9999 ? at.toISOString() : null
}

/** The same kind of value, so many months later; the last day of a shorter month where it has no such day. */
export const shiftMonths = (args: readonly Value[], months: number): string | null => {
  const at = momentAt(args, 0)
  if (at === null || Math.abs(months) > 120_000) return null
  const clock = Temporal.PlainDateTime.from(at.slice(0, 23)).add({ months })
  if (clock.year < 1 || clock.year > 9999) return null
  return at.length === 10 ? dayText(clock.toPlainDate()) : `${clock.toString({ fractionalSecondDigits: 3 })}Z`
}
