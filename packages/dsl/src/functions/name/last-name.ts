/** `last_name`: the family name out of a full name. */
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'
import { nameParts } from './parts'

export const lastName: FunctionDefinition = {
  name: 'last_name',
  group: 'name',
  parameters: [{ name: 'name', type: 'text' }],
  result: 'text',
  summary: 'gives the family name out of a full name, with `van`, `de` and the like; a single word is one',
  examples: [
    { args: ['Dr. Ada King Lovelace'], result: 'Lovelace' },
    { args: ['Ludwig van der Rohe Jr.'], result: 'van der Rohe' },
    { args: ['山田 太郎'], result: '山田' },
    { args: ['Lovelace'], result: 'Lovelace' },
    { args: [null], result: null },
  ],
  cost: SCAN,
  size: ([name = 0]) => name * 2,
  call: (args) => nameParts(textAt(args, 0) ?? '').last || null,
}
