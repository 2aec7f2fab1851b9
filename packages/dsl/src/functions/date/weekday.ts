/** `weekday`: the day of the week. */
import { CALENDAR } from '../cost'
import type { FunctionDefinition } from '../function-definition'
import { plainDay } from './calendar'

export const weekday: FunctionDefinition = {
  name: 'weekday',
  group: 'date',
  parameters: [
    { name: 'moment', type: 'moment' },
    { name: 'time zone', type: 'text', optional: true },
  ],
  result: 'number',
  summary: 'gives the day of the week of a date, 1 for Monday to 7 for Sunday',
  examples: [
    { args: ['2024-02-29'], result: 4 },
    { args: ['2024-03-03'], result: 7 },
    { args: [null], result: null },
  ],
  cost: CALENDAR,
  call: (args) => plainDay(args, 0, 1)?.dayOfWeek ?? null,
}
