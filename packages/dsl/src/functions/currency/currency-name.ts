/** `currency_name`: the English name of a currency. */
import { LOOKUP } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'
import { currencyAt, nameOf } from './iso-4217'

export const currencyName: FunctionDefinition = {
  name: 'currency_name',
  group: 'currency',
  parameters: [{ name: 'currency', type: 'text' }],
  result: 'text',
  summary: 'gives the English name of a currency',
  examples: [
    { args: ['EUR'], result: 'Euro' },
    { args: ['JPY'], result: 'Japanese Yen' },
    { args: ['XYZ'], result: null },
    { args: [null], result: null },
  ],
  cost: LOOKUP,
  size: () => 100,
  call: (args) => {
    const code = currencyAt(textAt(args, 0))
    return code === null ? null : nameOf(code)
  },
}
