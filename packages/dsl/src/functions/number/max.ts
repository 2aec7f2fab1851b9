/** `max`: the largest of several. */
import { FLAT } from '../cost'
import type { FunctionDefinition } from '../function-definition'

export const max: FunctionDefinition = {
  name: 'max',
  group: 'number',
  parameters: [
    { name: 'number', type: 'number' },
    { name: 'other', type: 'number', rest: true },
  ],
  result: 'same',
  overloads: [
    {
      parameters: [
        { name: 'date', type: 'moment' },
        { name: 'other', type: 'moment', rest: true },
      ],
      result: 'same',
    },
  ],
  summary: 'gives the largest of several numbers or the latest of several dates, blanks left out',
  examples: [
    { args: [3, 1, 2], result: 3 },
    { args: ['2024-05-09', '2023-12-31'], result: '2024-05-09' },
    { args: [null, 5], result: 5 },
    { args: [null, null], result: null },
  ],
  cost: FLAT,
  call: (args) => {
    const known = args.filter((value) => value !== null && value !== '' && typeof value !== 'boolean')
    const isOneKind = known.every((value) => typeof value === typeof known[0])
    return isOneKind ? known.reduce((most, value) => (most === null || (value !== null && value > most) ? value : most), null) : null
  },
}
