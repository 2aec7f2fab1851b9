/** `minor_units`: an amount in cents. */
import { LOOKUP } from '../cost'
import { type FunctionDefinition, numberAt, textAt } from '../function-definition'
import { roundTo } from '../rounding'
import { currencyAt, placesOf } from './iso-4217'

export const minorUnits: FunctionDefinition = {
  name: 'minor_units',
  group: 'currency',
  parameters: [
    { name: 'amount', type: 'number' },
    { name: 'currency', type: 'text', optional: true },
  ],
  result: 'number',
  summary: 'turns an amount into the smallest units of its currency, as payment systems keep it; hundredths without a currency',
  examples: [
    { args: [12.34], result: 1234 },
    { args: [500, 'JPY'], result: 500 },
    { args: [1.234, 'KWD'], result: 1234 },
    { args: [1, 'XYZ'], result: null },
    { args: [null], result: null },
  ],
  cost: LOOKUP,
  call: (args) => {
    const amount = numberAt(args, 0)
    const named = textAt(args, 1)
    const code = currencyAt(named)
    if (amount === null || (named !== null && code === null)) return null
    return roundTo(amount * 10 ** (code === null ? 2 : placesOf(code)), 0)
  },
  inverse: 'from_minor_units',
}
