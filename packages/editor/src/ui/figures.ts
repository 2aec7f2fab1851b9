/** Numbers and times as people read them. */
import type { Wire } from '@lockstep/dsl'
import { s } from './strings'

const integers = new Intl.NumberFormat(s.locale)
const clock = new Intl.DateTimeFormat(s.locale, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })
const dayAndClock = new Intl.DateTimeFormat(s.locale, {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})
const relative = new Intl.RelativeTimeFormat(s.locale, { numeric: 'auto' })

/** `12,345`. */
export const count = (value: number): string => integers.format(value)

/** `94 %` of a share between 0 and 1. */
export const percent = (share: number): string =>
  new Intl.NumberFormat(s.locale, { style: 'percent', maximumFractionDigits: 0 }).format(share)

/** `Nov 23, 2026, 14:05:09` in the reader's time zone. */
export const moment = (at: number): string => dayAndClock.format(at)

/** `14:05:09` in the reader's time zone. */
export const time = (at: number): string => clock.format(at)

const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
]

/** `3 minutes ago`. */
export const ago = (at: number, now: number): string => {
  const difference = at - now
  for (const [unit, size] of steps) if (Math.abs(difference) >= size) return relative.format(Math.trunc(difference / size), unit)
  return relative.format(0, 'second')
}

/** `1.2 s`, `3 min 20 s`. */
export const lasting = (milliseconds: number): string => {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`
  return `${Math.floor(milliseconds / 60_000)} min ${Math.round((milliseconds % 60_000) / 1000)} s`
}

/** A value in wire form, or the word for blank. */
export const shown = (value: Wire): string => (value === null || value === '' ? s.common.blank : String(value))
