/** `between`: whether a value lies between two others. */
import { SCAN } from '../cost'
import type { FunctionDefinition } from '../function-definition'

export const between: FunctionDefinition = {
  name: 'between',
  group: 'any value',
  parameters: [
    { name: 'value', type: 'number' },
    { name: 'least', type: 'number' },
    { name: 'most', type: 'number' },
  ],
  result: 'boolean',
  overloads: [
    {
      parameters: [
        { name: 'value', type: 'moment' },
        { name: 'first', type: 'moment' },
        { name: 'last', type: 'moment' },
      ],
      result: 'boolean',
    },
    {
      parameters: [
        { name: 'value', type: 'text' },
        { name: 'first', type: 'text' },
        { name: 'last', type: 'text' },
      ],
      result: 'boolean',
    },
  ],
  summary: 'says whether a number, date or text lies between two others, both of them included; false when one is blank',
  examples: [
    { args: [5, 1, 5], result: true },
    { args: [6, 1, 5], result: false },
    { args: ['2024-05-09', '2024-05-01', '2024-05-31'], result: true },
    { args: [null, 1, 5], result: false },
  ],
  cost: SCAN,
  call: ([value = null, least = null, most = null]) => {
    if (value === '' || least === '' || most === '') return false
    if (typeof value === 'number') return typeof least === 'number' && typeof most === 'number' && least <= value && value <= most
    return typeof value === 'string' && typeof least === 'string' && typeof most === 'string' && least <= value && value <= most
  },
}
