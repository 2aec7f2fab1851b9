/** `phone_country`: the country of a phone number. */
import { NUMBERING_PLANS } from '../cost'
import type { FunctionDefinition } from '../function-definition'
import { phoneAt } from './phone-number'

export const phoneCountry: FunctionDefinition = {
  name: 'phone_country',
  group: 'phone',
  parameters: [
    { name: 'phone', type: 'text' },
    { name: 'country', type: 'text', optional: true },
  ],
  result: 'text',
  summary:
    "gives the two letters of the country that a phone number belongs to; blank when it is no valid number or more than one country's",
  examples: [
    { args: ['+4930901820'], result: 'DE' },
    { args: ['+81 3-1234-5678'], result: 'JP' },
    { args: ['12345'], result: null },
    { args: [null], result: null },
  ],
  cost: NUMBERING_PLANS,
  size: () => 2,
  call: (args) => phoneAt(args)?.country ?? null,
}
