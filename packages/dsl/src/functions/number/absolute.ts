/** `absolute`: a number without its sign. */
import { FLAT } from '../cost'
import { type FunctionDefinition, numberAt } from '../function-definition'

export const absolute: FunctionDefinition = {
  name: 'absolute',
  group: 'number',
  parameters: [{ name: 'number', type: 'number' }],
  result: 'same',
  summary: 'gives a number without its sign',
  examples: [
    { args: [-5], result: 5 },
    { args: [5], result: 5 },
    { args: [null], result: null },
  ],
  cost: FLAT,
  call: (args) => {
    const value = numberAt(args, 0)
    return value === null ? null : Math.abs(value)
  },
}
