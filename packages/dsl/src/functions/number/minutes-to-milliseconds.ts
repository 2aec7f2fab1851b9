/** `minutes_to_milliseconds`: a length of time in the other system's unit. */
import { FLAT } from '../cost'
import { type FunctionDefinition, finite, numberAt } from '../function-definition'
import { tidy } from '../tidy'

export const minutesToMilliseconds: FunctionDefinition = {
  name: 'minutes_to_milliseconds',
  group: 'number',
  parameters: [{ name: 'minutes', type: 'number' }],
  result: 'number',
  summary: 'turns minutes into milliseconds',
  examples: [
    { args: [30], result: 1800000 },
    { args: [null], result: null },
  ],
  cost: FLAT,
  call: (args) => {
    const value = numberAt(args, 0)
    return value === null ? null : finite(tidy(value * 60_000))
  },
  inverse: 'milliseconds_to_minutes',
}
