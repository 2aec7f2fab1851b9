/** `sum`: several numbers added. */
import { FLAT } from '../cost'
import { type FunctionDefinition, finite, numberAt } from '../function-definition'
import { tidy } from '../tidy'

export const sum: FunctionDefinition = {
  name: 'sum',
  group: 'number',
  parameters: [
    { name: 'number', type: 'number' },
    { name: 'other', type: 'number', rest: true },
  ],
  result: 'number',
  summary: 'adds several numbers, blanks left out; all blank gives blank',
  examples: [
    { args: [1, 2, 3], result: 6 },
    { args: [0.1, 0.2], result: 0.3 },
    { args: [null, 5], result: 5 },
    { args: [null, null], result: null },
  ],
  cost: FLAT,
  call: (args) => {
    const known = args.flatMap((_, index) => numberAt(args, index) ?? [])
    return known.length === 0 ? null : finite(tidy(known.reduce((total, value) => total + value, 0)))
  },
}
