/** `currency_places`: how many decimal places a currency has. */
import { LOOKUP } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'
import { currencyAt, placesOf } from './iso-4217'

export const currencyPlaces: FunctionDefinition = {
  name: 'currency_places',
  group: 'currency',
  parameters: [{ name: 'currency', type: 'text' }],
  result: 'number',
  summary: 'gives how many decimal places amounts in a currency have',
  examples: [
    { args: ['EUR'], result: 2 },
    { args: ['JPY'], result: 0 },
    { args: ['KWD'], result: 3 },
    { args: [null], result: null },
  ],
  cost: LOOKUP,
  call: (args) => {
    const code = currencyAt(textAt(args, 0))
    return code === null ? null : placesOf(code)
  },
}
