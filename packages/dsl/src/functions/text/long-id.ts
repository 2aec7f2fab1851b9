/** `long_id`: the 18 characters of a Salesforce id. */
import { FLAT } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'

/** One letter for five characters: bit `n` says whether the `n`th is a capital letter (Salesforce Help, CASESAFEID). */
const checkLetter = (five: string): string =>
  LETTERS[[...five].reduce((sum, one, bit) => (one >= 'A' && one <= 'Z' ? sum + (1 << bit) : sum), 0)] ?? ''

export const longId: FunctionDefinition = {
  name: 'long_id',
  group: 'text',
  parameters: [{ name: 'id', type: 'text' }],
  result: 'id',
  summary: 'writes a Salesforce id of 15 characters with the three that tell capital letters; one of 18 stays, and anything else is blank',
  examples: [
    { args: ['0015g00000AbCdE'], result: '0015g00000AbCdEAAV' },
    { args: ['0015g00000AbCdEAAV'], result: '0015g00000AbCdEAAV' },
    { args: ['not an id'], result: null },
    { args: [null], result: null },
  ],
  cost: FLAT,
  size: () => 18,
  call: (args) => {
    const id = textAt(args, 0)?.trim() ?? ''
    if (!/^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/.test(id)) return null
    const stem = id.slice(0, 15)
    return stem + checkLetter(stem.slice(0, 5)) + checkLetter(stem.slice(5, 10)) + checkLetter(stem.slice(10))
  },
  inverse: 'short_id',
}
