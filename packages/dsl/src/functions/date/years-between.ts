/** `years_between`: how many whole years lie between two dates. */
import { CALENDAR } from '../cost'
import { type FunctionDefinition, finite } from '../function-definition'
import { plainDay } from './calendar'

export const yearsBetween: FunctionDefinition = {
  name: 'years_between',
  group: 'date',
  parameters: [
    { name: 'first', type: 'moment' },
    { name: 'last', type: 'moment' },
    { name: 'time zone', type: 'text', optional: true },
  ],
  result: 'number',
  summary: 'counts the whole years from one date to another, as an age is counted; negative when the last comes first',
  examples: [
    { args: ['1990-06-15', '2024-06-14'], result: 33 },
    { args: ['1990-06-15', '2024-06-15'], result: 34 },
    { args: [null, '2024-06-15'], result: null },
  ],
  cost: CALENDAR,
  call: (args) => {
    const first = plainDay(args, 0, 2)
    const last = plainDay(args, 1, 2)
    return first === null || last === null ? null : finite(first.until(last, { largestUnit: 'years' }).years)
  },
}
