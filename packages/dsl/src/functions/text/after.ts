/** `after`: what stands behind a mark. */

import { findIn } from '../../text/find-in'
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'

export const after: FunctionDefinition = {
  name: 'after',
  group: 'text',
  parameters: [
    { name: 'text', type: 'text' },
    { name: 'mark', type: 'text' },
  ],
  result: 'text',
  summary: 'takes what stands behind the first mark of that spelling; blank when there is none',
  examples: [
    { args: ['Case: 0042', ': '], result: '0042' },
    { args: ['a/b/c', '/'], result: 'b/c' },
    { args: ['Ada', '@'], result: null },
    { args: [null, '@'], result: null },
  ],
  cost: SCAN,
  call: (args) => {
    const text = textAt(args, 0) ?? ''
    const mark = textAt(args, 1)
    const at = mark === null ? -1 : findIn(text, mark)
    return mark === null || at === -1 ? null : text.slice(at + mark.length) || null
  },
}
