/** `month_name`: the English name of the month. */
import { CALENDAR } from '../cost'
import type { FunctionDefinition } from '../function-definition'
import { plainDay } from './calendar'
import { MONTHS } from './english'

export const monthName: FunctionDefinition = {
  name: 'month_name',
  group: 'date',
  parameters: [
    { name: 'moment', type: 'moment' },
    { name: 'time zone', type: 'text', optional: true },
  ],
  result: 'text',
  summary: 'gives the English name of the month of a date',
  examples: [
    { args: ['2024-02-29'], result: 'February' },
    { args: [null], result: null },
  ],
  cost: CALENDAR,
  size: () => 9,
  call: (args) => MONTHS[(plainDay(args, 0, 1)?.month ?? 0) - 1] ?? null,
}
