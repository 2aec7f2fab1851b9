/** `position`: where a text stands in another. */

import { findIn } from '../../text/find-in'
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'

export const position: FunctionDefinition = {
  name: 'position',
  group: 'text',
  parameters: [
    { name: 'text', type: 'text' },
    { name: 'part', type: 'text' },
  ],
  result: 'number',
  summary: 'gives the place of the first character of a part within a text, counted from 1; 0 when it does not occur',
  examples: [
    { args: ['Salesforce', 'force'], result: 6 },
    { args: ['Salesforce', 'Force'], result: 0 },
    { args: [null, 'a'], result: 0 },
  ],
  cost: SCAN,
  call: (args) => {
    const text = textAt(args, 0) ?? ''
    const part = textAt(args, 1)
    const at = part === null ? -1 : findIn(text, part)
    return at === -1 ? 0 : [...text.slice(0, at)].length + 1
  },
}
