/** `first_known`: the first value that is not blank. */
import { FLAT } from '../cost'
import type { FunctionDefinition } from '../function-definition'

export const firstKnown: FunctionDefinition = {
  name: 'first_known',
  group: 'any value',
  parameters: [
    { name: 'value', type: 'any' },
    { name: 'other', type: 'any', rest: true },
  ],
  result: 'same',
  summary: 'gives the first of several values that is not blank',
  examples: [
    { args: [null, 'b', 'c'], result: 'b' },
    { args: ['a', 'b'], result: 'a' },
    { args: [false, true], result: false },
    { args: [null, null], result: null },
  ],
  cost: FLAT,
  call: (args) => args.find((value) => value !== null && value !== '') ?? null,
}
