/** `first_name`: the given name out of a full name. */
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'
import { nameParts } from './parts'

export const firstName: FunctionDefinition = {
  name: 'first_name',
  group: 'name',
  parameters: [{ name: 'name', type: 'text' }],
  result: 'text',
  summary: 'gives the given name out of a full name, without title; blank when there is only one word, which counts as the family name',
  examples: [
    { args: ['Dr. Ada King Lovelace'], result: 'Ada' },
    { args: ['Lovelace, Ada'], result: 'Ada' },
    { args: ['山田 太郎'], result: '太郎' },
    { args: ['Lovelace'], result: null },
    { args: [null], result: null },
  ],
  cost: SCAN,
  size: ([name = 0]) => name * 2,
  call: (args) => nameParts(textAt(args, 0) ?? '').first || null,
}
