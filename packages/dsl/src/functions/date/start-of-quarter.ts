/** `start_of_quarter`: the first day of a quarter. */
import { CALENDAR } from '../cost'
import type { FunctionDefinition } from '../function-definition'
import { dayText, plainDay } from './calendar'

export const startOfQuarter: FunctionDefinition = {
  name: 'start_of_quarter',
  group: 'date',
  parameters: [
    { name: 'moment', type: 'moment' },
    { name: 'time zone', type: 'text', optional: true },
  ],
  result: 'date',
  summary: 'gives the first day of the quarter of a date',
  examples: [
    { args: ['2024-05-09'], result: '2024-04-01' },
    { args: [null], result: null },
  ],
  cost: CALENDAR,
  call: (args) => {
    const day = plainDay(args, 0, 1)
    return day === null ? null : dayText(day.with({ month: Math.ceil(day.month / 3) * 3 - 2, day: 1 }))
  },
}
