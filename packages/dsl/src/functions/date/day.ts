/** `day`: the day of the month. */
import { CALENDAR } from '../cost'
import type { FunctionDefinition } from '../function-definition'
import { plainDay } from './calendar'

export const day: FunctionDefinition = {
  name: 'day',
  group: 'date',
  parameters: [
    { name: 'moment', type: 'moment' },
    { name: 'time zone', type: 'text', optional: true },
  ],
  result: 'number',
  summary: 'gives the day of the month of a date, 1 to 31',
  examples: [
    { args: ['2024-02-29'], result: 29 },
    { args: ['2024-05-09T23:30:00.000Z', 'Asia/Tokyo'], result: 10 },
    { args: [null], result: null },
  ],
  cost: CALENDAR,
  call: (args) => plainDay(args, 0, 1)?.day ?? null,
}
