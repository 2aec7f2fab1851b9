/** `middle_name`: what stands between given name and family name. */
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'
import { nameParts } from './parts'

export const middleName: FunctionDefinition = {
  name: 'middle_name',
  group: 'name',
  parameters: [{ name: 'name', type: 'text' }],
  result: 'text',
  summary: 'gives the names that stand between given name and family name',
  examples: [
    { args: ['Ada Augusta King Lovelace'], result: 'Augusta King' },
    { args: ['Ada Lovelace'], result: null },
    { args: [null], result: null },
  ],
  cost: SCAN,
  size: ([name = 0]) => name * 2,
  call: (args) => nameParts(textAt(args, 0) ?? '').middle || null,
}
