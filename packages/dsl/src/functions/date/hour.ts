/** `hour`: the hour of a date and time. */
import { CALENDAR } from '../cost'
import type { FunctionDefinition } from '../function-definition'
import { wallClock } from './calendar'

export const hour: FunctionDefinition = {
  name: 'hour',
  group: 'date',
  parameters: [
    { name: 'datetime', type: 'moment' },
    { name: 'time zone', type: 'text', optional: true },
  ],
  result: 'number',
  summary: 'gives the hour of a date and time in a named time zone, UTC without one, 0 to 23',
  examples: [
    { args: ['2024-05-09T23:30:00.000Z'], result: 23 },
    { args: ['2024-05-09T23:30:00.000Z', 'Asia/Tokyo'], result: 8 },
    { args: [null], result: null },
  ],
  cost: CALENDAR,
  call: (args) => wallClock(args, 0, 1)?.hour ?? null,
}
