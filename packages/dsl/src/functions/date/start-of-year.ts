/** `start_of_year`: the first day of a year. */
import { CALENDAR } from '../cost'
import type { FunctionDefinition } from '../function-definition'
import { dayText, plainDay } from './calendar'

export const startOfYear: FunctionDefinition = {
  name: 'start_of_year',
  group: 'date',
  parameters: [
    { name: 'moment', type: 'moment' },
    { name: 'time zone', type: 'text', optional: true },
  ],
  result: 'date',
  summary: 'gives 1 January of the year of a date',
  examples: [
    { args: ['2024-05-09'], result: '2024-01-01' },
    { args: [null], result: null },
  ],
  cost: CALENDAR,
  call: (args) => dayText(plainDay(args, 0, 1)?.with({ month: 1, day: 1 }) ?? null),
}
