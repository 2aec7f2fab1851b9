/** `after_last`: what stands behind the last mark. */

import { splitAt } from '../../text/find-in'
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'

export const afterLast: FunctionDefinition = {
  name: 'after_last',
  group: 'text',
  parameters: [
    { name: 'text', type: 'text' },
    { name: 'mark', type: 'text' },
  ],
  result: 'text',
  summary: 'takes what stands behind the last mark of that spelling; blank when there is none',
  examples: [
    { args: ['a/b/c', '/'], result: 'c' },
    { args: ['Ada', '/'], result: null },
    { args: [null, '/'], result: null },
  ],
  cost: SCAN,
  call: (args) => {
    const text = textAt(args, 0) ?? ''
    const mark = textAt(args, 1)
    const pieces = mark === null ? [] : splitAt(text, mark)
    return (pieces.length > 1 && pieces.at(-1)) || null
  },
}
