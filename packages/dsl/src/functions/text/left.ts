/** `left`: the first characters of a text. */
import { SCAN } from '../cost'
import { type FunctionDefinition, numberAt, textAt } from '../function-definition'

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
  cost: SCAN,
  call: (args) => [...(textAt(args, 0) ?? '')].slice(0, Math.max(0, Math.trunc(numberAt(args, 1) ?? 0))).join('') || null,
}
