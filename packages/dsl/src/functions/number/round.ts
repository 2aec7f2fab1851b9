/** `round`: a number with fewer decimal places. */

import { decimalOfNumber, roundDecimal } from '../../types/decimal'
import { SCAN } from '../cost'
import { type FunctionDefinition, numberAt } from '../function-definition'

export const round: FunctionDefinition = {
  name: 'round',
  group: 'number',
  parameters: [
    { name: 'number', type: 'number' },
    { name: 'places', type: 'number', optional: true },
  ],
  result: 'number',
  summary: 'rounds a number to a count of decimal places, halves away from zero; without one, to a whole number',
  examples: [
    { args: [2.5], result: 3 },
    { args: [-2.5], result: -3 },
    { args: [1.005, 2], result: 1.01 },
    { args: [null, 2], result: null },
  ],
  cost: SCAN,
  call: (args) => {
    const value = numberAt(args, 0)
    const decimal = value === null ? null : decimalOfNumber(value)
    const places = Math.min(12, Math.max(0, Math.trunc(numberAt(args, 1) ?? 0)))
    return decimal === null ? null : Number(roundDecimal(decimal, places))
  },
}
