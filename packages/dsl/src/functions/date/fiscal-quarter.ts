/** `fiscal_quarter`: the fiscal quarter of a date. */
import { CALENDAR } from '../cost'
import { type FunctionDefinition, numberAt } from '../function-definition'
import { plainDay } from './calendar'

export const fiscalQuarter: FunctionDefinition = {
  name: 'fiscal_quarter',
  group: 'date',
  parameters: [
    { name: 'moment', type: 'moment' },
    { name: 'first month', type: 'number' },
    { name: 'time zone', type: 'text', optional: true },
  ],
  result: 'number',
  summary: 'gives the quarter of a date, 1 to 4, when fiscal years begin in the month given',
  examples: [
    { args: ['2024-02-01', 2], result: 1 },
    { args: ['2024-01-31', 2], result: 4 },
    { args: ['2024-06-30', 1], result: 2 },
    { args: [null, 2], result: null },
  ],
  cost: CALENDAR,
  call: (args) => {
    const day = plainDay(args, 0, 2)
    const first = numberAt(args, 1)
    if (day === null || first === null || first < 1 || first > 12) return null
    return Math.floor(((day.month - Math.trunc(first) + 12) % 12) / 3) + 1
  },
}
