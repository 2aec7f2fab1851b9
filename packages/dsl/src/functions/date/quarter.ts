/** `quarter`: the quarter of a date. */
import { CALENDAR } from '../cost'
import type { FunctionDefinition } from '../function-definition'
import { plainDay } from './calendar'

export const quarter: FunctionDefinition = {
  name: 'quarter',
  group: 'date',
  parameters: [
    { name: 'moment', type: 'moment' },
    { name: 'time zone', type: 'text', optional: true },
  ],
  result: 'number',
  summary: 'gives the quarter of a date, 1 to 4',
  examples: [
    { args: ['2024-02-29'], result: 1 },
    { args: ['2024-12-31'], result: 4 },
    { args: [null], result: null },
  ],
  cost: CALENDAR,
  call: (args) => {
    const day = plainDay(args, 0, 1)
    return day === null ? null : Math.ceil(day.month / 3)
  },
}
