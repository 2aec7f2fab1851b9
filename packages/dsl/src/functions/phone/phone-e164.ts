/** `phone_e164`: a phone number in the form that machines use. */
import { NUMBERING_PLANS } from '../cost'
import type { FunctionDefinition } from '../function-definition'
import { phoneAt } from './phone-number'

export const phoneE164: FunctionDefinition = {
  name: 'phone_e164',
  group: 'phone',
  parameters: [
    { name: 'phone', type: 'text' },
    { name: 'country', type: 'text', optional: true },
  ],
  result: 'phone',
  summary:
    "writes a phone number in the form that machines use, `+` and digits alone; one without a country's prefix is read as one of the country given; blank when it is no valid number",
  examples: [
    { args: ['+1 (415) 555-0100'], result: '+14155550100' },
    { args: ['030 901820', 'DE'], result: '+4930901820' },
    { args: ['(415) 555-0100', 'United States'], result: '+14155550100' },
    { args: ['12345'], result: null },
    { args: [null], result: null },
  ],
  cost: NUMBERING_PLANS,
  size: () => 20,
  call: (args) => phoneAt(args)?.number ?? null,
  inverse: 'phone_international',
}
