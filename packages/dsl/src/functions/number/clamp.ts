/** `clamp`: a number kept within limits. */
import { FLAT } from '../cost'
import { type FunctionDefinition, numberAt } from '../function-definition'

export const clamp: FunctionDefinition = {
  name: 'clamp',
  group: 'number',
  parameters: [
    { name: 'number', type: 'number' },
    { name: 'least', type: 'number' },
    { name: 'most', type: 'number' },
  ],
  result: 'number',
  summary: 'keeps a number within limits: one that is smaller than the first becomes it, one that is larger than the second becomes that',
  examples: [
    { args: [120, 0, 100], result: 100 },
    { args: [-5, 0, 100], result: 0 },
    { args: [50, 0, 100], result: 50 },
    { args: [null, 0, 100], result: null },
  ],
  cost: FLAT,
  call: (args) => {
    const value = numberAt(args, 0)
    if (value === null) return null
    return Math.min(numberAt(args, 2) ?? value, Math.max(numberAt(args, 1) ?? value, value))
  },
}
