/** `currency_code`: the three letters of a currency. */
import { LOOKUP } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'
import { currencyAt } from './iso-4217'

export const currencyCode: FunctionDefinition = {
  name: 'currency_code',
  group: 'currency',
  parameters: [{ name: 'currency', type: 'text' }],
  result: 'text',
  summary:
    'gives the three letters of a currency of ISO 4217 named by code, English name or unmistakable sign; `$`, `¥` and `kr` mean several and give blank',
  examples: [
    { args: ['eur'], result: 'EUR' },
    { args: ['US Dollars'], result: 'USD' },
    { args: ['£'], result: 'GBP' },
    { args: ['$'], result: null },
    { args: [null], result: null },
  ],
  cost: LOOKUP,
  size: () => 3,
  call: (args) => currencyAt(textAt(args, 0)),
}
