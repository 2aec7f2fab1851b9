/** `weekday_name`: the English name of the day of the week. */
import { CALENDAR } from '../cost'
import type { FunctionDefinition } from '../function-definition'
import { plainDay } from './calendar'
import { WEEKDAYS } from './english'

export const weekdayName: FunctionDefinition = {
  name: 'weekday_name',
  group: 'date',
  parameters: [
    { name: 'moment', type: 'moment' },
    { name: 'time zone', type: 'text', optional: true },
  ],
  result: 'text',
  summary: 'gives the English name of the day of the week of a date',
  examples: [
    { args: ['2024-02-29'], result: 'Thursday' },
    { args: [null], result: null },
  ],
  cost: CALENDAR,
  size: () => 9,
  call: (args) => WEEKDAYS[(plainDay(args, 0, 1)?.dayOfWeek ?? 0) - 1] ?? null,
}
