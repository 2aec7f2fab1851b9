/** `round_down`: a number rounded to below. */
import { FLAT } from '../cost'
import { countAt, type FunctionDefinition, numberAt } from '../function-definition'
import { roundTo } from '../rounding'

export const roundDown: FunctionDefinition = {
  name: 'round_down',
  group: 'number',
  parameters: [
    { name: 'number', type: 'number' },
    { name: 'places', type: 'number', optional: true },
  ],
  result: 'number',
  summary: 'rounds a number down to a count of decimal places; without one, to a whole number',
  examples: [
    { args: [2.9], result: 2 },
    { args: [-2.1], result: -3 },
    { args: [1.999, 2], result: 1.99 },
    { args: [null], result: null },
  ],
  cost: FLAT,
  call: (args) => {
    const value = numberAt(args, 0)
    const places = Math.min(12, countAt(args, 1, 0))
    if (value === null) return null
    const near = roundTo(value, places)
    return near === null || near <= value ? near : roundTo(near - 10 ** -places, places)
  },
}
