/** `same_text`: equality without regard to case, accents and spaces. */
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'

const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase().trim().split(/\s+/u).join(' ')

export const sameText: FunctionDefinition = {
  name: 'same_text',
  group: 'text',
  parameters: [
    { name: 'text', type: 'text' },
    { name: 'other', type: 'text' },
  ],
  result: 'boolean',
  summary: 'says whether two texts are the same but for capital letters, accents and white space at the ends or doubled; two blanks are',
  examples: [
    { args: ['ACME  corp ', 'Acme Corp'], result: true },
    { args: ['Zoë', 'zoe'], result: true },
    { args: ['Acme', null], result: false },
    { args: [null, null], result: true },
  ],
  cost: SCAN,
  call: (args) => folded(textAt(args, 0) ?? '') === folded(textAt(args, 1) ?? ''),
}
