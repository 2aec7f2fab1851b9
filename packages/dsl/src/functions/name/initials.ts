/** `initials`: the first letters of a name. */
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'
import { nameParts } from './parts'

export const initials: FunctionDefinition = {
  name: 'initials',
  group: 'name',
  parameters: [{ name: 'name', type: 'text' }],
  result: 'text',
  summary: 'gives the first letters of the words of a name in capitals, without titles',
  examples: [
    { args: ['Ada King Lovelace'], result: 'AKL' },
    { args: ['Dr. Jean-Luc Picard'], result: 'JLP' },
    { args: [null], result: null },
  ],
  cost: SCAN,
  size: ([name = 0]) => name * 3,
  call: (args) => {
    const { first, middle, last } = nameParts(textAt(args, 0) ?? '')
    return (
      `${first} ${middle} ${last}`
        .split(/[\s-]+/u)
        .map((word) => ([...word][0] ?? '').toUpperCase())
        .join('') || null
    )
  },
}
