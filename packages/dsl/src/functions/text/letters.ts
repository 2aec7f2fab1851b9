/** `letters`: only the letters of a text. */
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'

export const letters: FunctionDefinition = {
  name: 'letters',
  group: 'text',
  parameters: [{ name: 'text', type: 'text' }],
  result: 'text',
  summary: 'keeps only the letters of a text, of any script',
  examples: [
    { args: ['AC-0042'], result: 'AC' },
    { args: ['山田 1'], result: '山田' },
    { args: ['0042'], result: null },
    { args: [null], result: null },
  ],
  cost: SCAN,
  call: (args) => textAt(args, 0)?.replace(/[^\p{L}\p{M}]/gu, '') || null,
}
