/** `end_of_quarter`: the last day of a quarter. */
import { CALENDAR } from '../cost'
import type { FunctionDefinition } from '../function-definition'
import { dayText, plainDay } from './calendar'

export const endOfQuarter: FunctionDefinition = {
  name: 'end_of_quarter',
  group: 'date',
  parameters: [
    { name: 'moment', type: 'moment' },
    { name: 'time zone', type: 'text', optional: true },
  ],
  result: 'date',
  summary: 'gives the last day of the quarter of a date',
  examples: [
    { args: ['2024-05-09'], result: '2024-06-30' },
    { args: [null], result: null },
  ],
  cost: CALENDAR,
  call: (args) => {
    const day = plainDay(args, 0, 1)
    return day === null ? null : dayText(day.with({ month: Math.ceil(day.month / 3) * 3, day: 31 }))
  },
}
