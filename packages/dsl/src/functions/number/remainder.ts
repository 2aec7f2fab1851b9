/** `remainder`: what a division leaves. */
import { FLAT } from '../cost'
import { type FunctionDefinition, finite, numberAt } from '../function-definition'

export const remainder: FunctionDefinition = {
  name: 'remainder',
  group: 'number',
  parameters: [
    { name: 'number', type: 'number' },
    { name: 'divisor', type: 'number' },
  ],
  result: 'number',
  summary: 'gives what is left when a number is divided by another, with the sign of the divisor; blank when that is 0',
  examples: [
    { args: [7, 3], result: 1 },
    { args: [-7, 3], result: 2 },
    { args: [7, 0], result: null },
    { args: [null, 3], result: null },
  ],
  cost: FLAT,
  call: (args) => {
    const value = numberAt(args, 0)
    const divisor = numberAt(args, 1)
    return value === null || divisor === null || divisor === 0 ? null : finite(((value % divisor) + divisor) % divisor)
  },
}
