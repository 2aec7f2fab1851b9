/** `word_count`: how many words a text has. */
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'

export const wordCount: FunctionDefinition = {
  name: 'word_count',
  group: 'text',
  parameters: [{ name: 'text', type: 'text' }],
  result: 'number',
  summary: 'counts the words of a text',
  examples: [
    { args: ['Head of Sales'], result: 3 },
    { args: ['  '], result: 0 },
    { args: [null], result: 0 },
  ],
  cost: SCAN,
  call: (args) => (textAt(args, 0) ?? '').split(/\s+/u).filter((word) => word !== '').length,
}
