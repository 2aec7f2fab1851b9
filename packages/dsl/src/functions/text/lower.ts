/** `lower`: text in small letters. */
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'

export const lower: FunctionDefinition = {
  name: 'lower',
  group: 'text',
  parameters: [{ name: 'text', type: 'text' }],
  result: 'text',
  summary: 'writes text in small letters',
  examples: [
    { args: ['ADA@Example.COM'], result: 'ada@example.com' },
    { args: ['ÉLAN'], result: 'élan' },
    { args: [null], result: null },
  ],
  cost: SCAN,
  size: ([text = 0]) => text * 3,
  call: (args) => textAt(args, 0)?.toLowerCase() ?? null,
}
