/** `year`: the year of a date. */

import { parseDate } from '../../types/moment'
import { FLAT } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'

export const year: FunctionDefinition = {
  name: 'year',
  group: 'date',
  parameters: [{ name: 'moment', type: 'moment' }],
  result: 'number',
  summary: 'gives the year of a date, or of a date and time in UTC',
  examples: [
    { args: ['2024-02-29'], result: 2024 },
    { args: ['2023-12-31T23:59:59.000Z'], result: 2023 },
    { args: [null], result: null },
  ],
  cost: FLAT,
  call: (args) => {
    const day = parseDate(textAt(args, 0) ?? '')
    return day === null ? null : Number(day.slice(0, 4))
  },
}
