/** How far a time zone is from UTC at a moment. */

const QUARTER = 900_000
const formats = new Map<string, Intl.DateTimeFormat>()
const known = new Map<string, number>()

/** Milliseconds by which the zone's clocks are ahead of UTC. Zones change their offset on the quarter of an hour, so one look serves it. */
export function zoneOffset(timeZone: string, time: number): number {
  if (timeZone === 'UTC') {
    return 0
  }
  const key = `${timeZone} ${Math.floor(time / QUARTER)}`
  const before = known.get(key)
  if (before !== undefined) {
    return before
  }
  const offset = readOffset(timeZone, time)
  known.clear()
  known.set(key, offset)
  return offset
}

function readOffset(timeZone: string, time: number): number {
  let format = formats.get(timeZone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
    formats.set(timeZone, format)
  }
  const name = format.formatToParts(time).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(name) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000
}

/** `+01:00`, as the account's facts have it. */
export function offsetText(offset: number): string {
  const minutes = Math.abs(offset) / 60_000
  const two = (count: number) => String(count).padStart(2, '0')
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
