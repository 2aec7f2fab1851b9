/** `email_name`: what stands before the `@`. */
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'
import { readEmail } from './address'

export const emailName: FunctionDefinition = {
  name: 'email_name',
  group: 'email',
  parameters: [{ name: 'email', type: 'text' }],
  result: 'text',
  summary: 'gives what stands before the `@` of an email address, in small letters; blank when it is no address',
  examples: [
    { args: ['Ada.King@Example.com'], result: 'ada.king' },
    { args: ['not an address'], result: null },
    { args: [null], result: null },
  ],
  cost: SCAN,
  call: (args) => readEmail(textAt(args, 0) ?? '')?.split('@')[0] ?? null,
}
