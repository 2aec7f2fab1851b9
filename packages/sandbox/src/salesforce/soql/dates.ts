/** The date words of SOQL, as stretches of days in the org's time zone, UTC. */

const DAY = 86_400_000

type Unit = 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR'
const UNITS: readonly Unit[] = ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR']

/** The start of the unit `steps` after the one that `time` is in. Weeks begin on Sunday. */
function startOf(time: number, unit: Unit, steps: number): number {
  const date = new Date(time)
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()]
  switch (unit) {
    case 'DAY':
      return Date.UTC(year, month, day + steps)
    case 'WEEK':
      return Date.UTC(year, month, day - date.getUTCDay() + 7 * steps)
    case 'MONTH':
      return Date.UTC(year, month + steps, 1)
    case 'QUARTER':
      return Date.UTC(year, month - (month % 3) + 3 * steps, 1)
    case 'YEAR':
      return Date.UTC(year + steps, 0, 1)
  }
}

/** From `start` up to but not including `end`, epoch milliseconds; `undefined` for a word that SOQL does not know. */
export function dateRange(word: string, count: number, now: number): { start: number; end: number } | undefined {
  const span = (unit: Unit, from: number, to: number) => ({ start: startOf(now, unit, from), end: startOf(now, unit, to) })
  // The fiscal year of the org is the calendar's.
  if (word.includes('FISCAL_')) return dateRange(word.replace('FISCAL_', ''), count, now)
  if (word === 'TODAY') return span('DAY', 0, 1)
  if (word === 'YESTERDAY') return span('DAY', -1, 0)
  if (word === 'TOMORROW') return span('DAY', 1, 2)
  if (word === 'LAST_90_DAYS') return span('DAY', -90, 1)
  if (word === 'NEXT_90_DAYS') return span('DAY', 1, 91)
  if (word === 'LAST_N_DAYS') return span('DAY', -count, 1)
  if (word === 'NEXT_N_DAYS') return span('DAY', 1, count + 1)
  for (const unit of UNITS) {
    if (word === `THIS_${unit}`) return span(unit, 0, 1)
    if (word === `LAST_${unit}`) return span(unit, -1, 0)
    if (word === `NEXT_${unit}`) return span(unit, 1, 2)
    if (word === `LAST_N_${unit}S`) return span(unit, -count, 0)
    if (word === `NEXT_N_${unit}S`) return span(unit, 1, count + 1)
    if (word === `N_${unit}S_AGO`) return span(unit, -count, 1 - count)
  }
  return undefined
}

/** The day of a moment, as date fields hold it. */
export function dayOf(time: number): string {
  return new Date(Math.floor(time / DAY) * DAY).toISOString().slice(0, 10)
}
