/** `currency_sign`: the sign of a currency. */
import { LOOKUP } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'
import { currencyAt, signOf } from './iso-4217'

export const currencySign: FunctionDefinition = {
  name: 'currency_sign',
  group: 'currency',
  parameters: [{ name: 'currency', type: 'text' }],
  result: 'text',
  summary: 'gives the sign of a currency, or its code where it has none',
  examples: [
    { args: ['EUR'], result: '€' },
    { args: ['CHF'], result: 'CHF' },
    { args: ['XYZ'], result: null },
    { args: [null], result: null },
  ],
  cost: LOOKUP,
  size: () => 10,
  call: (args) => {
    const code = currencyAt(textAt(args, 0))
    return code === null ? null : signOf(code)
  },
}
