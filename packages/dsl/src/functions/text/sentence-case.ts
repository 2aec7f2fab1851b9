/** `sentence_case`: a capital letter in front, small letters behind. */
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'

export const sentenceCase: FunctionDefinition = {
  name: 'sentence_case',
  group: 'text',
  parameters: [{ name: 'text', type: 'text' }],
  result: 'text',
  summary: 'writes a text with one capital letter in front and small letters after it',
  examples: [
    { args: ['HEAD OF SALES'], result: 'Head of sales' },
    { args: ['élan'], result: 'Élan' },
    { args: [null], result: null },
  ],
  cost: SCAN,
  size: ([text = 0]) => text * 3,
  call: (args) => {
    const [first = '', ...others] = textAt(args, 0)?.toLowerCase() ?? ''
    return first.toUpperCase() + others.join('') || null
  },
}
