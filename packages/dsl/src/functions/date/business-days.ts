/** Business days: Monday to Friday, without holidays, which no two companies share. */
import type { Temporal } from 'temporal-polyfill'

/** Monday to Friday from one day to the next, the first not counted; negative backwards. */
export const businessDaysBetween = (first: Temporal.PlainDate, last: Temporal.PlainDate): number => {
  const [from, to] = first.toString() <= last.toString() ? [first, last] : [last, first]
  const days = from.until(to).days
  const weeks = Math.floor(days / 7)
  let count = weeks * 5
  for (let step = 1; step <= days % 7; step += 1) if (((from.dayOfWeek + step - 1) % 7) + 1 <= 5) count += 1
  return from === first ? count : -count
}

/** So many business days later or earlier; a weekend counts as the Friday before it, or the Monday after it when going back. */
export const addBusinessDays = (day: Temporal.PlainDate, count: number): Temporal.PlainDate => {
  const isBack = count < 0
  const overshoot = day.dayOfWeek > 5 ? (isBack ? day.dayOfWeek - 8 : day.dayOfWeek - 5) : 0
  const start = day.subtract({ days: overshoot })
  if (count === 0) return day
  const weeks = Math.trunc(count / 5)
  const rest = count % 5
  const landed = start.dayOfWeek + rest
  const skip = landed > 5 ? 2 : landed < 1 ? -2 : 0
  return start.add({ days: weeks * 7 + rest + skip })
}
