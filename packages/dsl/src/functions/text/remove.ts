/** `remove`: a text taken out of another. */

import { splitAt } from '../../text/find-in'
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'

export const remove: FunctionDefinition = {
  name: 'remove',
  group: 'text',
  parameters: [
    { name: 'text', type: 'text' },
    { name: 'part', type: 'text' },
    { name: 'more', type: 'text', rest: true },
  ],
  result: 'text',
  summary: 'takes one or more parts out of a text, wherever they stand',
  examples: [
    { args: ['Acme Inc.', ' Inc.'], result: 'Acme' },
    { args: ['(415) 555', '(', ')', ' '], result: '415555' },
    { args: [null, 'a'], result: null },
  ],
  cost: SCAN,
  call: (args) => {
    const [, ...parts] = args.map((_, index) => textAt(args, index))
    return parts.reduce<string>((text, part) => (part === null ? text : splitAt(text, part).join('')), textAt(args, 0) ?? '') || null
  },
}
