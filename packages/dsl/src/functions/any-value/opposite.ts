/** `opposite`: a checkbox that means the reverse on the other side. */
import { FLAT } from '../cost'
import type { FunctionDefinition } from '../function-definition'

export const opposite: FunctionDefinition = {
  name: 'opposite',
  group: 'any value',
  parameters: [{ name: 'checkbox', type: 'boolean' }],
  result: 'boolean',
  summary: 'turns true into false and false into true: for a checkbox that means the reverse on the other side',
  examples: [
    { args: [true], result: false },
    { args: [false], result: true },
    { args: [null], result: true },
  ],
  cost: FLAT,
  call: (args) => args[0] !== true,
  inverse: 'opposite',
}
