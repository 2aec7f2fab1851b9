/** `amount_text`: an amount with its currency, for people. */
import { LOOKUP } from '../cost'
import { type FunctionDefinition, numberAt, textAt } from '../function-definition'
import { numberText } from '../number/number-text'
import { currencyAt, placesOf } from './iso-4217'

export const amountText: FunctionDefinition = {
  name: 'amount_text',
  group: 'currency',
  parameters: [
    { name: 'amount', type: 'number' },
    { name: 'currency', type: 'text' },
  ],
  result: 'text',
  summary: 'writes an amount with the three letters of its currency, `,` between thousands and the decimal places of the currency',
  examples: [
    { args: [1234.5, 'EUR'], result: 'EUR 1,234.50' },
    { args: [1234.5, 'JPY'], result: 'JPY 1,235' },
    { args: [1, 'XYZ'], result: null },
    { args: [null, 'EUR'], result: null },
  ],
  cost: LOOKUP,
  size: () => 600,
  call: (args) => {
    const code = currencyAt(textAt(args, 1))
    const written = code === null ? null : numberText.call([numberAt(args, 0), placesOf(code)])
    return written === null ? null : `${code} ${written}`
  },
}
