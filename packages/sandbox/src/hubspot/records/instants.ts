/** Reading and writing instants and dates the way the API does. */

const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/
const MILLISECONDS = /^-?\d{1,15}$/

// A batch stamps a hundred rows alike, and formatting a date costs more than all else in a reply: recent ones are kept.
const KEPT = 512
const keptTimes = new Float64Array(KEPT).fill(Number.NaN)
const keptTexts: string[] = new Array(KEPT).fill('')

/** ISO text in UTC with milliseconds, as `createdAt` and `updatedAt` have it. */
export function isoText(time: number): string {
  const place = Math.abs(time) % KEPT
  if (keptTimes[place] === time) {
    return keptTexts[place] ?? ''
  }
  const text = new Date(time).toISOString()
  keptTimes[place] = time
  keptTexts[place] = text
  return text
}

/** ISO text in UTC; a whole second has no fraction, as in property values of the real service. */
export function instantText(time: number): string {
  const text = isoText(time)
  return text.endsWith('.000Z') ? `${text.slice(0, -5)}Z` : text
}

/** Milliseconds of an ISO instant, an ISO date (midnight UTC) or a text of milliseconds; undefined for anything else. */
export function parseInstant(text: string): number | undefined {
  if (MILLISECONDS.test(text)) {
    return Number(text)
  }
  if (ISO_INSTANT.test(text)) {
    const time = Date.parse(text)
    return Number.isNaN(time) ? undefined : time
  }
  return ISO_DATE.test(text) ? parseDay(text) : undefined
}

/** Milliseconds of an ISO date or a text of milliseconds; undefined for anything else and for days no calendar has. */
export function parseDate(text: string): number | undefined {
  if (MILLISECONDS.test(text)) {
    return Number(text)
  }
  return ISO_DATE.test(text) ? parseDay(text) : undefined
}

function parseDay(text: string): number | undefined {
  const time = Date.parse(`${text}T00:00:00Z`)
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text ? undefined : time
}
