/** `round_up`: a number rounded away from below. */
import { FLAT } from '../cost'
import { countAt, type FunctionDefinition, numberAt } from '../function-definition'
import { roundTo } from '../rounding'

export const roundUp: FunctionDefinition = {
  name: 'round_up',
  group: 'number',
  parameters: [
    { name: 'number', type: 'number' },
    { name: 'places', type: 'number', optional: true },
  ],
  result: 'number',
  summary: 'rounds a number up to a count of decimal places; without one, to a whole number',
  examples: [
    { args: [2.1], result: 3 },
    { args: [-2.9], result: -2 },
    { args: [1.001, 2], result: 1.01 },
    { args: [null], result: null },
  ],
  cost: FLAT,
  call: (args) => {
    const value = numberAt(args, 0)
    const places = Math.min(12, countAt(args, 1, 0))
    if (value === null) return null
    const near = roundTo(value, places)
    return near === null || near >= value ? near : roundTo(near + 10 ** -places, places)
  },
}
