/** `from_unix_time`: seconds since 1970 as a date and time. */

import { datetimeOfMillis } from '../../types/moment'
import { FLAT } from '../cost'
import { type FunctionDefinition, numberAt } from '../function-definition'

export const fromUnixTime: FunctionDefinition = {
  name: 'from_unix_time',
  group: 'date',
  parameters: [{ name: 'seconds', type: 'number' }],
  result: 'datetime',
  summary: 'reads seconds since 1970 in UTC as a date and time',
  examples: [
    { args: [1709164800], result: '2024-02-29T00:00:00.000Z' },
    { args: [null], result: null },
  ],
  cost: FLAT,
  call: (args) => {
    const seconds = numberAt(args, 0)
    return seconds === null ? null : datetimeOfMillis(Math.round(seconds * 1000))
  },
  inverse: 'unix_time',
}
