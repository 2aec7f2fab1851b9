/** `average`: the mean of several numbers. */
import { FLAT } from '../cost'
import { type FunctionDefinition, finite, numberAt } from '../function-definition'
import { tidy } from '../tidy'

export const average: FunctionDefinition = {
  name: 'average',
  group: 'number',
  parameters: [
    { name: 'number', type: 'number' },
    { name: 'other', type: 'number', rest: true },
  ],
  result: 'number',
  summary: 'gives the mean of several numbers, blanks left out',
  examples: [
    { args: [1, 2, 3], result: 2 },
    { args: [null, 5], result: 5 },
    { args: [null], result: null },
  ],
  cost: FLAT,
  call: (args) => {
    const known = args.flatMap((_, index) => numberAt(args, index) ?? [])
    return known.length === 0 ? null : finite(tidy(known.reduce((total, value) => total + value / known.length, 0)))
  },
}
