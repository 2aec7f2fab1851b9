/** `clean_email`: the bare address. */
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'
import { readEmail } from './address'

export const cleanEmail: FunctionDefinition = {
  name: 'clean_email',
  group: 'email',
  parameters: [{ name: 'email', type: 'text' }],
  result: 'email',
  summary:
    'takes the bare address in small letters out of what people paste, such as `Ada <ADA@Example.com>` or `mailto:`; blank when there is none',
  examples: [
    { args: ['Ada <ADA@Example.com>'], result: 'ada@example.com' },
    { args: ['mailto:ada@example.com?subject=x'], result: 'ada@example.com' },
    { args: [' ada@example.com; '], result: 'ada@example.com' },
    { args: ['not an address'], result: null },
    { args: [null], result: null },
  ],
  cost: SCAN,
  call: (args) => readEmail(textAt(args, 0) ?? ''),
}
