/** `year`: the year of a date. */
import { CALENDAR } from '../cost'
import type { FunctionDefinition } from '../function-definition'
import { plainDay } from './calendar'

export const year: FunctionDefinition = {
  name: 'year',
  group: 'date',
  parameters: [
    { name: 'moment', type: 'moment' },
    { name: 'time zone', type: 'text', optional: true },
  ],
  result: 'number',
  summary: 'gives the year of a date, or of a date and time in a named time zone, UTC without one',
  examples: [
    { args: ['2024-02-29'], result: 2024 },
    { args: ['2023-12-31T23:59:59.000Z'], result: 2023 },
    { args: ['2023-12-31T23:59:59.000Z', 'Asia/Tokyo'], result: 2024 },
    { args: [null], result: null },
  ],
  cost: CALENDAR,
  call: (args) => plainDay(args, 0, 1)?.year ?? null,
}
