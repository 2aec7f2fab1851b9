/** `month`: the month of a date. */
import { CALENDAR } from '../cost'
import type { FunctionDefinition } from '../function-definition'
import { plainDay } from './calendar'

export const month: FunctionDefinition = {
  name: 'month',
  group: 'date',
  parameters: [
    { name: 'moment', type: 'moment' },
    { name: 'time zone', type: 'text', optional: true },
  ],
  result: 'number',
  summary: 'gives the month of a date, 1 to 12',
  examples: [
    { args: ['2024-02-29'], result: 2 },
    { args: [null], result: null },
  ],
  cost: CALENDAR,
  call: (args) => plainDay(args, 0, 1)?.month ?? null,
}
