/** `is_free_email`: whether an address is with a provider for private people. */
import { SUFFIX_LIST } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'
import { readEmail } from './address'
import { isFreeDomain } from './free-domains'

export const isFreeEmail: FunctionDefinition = {
  name: 'is_free_email',
  group: 'email',
  parameters: [{ name: 'email', type: 'text' }],
  result: 'boolean',
  summary: "says whether an email address is with a provider for private people, such as Gmail or GMX: such a domain is no company's",
  examples: [
    { args: ['ada@gmail.com'], result: true },
    { args: ['ada@yahoo.co.jp'], result: true },
    { args: ['ada@example.com'], result: false },
    { args: [null], result: false },
  ],
  cost: SUFFIX_LIST,
  call: (args) => isFreeDomain(readEmail(textAt(args, 0) ?? '')?.split('@')[1] ?? ''),
}
