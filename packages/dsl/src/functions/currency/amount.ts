/** `amount`: the number in an amount as people write it. */
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'
import { readAmount } from './read-amount'

export const amount: FunctionDefinition = {
  name: 'amount',
  group: 'currency',
  parameters: [{ name: 'text', type: 'any' }],
  result: 'number',
  summary:
    'reads an amount as people write it, with signs, codes and either decimal mark; one mark with three digits behind it parts thousands',
  examples: [
    { args: ['€ 1.234,50'], result: 1234.5 },
    { args: ['$1,234'], result: 1234 },
    { args: ['(12.50) USD'], result: 12.5 },
    { args: ['(12.50)'], result: -12.5 },
    { args: ['12,5'], result: 12.5 },
    { args: ['10 to 20'], result: null },
    { args: [null], result: null },
  ],
  cost: SCAN,
  call: (args) => readAmount(textAt(args, 0) ?? ''),
}
