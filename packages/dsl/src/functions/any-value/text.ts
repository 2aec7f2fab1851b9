/** `text`: any value written as text. */

import { textOfValue } from '../../types/encode'
import { SCAN } from '../cost'
import type { FunctionDefinition } from '../function-definition'

export const text: FunctionDefinition = {
  name: 'text',
  group: 'any value',
  parameters: [{ name: 'value', type: 'any' }],
  result: 'text',
  summary: 'writes a number, date or checkbox as text',
  examples: [
    { args: [12.5], result: '12.5' },
    { args: [true], result: 'true' },
    { args: ['2024-02-29'], result: '2024-02-29' },
    { args: [null], result: null },
  ],
  cost: SCAN,
  size: ([value = 0]) => Math.max(400, value),
  call: (args) => textOfValue(args[0] ?? null),
}
