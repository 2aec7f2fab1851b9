/** `round_amount`: an amount rounded as its currency is. */
import { LOOKUP } from '../cost'
import { type FunctionDefinition, numberAt, textAt } from '../function-definition'
import { roundTo } from '../rounding'
import { currencyAt, placesOf } from './iso-4217'

export const roundAmount: FunctionDefinition = {
  name: 'round_amount',
  group: 'currency',
  parameters: [
    { name: 'amount', type: 'number' },
    { name: 'currency', type: 'text' },
  ],
  result: 'number',
  summary: 'rounds an amount to the decimal places of its currency; blank when there is no such currency',
  examples: [
    { args: [12.345, 'EUR'], result: 12.35 },
    { args: [12.5, 'JPY'], result: 13 },
    { args: [12.5, 'XYZ'], result: null },
    { args: [null, 'EUR'], result: null },
  ],
  cost: LOOKUP,
  call: (args) => {
    const amount = numberAt(args, 0)
    const code = currencyAt(textAt(args, 1))
    return amount === null || code === null ? null : roundTo(amount, placesOf(code))
  },
}
