/** `without_tag`: an address without its plus part. */
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'
import { readEmail } from './address'

export const withoutTag: FunctionDefinition = {
  name: 'without_tag',
  group: 'email',
  parameters: [{ name: 'email', type: 'text' }],
  result: 'email',
  summary: 'takes the part from `+` on off the name of an email address, which many providers deliver to the same person',
  examples: [
    { args: ['ada+crm@example.com'], result: 'ada@example.com' },
    { args: ['ada@example.com'], result: 'ada@example.com' },
    { args: ['not an address'], result: null },
    { args: [null], result: null },
  ],
  cost: SCAN,
  call: (args) => {
    const email = readEmail(textAt(args, 0) ?? '')
    if (email === null) return null
    const [name = '', domain = ''] = email.split('@')
    return name.indexOf('+') > 0 ? `${name.slice(0, name.indexOf('+'))}@${domain}` : email
  },
}
