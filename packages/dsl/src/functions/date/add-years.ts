/** `add_years`: a date moved by years. */
import { CALENDAR } from '../cost'
import { type FunctionDefinition, numberAt } from '../function-definition'
import { shiftMonths } from './calendar'

export const addYears: FunctionDefinition = {
  name: 'add_years',
  group: 'date',
  parameters: [
    { name: 'moment', type: 'moment' },
    { name: 'years', type: 'number' },
  ],
  result: 'same',
  summary: 'moves a date, or a date and time, by a count of years; 29 February becomes the 28th where there is none',
  examples: [
    { args: ['2024-02-29', 1], result: '2025-02-28' },
    { args: ['2024-02-29', 4], result: '2028-02-29' },
    { args: [null, 1], result: null },
  ],
  cost: CALENDAR,
  call: (args) => {
    const years = numberAt(args, 1)
    return years === null ? null : shiftMonths(args, Math.trunc(years) * 12)
  },
}
