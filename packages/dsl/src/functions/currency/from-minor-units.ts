/** `from_minor_units`: an amount that was kept in cents. */
import { LOOKUP } from '../cost'
import { type FunctionDefinition, finite, numberAt, textAt } from '../function-definition'
import { tidy } from '../tidy'
import { currencyAt, placesOf } from './iso-4217'

export const fromMinorUnits: FunctionDefinition = {
  name: 'from_minor_units',
  group: 'currency',
  parameters: [
    { name: 'units', type: 'number' },
    { name: 'currency', type: 'text', optional: true },
  ],
  result: 'number',
  summary: 'turns the smallest units of a currency into an amount; hundredths without a currency',
  examples: [
    { args: [1234], result: 12.34 },
    { args: [500, 'JPY'], result: 500 },
    { args: [1, 'XYZ'], result: null },
    { args: [null], result: null },
  ],
  cost: LOOKUP,
  call: (args) => {
    const units = numberAt(args, 0)
    const named = textAt(args, 1)
    const code = currencyAt(named)
    if (units === null || (named !== null && code === null)) return null
    return finite(tidy(units / 10 ** (code === null ? 2 : placesOf(code))))
  },
  inverse: 'minor_units',
}
