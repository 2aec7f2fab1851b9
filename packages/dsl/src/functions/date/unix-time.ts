/** `unix_time`: a date and time as seconds since 1970. */

import { millisOf } from '../../types/moment'
import { FLAT } from '../cost'
import { type FunctionDefinition, finite } from '../function-definition'
import { momentAt } from '../moments'

export const unixTime: FunctionDefinition = {
  name: 'unix_time',
  group: 'date',
  parameters: [{ name: 'moment', type: 'moment' }],
  result: 'number',
  summary: 'writes a date and time as the seconds since 1970 in UTC, as other systems keep it',
  examples: [
    { args: ['2024-02-29T00:00:00.000Z'], result: 1709164800 },
    { args: ['1970-01-01'], result: 0 },
    { args: [null], result: null },
  ],
  cost: FLAT,
  call: (args) => {
    const at = momentAt(args, 0)
    return at === null ? null : finite(millisOf(at) / 1000)
  },
  inverse: 'from_unix_time',
}
