/** `end_of_month`: the last day of a month. */
import { CALENDAR } from '../cost'
import type { FunctionDefinition } from '../function-definition'
import { dayText, plainDay } from './calendar'

export const endOfMonth: FunctionDefinition = {
  name: 'end_of_month',
  group: 'date',
  parameters: [
    { name: 'moment', type: 'moment' },
    { name: 'time zone', type: 'text', optional: true },
  ],
  result: 'date',
  summary: 'gives the last day of the month of a date',
  examples: [
    { args: ['2024-02-09'], result: '2024-02-29' },
    { args: ['2024-05-31T23:30:00.000Z', 'Asia/Tokyo'], result: '2024-06-30' },
    { args: [null], result: null },
  ],
  cost: CALENDAR,
  call: (args) => {
    const day = plainDay(args, 0, 1)
    return day === null ? null : dayText(day.with({ day: day.daysInMonth }))
  },
}
