/** `minute`: the minute of a date and time. */
import { CALENDAR } from '../cost'
import type { FunctionDefinition } from '../function-definition'
import { wallClock } from './calendar'

export const minute: FunctionDefinition = {
  name: 'minute',
  group: 'date',
  parameters: [
    { name: 'datetime', type: 'moment' },
    { name: 'time zone', type: 'text', optional: true },
  ],
  result: 'number',
  summary: 'gives the minute of a date and time in a named time zone, UTC without one, 0 to 59',
  examples: [
    { args: ['2024-05-09T23:30:00.000Z'], result: 30 },
    { args: ['2024-05-09T23:30:00.000Z', 'Asia/Kolkata'], result: 0 },
    { args: [null], result: null },
  ],
  cost: CALENDAR,
  call: (args) => wallClock(args, 0, 1)?.minute ?? null,
}
