/** `fiscal_year`: the fiscal year of a date. */
import { CALENDAR } from '../cost'
import { type FunctionDefinition, numberAt } from '../function-definition'
import { plainDay } from './calendar'

export const fiscalYear: FunctionDefinition = {
  name: 'fiscal_year',
  group: 'date',
  parameters: [
    { name: 'moment', type: 'moment' },
    { name: 'first month', type: 'number' },
    { name: 'time zone', type: 'text', optional: true },
  ],
  result: 'number',
  summary: 'gives the fiscal year of a date, named for the calendar year in which it ends, when fiscal years begin in the month given',
  examples: [
    { args: ['2024-02-01', 2], result: 2025 },
    { args: ['2024-01-31', 2], result: 2024 },
    { args: ['2024-06-30', 1], result: 2024 },
    { args: [null, 2], result: null },
  ],
  cost: CALENDAR,
  call: (args) => {
    const day = plainDay(args, 0, 2)
    const first = numberAt(args, 1)
    if (day === null || first === null || first < 1 || first > 12) return null
    return first > 1 && day.month >= Math.trunc(first) ? day.year + 1 : day.year
  },
}
