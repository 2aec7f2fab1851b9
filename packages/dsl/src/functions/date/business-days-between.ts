/** `business_days_between`: how many working days lie between two dates. */
import { CALENDAR } from '../cost'
import { type FunctionDefinition, finite } from '../function-definition'
import { businessDaysBetween as count } from './business-days'
import { plainDay } from './calendar'

export const businessDaysBetween: FunctionDefinition = {
  name: 'business_days_between',
  group: 'date',
  parameters: [
    { name: 'first', type: 'moment' },
    { name: 'last', type: 'moment' },
    { name: 'time zone', type: 'text', optional: true },
  ],
  result: 'number',
  summary:
    'counts the days from Monday to Friday after the first date up to the last, holidays not looked at; negative when the last comes first',
  examples: [
    { args: ['2024-05-10', '2024-05-13'], result: 1 },
    { args: ['2024-05-06', '2024-05-20'], result: 10 },
    { args: ['2024-05-13', '2024-05-10'], result: -1 },
    { args: [null, '2024-05-10'], result: null },
  ],
  cost: CALENDAR,
  call: (args) => {
    const first = plainDay(args, 0, 2)
    const last = plainDay(args, 1, 2)
    return first === null || last === null ? null : finite(count(first, last))
  },
}
