/** `week`: the week of the year. */
import { CALENDAR } from '../cost'
import type { FunctionDefinition } from '../function-definition'
import { plainDay } from './calendar'

export const week: FunctionDefinition = {
  name: 'week',
  group: 'date',
  parameters: [
    { name: 'moment', type: 'moment' },
    { name: 'time zone', type: 'text', optional: true },
  ],
  result: 'number',
  summary: 'gives the week of the year of a date by ISO 8601: weeks begin on Monday, the first is the one with 4 January',
  examples: [
    { args: ['2024-01-01'], result: 1 },
    { args: ['2021-01-03'], result: 53 },
    { args: [null], result: null },
  ],
  cost: CALENDAR,
  call: (args) => plainDay(args, 0, 1)?.weekOfYear ?? null,
}
