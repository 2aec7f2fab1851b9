/** `phone_international`: a phone number as it is written for people abroad. */
import { NUMBERING_PLANS } from '../cost'
import type { FunctionDefinition } from '../function-definition'
import { phoneAt } from './phone-number'

export const phoneInternational: FunctionDefinition = {
  name: 'phone_international',
  group: 'phone',
  parameters: [
    { name: 'phone', type: 'text' },
    { name: 'country', type: 'text', optional: true },
  ],
  result: 'phone',
  summary:
    "writes a phone number with its country's prefix and spaces, as it is written for people abroad; blank when it is no valid number",
  examples: [
    { args: ['+14155550100'], result: '+1 415 555 0100' },
    { args: ['030 901820', 'DE'], result: '+49 30 901820' },
    { args: ['12345'], result: null },
    { args: [null], result: null },
  ],
  cost: NUMBERING_PLANS,
  size: () => 60,
  call: (args) => phoneAt(args)?.formatInternational() ?? null,
  inverse: 'phone_e164',
}
