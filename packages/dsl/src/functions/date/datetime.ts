/** `datetime`: a date and time read in a named time zone. */

import { parseDate, parseDatetime } from '../../types/moment'
import { CALENDAR } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'
import { inZone, wallClock } from './calendar'

const CLOCK = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?$/

export const datetime: FunctionDefinition = {
  name: 'datetime',
  group: 'date',
  parameters: [
    { name: 'text', type: 'any' },
    { name: 'time zone', type: 'text', optional: true },
  ],
  result: 'datetime',
  summary: 'reads a date, or a text such as `2024-05-09 14:30`, as a date and time on the clocks of a named time zone, UTC without one',
  examples: [
    { args: ['2024-05-09 14:30', 'Europe/Berlin'], result: '2024-05-09T12:30:00.000Z' },
    { args: ['2024-05-09', 'Asia/Tokyo'], result: '2024-05-08T15:00:00.000Z' },
    { args: ['2024-03-31 02:30', 'Europe/Berlin'], result: '2024-03-31T01:30:00.000Z' },
    { args: ['2024-05-09T14:30:00Z', 'Europe/Berlin'], result: '2024-05-09T14:30:00.000Z' },
    { args: ['soon', 'Europe/Berlin'], result: null },
    { args: [null], result: null },
  ],
  cost: CALENDAR,
  call: (args) => {
    const text = textAt(args, 0)?.trim() ?? ''
    if (text.length > 40) return null
    const match = CLOCK.exec(text)
    if (match === null) return parseDatetime(text)
    const day = parseDate(match[1] ?? '')
    const [hour, minute, second] = [Number(match[2] ?? 0), Number(match[3] ?? 0), Number(match[4] ?? 0)]
    if (day === null || hour > 23 || minute > 59 || second > 59) return null
    const clock = wallClock([day], 0, 1)?.with({ hour, minute, second }) ?? null
    return clock === null ? null : inZone(clock, args, 1)
  },
}
