/** `start_of_month`: the first day of a month. */
import { CALENDAR } from '../cost'
import type { FunctionDefinition } from '../function-definition'
import { dayText, plainDay } from './calendar'

export const startOfMonth: FunctionDefinition = {
  name: 'start_of_month',
  group: 'date',
  parameters: [
    { name: 'moment', type: 'moment' },
    { name: 'time zone', type: 'text', optional: true },
  ],
  result: 'date',
  summary: 'gives the first day of the month of a date',
  examples: [
    { args: ['2024-05-09'], result: '2024-05-01' },
    { args: [null], result: null },
  ],
  cost: CALENDAR,
  call: (args) => dayText(plainDay(args, 0, 1)?.with({ day: 1 }) ?? null),
}
