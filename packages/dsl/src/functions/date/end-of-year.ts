/** `end_of_year`: the last day of a year. */
import { CALENDAR } from '../cost'
import type { FunctionDefinition } from '../function-definition'
import { dayText, plainDay } from './calendar'

export const endOfYear: FunctionDefinition = {
  name: 'end_of_year',
  group: 'date',
  parameters: [
    { name: 'moment', type: 'moment' },
    { name: 'time zone', type: 'text', optional: true },
  ],
  result: 'date',
  summary: 'gives 31 December of the year of a date',
  examples: [
    { args: ['2024-05-09'], result: '2024-12-31' },
    { args: [null], result: null },
  ],
  cost: CALENDAR,
  call: (args) => dayText(plainDay(args, 0, 1)?.with({ month: 12, day: 31 }) ?? null),
}
