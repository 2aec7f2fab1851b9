/** `first_known`: the first value that is not blank. */
import type { FunctionDefinition } from './function-definition'

export const firstKnown: FunctionDefinition = {
  name: 'first_known',
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
  call: (args) => args.find((value) => value !== null && value !== '') ?? null,
}
