/** `is_phone`: whether a text is a phone number. */
import { NUMBERING_PLANS } from '../cost'
import type { FunctionDefinition } from '../function-definition'
import { phoneAt } from './phone-number'

export const isPhone: FunctionDefinition = {
  name: 'is_phone',
  group: 'phone',
  parameters: [
    { name: 'text', type: 'text' },
    { name: 'country', type: 'text', optional: true },
  ],
  result: 'boolean',
  summary: 'says whether a text is a valid phone number, of the country given where it has no prefix',
  examples: [
    { args: ['+1 415 555 0100'], result: true },
    { args: ['030 901820', 'DE'], result: true },
    { args: ['030 901820'], result: false },
    { args: [null], result: false },
  ],
  cost: NUMBERING_PLANS,
  call: (args) => phoneAt(args) !== null,
}
