/** `days_between`: how many days lie between two dates. */
import { CALENDAR } from '../cost'
import { type FunctionDefinition, finite } from '../function-definition'
import { plainDay } from './calendar'

export const daysBetween: FunctionDefinition = {
  name: 'days_between',
  group: 'date',
  parameters: [
    { name: 'first', type: 'moment' },
    { name: 'last', type: 'moment' },
    { name: 'time zone', type: 'text', optional: true },
  ],
  result: 'number',
  summary: 'counts the days from one date to another; negative when the last comes first',
  examples: [
    { args: ['2024-02-28', '2024-03-01'], result: 2 },
    { args: ['2024-03-01', '2024-02-28'], result: -2 },
    { args: ['2024-05-09T23:30:00.000Z', '2024-05-10', 'Asia/Tokyo'], result: 0 },
    { args: [null, '2024-03-01'], result: null },
  ],
  cost: CALENDAR,
  call: (args) => {
    const first = plainDay(args, 0, 2)
    const last = plainDay(args, 1, 2)
    return first === null || last === null ? null : finite(first.until(last, { largestUnit: 'days' }).days)
  },
}
