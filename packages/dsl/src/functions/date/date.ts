/** `date`: the day of a datetime, in a named time zone. */
import { parseDate } from '../../types/moment'
import { CALENDAR } from '../cost'
import { type FunctionDefinition, numberAt, textAt } from '../function-definition'
import { dayText, plainDay } from './calendar'

export const date: FunctionDefinition = {
  name: 'date',
  group: 'date',
  parameters: [
    { name: 'moment', type: 'any' },
    { name: 'time zone', type: 'text', optional: true },
  ],
  result: 'date',
  overloads: [
    {
      parameters: [
        { name: 'year', type: 'number' },
        { name: 'month', type: 'number' },
        { name: 'day', type: 'number' },
      ],
      result: 'date',
    },
  ],
  summary:
    'gives the day of a date and time in a named time zone, UTC without one; reads a text such as `2024-02-29` as a day, and puts one together from year, month and day',
  examples: [
    { args: ['2024-02-29'], result: '2024-02-29' },
    { args: ['2024-05-09T23:30:00.000Z'], result: '2024-05-09' },
    { args: ['2024-05-09T23:30:00.000Z', 'Asia/Tokyo'], result: '2024-05-10' },
    { args: ['2024-05-10T02:00:00.000Z', 'America/Los_Angeles'], result: '2024-05-09' },
    { args: ['2024-05-10T02:00:00.000Z', 'Mars/Olympus'], result: null },
    { args: [2024, 2, 29], result: '2024-02-29' },
    { args: [2023, 2, 29], result: null },
    { args: ['soon'], result: null },
    { args: [null], result: null },
  ],
  cost: CALENDAR,
  call: (args) => {
    if (args.length === 3) {
      const [year, month, day] = [0, 1, 2].map((index) => String(numberAt(args, index) ?? ''))
      return parseDate(`${year?.padStart(4, '0')}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`)
    }
    const text = textAt(args, 0)
    if (text === null || text.length > 40) return null
    return textAt(args, 1) === null ? parseDate(text) : dayText(plainDay(args, 0, 1))
  },
}
