/** `before`: what stands before a mark. */

import { findIn } from '../../text/find-in'
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'

export const before: FunctionDefinition = {
  name: 'before',
  group: 'text',
  parameters: [
    { name: 'text', type: 'text' },
    { name: 'mark', type: 'text' },
  ],
  result: 'text',
  summary: 'takes what stands before the first mark of that spelling; the whole text when there is none',
  examples: [
    { args: ['ada@example.com', '@'], result: 'ada' },
    { args: ['Ada', '@'], result: 'Ada' },
    { args: ['@ada', '@'], result: null },
    { args: [null, '@'], result: null },
  ],
  cost: SCAN,
  call: (args) => {
    const text = textAt(args, 0) ?? ''
    const mark = textAt(args, 1)
    const at = mark === null ? -1 : findIn(text, mark)
    return (at === -1 ? text : text.slice(0, at)) || null
  },
}
