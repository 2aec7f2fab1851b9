/** `phone_extension`: the extension of a phone number. */
import { NUMBERING_PLANS } from '../cost'
import type { FunctionDefinition } from '../function-definition'
import { phoneAt } from './phone-number'

export const phoneExtension: FunctionDefinition = {
  name: 'phone_extension',
  group: 'phone',
  parameters: [
    { name: 'phone', type: 'text' },
    { name: 'country', type: 'text', optional: true },
  ],
  result: 'text',
  summary: 'gives the extension that is written behind a phone number',
  examples: [
    { args: ['+1 415 555 0100 ext. 12'], result: '12' },
    { args: ['+1 415 555 0100'], result: null },
    { args: [null], result: null },
  ],
  cost: NUMBERING_PLANS,
  size: () => 20,
  call: (args) => phoneAt(args)?.ext || null,
}
