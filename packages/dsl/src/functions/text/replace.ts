/** `replace`: one text put in the place of another, wherever it stands. */
import { splitAt } from '../../text/find-in'
import { SCAN } from '../cost'
import { type FunctionDefinition, LONGEST, textAt } from '../function-definition'

export const replace: FunctionDefinition = {
  name: 'replace',
  group: 'text',
  parameters: [
    { name: 'text', type: 'text' },
    { name: 'find', type: 'text' },
    { name: 'with', type: 'text' },
  ],
  result: 'text',
  summary: 'puts one text in the place of another, wherever it stands',
  examples: [
    { args: ['01-23-45', '-', ' '], result: '01 23 45' },
    { args: ['a.b.c', '.', null], result: 'abc' },
    { args: ['Ada', null, 'x'], result: 'Ada' },
    { args: [null, 'a', 'b'], result: null },
  ],
  cost: SCAN,
  size: () => LONGEST,
  call: (args) => {
    const text = textAt(args, 0)
    const find = textAt(args, 1)
    if (text === null || find === null) return text
    const parts = splitAt(text, find)
    const put = textAt(args, 2) ?? ''
    // Longer than any field of either system: no policy can grow a text without bound.
    if (text.length + parts.length * put.length > LONGEST) return null
    return parts.join(put) || null
  },
}
