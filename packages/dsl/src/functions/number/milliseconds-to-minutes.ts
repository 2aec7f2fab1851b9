/** `milliseconds_to_minutes`: a length of time in the other system's unit. */
import { FLAT } from '../cost'
import { type FunctionDefinition, finite, numberAt } from '../function-definition'
import { tidy } from '../tidy'

export const millisecondsToMinutes: FunctionDefinition = {
  name: 'milliseconds_to_minutes',
  group: 'number',
  parameters: [{ name: 'milliseconds', type: 'number' }],
  result: 'number',
  summary: 'turns milliseconds into minutes, as the length of a Salesforce event is kept',
  examples: [
    { args: [1800000], result: 30 },
    { args: [null], result: null },
  ],
  cost: FLAT,
  call: (args) => {
    const value = numberAt(args, 0)
    return value === null ? null : finite(tidy(value / 60_000))
  },
  inverse: 'minutes_to_milliseconds',
}
