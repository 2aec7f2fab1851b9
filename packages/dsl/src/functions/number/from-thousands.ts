/** `from_thousands`: a number that was counted in thousands. */
import { FLAT } from '../cost'
import { type FunctionDefinition, finite, numberAt } from '../function-definition'
import { tidy } from '../tidy'

export const fromThousands: FunctionDefinition = {
  name: 'from_thousands',
  group: 'number',
  parameters: [{ name: 'thousands', type: 'number' }],
  result: 'number',
  summary: 'turns a number counted in thousands into the whole: 1,250 becomes 1,250,000',
  examples: [
    { args: [1250], result: 1250000 },
    { args: [0.5], result: 500 },
    { args: [null], result: null },
  ],
  cost: FLAT,
  call: (args) => {
    const value = numberAt(args, 0)
    return value === null ? null : finite(tidy(value * 1000))
  },
  inverse: 'thousands',
}
