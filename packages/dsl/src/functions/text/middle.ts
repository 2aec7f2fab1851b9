/** `middle`: characters out of a text. */
import { SCAN } from '../cost'
import { countAt, type FunctionDefinition, textAt } from '../function-definition'

export const middle: FunctionDefinition = {
  name: 'middle',
  group: 'text',
  parameters: [
    { name: 'text', type: 'text' },
    { name: 'start', type: 'number' },
    { name: 'count', type: 'number' },
  ],
  result: 'text',
  summary: 'takes so many characters of a text from a place on; the first place is 1',
  examples: [
    { args: ['Salesforce', 6, 5], result: 'force' },
    { args: ['Ada', 3, 10], result: 'a' },
    { args: ['Ada', 4, 1], result: null },
    { args: [null, 1, 1], result: null },
  ],
  cost: SCAN,
  call: (args) => {
    const start = Math.max(0, countAt(args, 1, 1) - 1)
    return [...(textAt(args, 0) ?? '')].slice(start, start + countAt(args, 2, 0)).join('') || null
  },
}
