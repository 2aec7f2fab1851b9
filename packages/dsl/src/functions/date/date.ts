/** `date`: the day of a datetime, in a named time zone. */

import { parseDate, parseDatetime } from '../../types/moment'
import { CALENDAR } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'

const dayIn = (datetime: string, zone: string): string | null => {
  let format: Intl.DateTimeFormat
  try {
    format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
  } catch (error) {
    // Only the name of the zone can be refused; any other failure is our own.
    if (error instanceof RangeError) return null
    throw error
  }
  const parts = new Map(format.formatToParts(new Date(datetime)).map((part) => [part.type, part.value]))
  return parseDate(`${(parts.get('year') ?? '').padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`)
}

export const date: FunctionDefinition = {
  name: 'date',
  group: 'date',
  parameters: [
    { name: 'moment', type: 'any' },
    { name: 'time zone', type: 'text', optional: true },
  ],
  result: 'date',
  summary: 'gives the day of a date and time in a named time zone, UTC without one; a text such as `"2024-02-29"` is read as a day',
  examples: [
    { args: ['2024-02-29'], result: '2024-02-29' },
    { args: ['2024-05-09T23:30:00.000Z'], result: '2024-05-09' },
    { args: ['2024-05-09T23:30:00.000Z', 'Asia/Tokyo'], result: '2024-05-10' },
    { args: ['2024-05-10T02:00:00.000Z', 'America/Los_Angeles'], result: '2024-05-09' },
    { args: ['2024-05-10T02:00:00.000Z', 'Mars/Olympus'], result: null },
    { args: ['soon'], result: null },
    { args: [null], result: null },
  ],
  cost: CALENDAR,
  call: (args) => {
    const moment = textAt(args, 0)
    if (moment === null) return null
    const zone = textAt(args, 1)
    if (zone === null || moment.length === 10) return parseDate(moment)
    const datetime = parseDatetime(moment)
    return datetime === null ? null : dayIn(datetime, zone)
  },
}
