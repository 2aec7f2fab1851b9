/** `is_email`: whether a text is an email address. */
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'
import { isAddress } from './address'

export const isEmail: FunctionDefinition = {
  name: 'is_email',
  group: 'email',
  parameters: [{ name: 'text', type: 'text' }],
  result: 'boolean',
  summary: 'says whether a text is one email address that mail could be sent to, by its form',
  examples: [
    { args: ['ada@example.com'], result: true },
    { args: ['ada@example'], result: false },
    { args: ['ada..king@example.com'], result: false },
    { args: ['Ada <ada@example.com>'], result: false },
    { args: [null], result: false },
  ],
  cost: SCAN,
  call: (args) => isAddress((textAt(args, 0) ?? '').trim()),
}
