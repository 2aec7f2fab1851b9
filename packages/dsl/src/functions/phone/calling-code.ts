/** `calling_code`: the prefix of a country. */
import { LOOKUP } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'
import { callingCode as codeOf } from './phone-number'

export const callingCode: FunctionDefinition = {
  name: 'calling_code',
  group: 'phone',
  parameters: [{ name: 'country', type: 'text' }],
  result: 'text',
  summary: 'gives the prefix under which a country is called',
  examples: [
    { args: ['Germany'], result: '+49' },
    { args: ['US'], result: '+1' },
    { args: ['Atlantis'], result: null },
    { args: [null], result: null },
  ],
  cost: LOOKUP,
  size: () => 5,
  call: (args) => codeOf(textAt(args, 0) ?? ''),
}
