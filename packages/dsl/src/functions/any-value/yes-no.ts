/** `yes_no`: a checkbox written as `Yes` or `No`. */
import { FLAT } from '../cost'
import type { FunctionDefinition } from '../function-definition'

export const yesNo: FunctionDefinition = {
  name: 'yes_no',
  group: 'any value',
  parameters: [{ name: 'checkbox', type: 'boolean' }],
  result: 'text',
  summary: 'writes a checkbox as `Yes` or `No`, for a text or picklist on the other side',
  examples: [
    { args: [true], result: 'Yes' },
    { args: [false], result: 'No' },
    { args: [null], result: null },
  ],
  cost: FLAT,
  size: () => 3,
  call: ([value]) => (value === true ? 'Yes' : value === false ? 'No' : null),
  inverse: 'checkbox',
}
