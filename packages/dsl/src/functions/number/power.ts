/** `power`: a number raised to another. */
import { FLAT } from '../cost'
import { type FunctionDefinition, finite, numberAt } from '../function-definition'

export const power: FunctionDefinition = {
  name: 'power',
  group: 'number',
  parameters: [
    { name: 'number', type: 'number' },
    { name: 'exponent', type: 'number' },
  ],
  result: 'number',
  summary: 'raises a number to a power; blank where the result is no number that can be written',
  examples: [
    { args: [2, 10], result: 1024 },
    { args: [9, 0.5], result: 3 },
    { args: [-1, 0.5], result: null },
    { args: [null, 2], result: null },
  ],
  cost: FLAT,
  call: (args) => {
    const value = numberAt(args, 0)
    const exponent = numberAt(args, 1)
    return value === null || exponent === null ? null : finite(value ** exponent)
  },
}
