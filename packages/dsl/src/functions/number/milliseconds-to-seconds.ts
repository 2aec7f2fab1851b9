/** `milliseconds_to_seconds`: a length of time in the other system's unit. */
import { FLAT } from '../cost'
import { type FunctionDefinition, finite, numberAt } from '../function-definition'
import { tidy } from '../tidy'

export const millisecondsToSeconds: FunctionDefinition = {
  name: 'milliseconds_to_seconds',
  group: 'number',
  parameters: [{ name: 'milliseconds', type: 'number' }],
  result: 'number',
  summary: 'turns milliseconds into seconds: HubSpot keeps the length of a call in the first, Salesforce in the second',
  examples: [
    { args: [90000], result: 90 },
    { args: [1500], result: 1.5 },
    { args: [null], result: null },
  ],
  cost: FLAT,
  call: (args) => {
    const value = numberAt(args, 0)
    return value === null ? null : finite(tidy(value / 1000))
  },
  inverse: 'seconds_to_milliseconds',
}
