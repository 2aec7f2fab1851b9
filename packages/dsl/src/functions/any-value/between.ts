/** `between`: whether a value lies between two others. */

import type { Value } from '../../plan/plan'
import { SCAN } from '../cost'
import type { FunctionDefinition } from '../function-definition'

const isMoment = (value: string): boolean => /^\d{4}-\d{2}-\d{2}(?:T[\d:.]{12}Z)?$/.test(value)

const isAtMost = (one: Value, other: Value): boolean => {
  if (typeof one === 'number') return typeof other === 'number' && one <= other
  if (typeof one !== 'string' || typeof other !== 'string' || one === '' || other === '') return false
  if (!isMoment(one) || !isMoment(other)) return one <= other
  const length = Math.min(one.length, other.length)
  return one.slice(0, length) <= other.slice(0, length)
}

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
  summary:
    'says whether a number, date or text lies between two others, both of them included; a date against a date and time looks at the day; false when one is blank',
  examples: [
    { args: [5, 1, 5], result: true },
    { args: [6, 1, 5], result: false },
    { args: ['2024-05-09', '2024-05-01', '2024-05-31'], result: true },
    { args: ['2024-05-31T10:00:00.000Z', '2024-05-01', '2024-05-31'], result: true },
    { args: [null, 1, 5], result: false },
  ],
  cost: SCAN,
  call: ([value = null, least = null, most = null]) => isAtMost(least, value) && isAtMost(value, most),
}
