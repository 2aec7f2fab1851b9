/** `phone_national`: a phone number as it is written at home. */
import { NUMBERING_PLANS } from '../cost'
import type { FunctionDefinition } from '../function-definition'
import { phoneAt } from './phone-number'

export const phoneNational: FunctionDefinition = {
  name: 'phone_national',
  group: 'phone',
  parameters: [
    { name: 'phone', type: 'text' },
    { name: 'country', type: 'text', optional: true },
  ],
  result: 'phone',
  summary: 'writes a phone number as it is written in its own country; blank when it is no valid number',
  examples: [
    { args: ['+14155550100'], result: '(415) 555-0100' },
    { args: ['+4930901820'], result: '030 901820' },
    { args: ['12345'], result: null },
    { args: [null], result: null },
  ],
  cost: NUMBERING_PLANS,
  size: () => 60,
  call: (args) => phoneAt(args)?.formatNational() ?? null,
}
