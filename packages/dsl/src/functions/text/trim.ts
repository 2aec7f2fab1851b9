/** `trim`: text without white space at its ends. */
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'

export const trim: FunctionDefinition = {
  name: 'trim',
  group: 'text',
  parameters: [{ name: 'text', type: 'text' }],
  result: 'text',
  summary: 'takes white space off both ends of a text, and off the middle where there is more than one space',
  examples: [
    { args: ['  Ada   Lovelace '], result: 'Ada Lovelace' },
    { args: ['   '], result: null },
    { args: [null], result: null },
  ],
  cost: SCAN,
  call: (args) => textAt(args, 0)?.trim().split(/\s+/u).join(' ') || null,
}
