/** `add_months`: a date moved by months. */
import { CALENDAR } from '../cost'
import { type FunctionDefinition, numberAt } from '../function-definition'
import { shiftMonths } from './calendar'

export const addMonths: FunctionDefinition = {
  name: 'add_months',
  group: 'date',
  parameters: [
    { name: 'moment', type: 'moment' },
    { name: 'months', type: 'number' },
  ],
  result: 'same',
  summary: 'moves a date, or a date and time, by a count of months; a day that the month does not have becomes its last',
  examples: [
    { args: ['2024-01-31', 1], result: '2024-02-29' },
    { args: ['2024-03-31', -1], result: '2024-02-29' },
    { args: ['2024-01-31T10:00:00.000Z', 1], result: '2024-02-29T10:00:00.000Z' },
    { args: [null, 1], result: null },
  ],
  cost: CALENDAR,
  call: (args) => {
    const months = numberAt(args, 1)
    return months === null ? null : shiftMonths(args, Math.trunc(months))
  },
}
