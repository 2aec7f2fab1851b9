/** `seconds_to_milliseconds`: a length of time in the other system's unit. */
import { FLAT } from '../cost'
import { type FunctionDefinition, finite, numberAt } from '../function-definition'
import { tidy } from '../tidy'

export const secondsToMilliseconds: FunctionDefinition = {
  name: 'seconds_to_milliseconds',
  group: 'number',
  parameters: [{ name: 'seconds', type: 'number' }],
  result: 'number',
  summary: 'turns seconds into milliseconds',
  examples: [
    { args: [90], result: 90000 },
    { args: [null], result: null },
  ],
  cost: FLAT,
  call: (args) => {
    const value = numberAt(args, 0)
    return value === null ? null : finite(tidy(value * 1000))
  },
  inverse: 'milliseconds_to_seconds',
}
