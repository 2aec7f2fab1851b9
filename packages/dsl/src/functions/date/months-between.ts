/** `months_between`: how many whole months lie between two dates. */
import { CALENDAR } from '../cost'
import { type FunctionDefinition, finite } from '../function-definition'
import { plainDay } from './calendar'

export const monthsBetween: FunctionDefinition = {
  name: 'months_between',
  group: 'date',
  parameters: [
    { name: 'first', type: 'moment' },
    { name: 'last', type: 'moment' },
    { name: 'time zone', type: 'text', optional: true },
  ],
  result: 'number',
  summary: 'counts the whole months from one date to another; negative when the last comes first',
  examples: [
    { args: ['2024-01-15', '2024-03-14'], result: 1 },
    { args: ['2024-01-15', '2024-03-15'], result: 2 },
    { args: [null, '2024-03-15'], result: null },
  ],
  cost: CALENDAR,
  call: (args) => {
    const first = plainDay(args, 0, 2)
    const last = plainDay(args, 1, 2)
    return first === null || last === null ? null : finite(first.until(last, { largestUnit: 'months' }).months)
  },
}
