/** `split`: a text as a list. */

import { splitAt } from '../../text/find-in'
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'
import { joinItems } from '../list-items'

export const split: FunctionDefinition = {
  name: 'split',
  group: 'list',
  parameters: [
    { name: 'text', type: 'text' },
    { name: 'separator', type: 'text', optional: true },
  ],
  result: 'multipicklist',
  summary: 'reads a text whose parts stand between commas, or between the separators given, as a multi-select',
  examples: [
    { args: ['red, blue'], result: 'red;blue' },
    { args: ['red / blue', '/'], result: 'red;blue' },
    { args: [null], result: null },
  ],
  cost: SCAN,
  call: (args) => joinItems(splitAt(textAt(args, 0) ?? '', textAt(args, 1) ?? ',')),
}
