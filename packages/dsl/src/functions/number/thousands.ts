/** `thousands`: a number counted in thousands. */
import { FLAT } from '../cost'
import { type FunctionDefinition, finite, numberAt } from '../function-definition'
import { tidy } from '../tidy'

export const thousands: FunctionDefinition = {
  name: 'thousands',
  group: 'number',
  parameters: [{ name: 'number', type: 'number' }],
  result: 'number',
  summary: 'turns a number into one counted in thousands: 1,250,000 becomes 1,250',
  examples: [
    { args: [1250000], result: 1250 },
    { args: [500], result: 0.5 },
    { args: [null], result: null },
  ],
  cost: FLAT,
  call: (args) => {
    const value = numberAt(args, 0)
    return value === null ? null : finite(tidy(value / 1000))
  },
  inverse: 'from_thousands',
}
