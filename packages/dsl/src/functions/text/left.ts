/** `left`: the first characters of a text. */
import { PART } from '../cost'
import { countAt, type FunctionDefinition, textAt } from '../function-definition'

export const left: FunctionDefinition = {
  name: 'left',
  group: 'text',
  parameters: [
    { name: 'text', type: 'text' },
    { name: 'count', type: 'number' },
  ],
  result: 'text',
  summary: 'takes the first characters of a text',
  examples: [
    { args: ['Salesforce', 5], result: 'Sales' },
    { args: ['Ada', 80], result: 'Ada' },
    { args: ['Ada', 0], result: null },
    { args: [null, 3], result: null },
  ],
  cost: PART,
  size: ([text = 0], [, count]) => Math.min(text, typeof count === 'number' ? Math.max(0, count) * 2 : text),
  call: (args) => {
    const count = countAt(args, 1, 0)
    // A character takes two units at most: no more of a long text is looked at.
    return [...(textAt(args, 0) ?? '').slice(0, count * 2)].slice(0, count).join('') || null
  },
}
