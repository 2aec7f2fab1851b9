/** `length`: how many characters a text has. */
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'

export const length: FunctionDefinition = {
  name: 'length',
  group: 'text',
  parameters: [{ name: 'text', type: 'text' }],
  result: 'number',
  summary: 'counts the characters of a text; a blank text has none',
  examples: [
    { args: ['Ada'], result: 3 },
    { args: ['山田太郎'], result: 4 },
    { args: [null], result: 0 },
  ],
  cost: SCAN,
  call: (args) => [...(textAt(args, 0) ?? '')].length,
}
