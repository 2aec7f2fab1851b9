/** `occurrences`: how often a text stands in another. */

import { splitAt } from '../../text/find-in'
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'

export const occurrences: FunctionDefinition = {
  name: 'occurrences',
  group: 'text',
  parameters: [
    { name: 'text', type: 'text' },
    { name: 'part', type: 'text' },
  ],
  result: 'number',
  summary: 'counts how often a part occurs in a text, without overlaps',
  examples: [
    { args: ['a;b;c', ';'], result: 2 },
    { args: ['aaa', 'aa'], result: 1 },
    { args: [null, 'a'], result: 0 },
  ],
  cost: SCAN,
  call: (args) => {
    const part = textAt(args, 1)
    return part === null ? 0 : splitAt(textAt(args, 0) ?? '', part).length - 1
  },
}
