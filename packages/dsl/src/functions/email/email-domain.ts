/** `email_domain`: what stands after the `@` of an email address. */
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'

export const emailDomain: FunctionDefinition = {
  name: 'email_domain',
  group: 'email',
  parameters: [{ name: 'email', type: 'text' }],
  result: 'text',
  summary: 'gives the domain of an email address in small letters; blank when it is no address',
  examples: [
    { args: ['Ada@Example.com '], result: 'example.com' },
    { args: ['not an address'], result: null },
    { args: [null], result: null },
  ],
  cost: SCAN,
  call: (args) => {
    const email = (textAt(args, 0) ?? '').trim().toLowerCase()
    const at = email.lastIndexOf('@')
    const domain = email.slice(at + 1)
    return at > 0 && domain.includes('.') && !/[\s@]/.test(domain) ? domain : null
  },
}
