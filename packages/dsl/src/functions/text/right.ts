/** `right`: the last characters of a text. */
import { PART } from '../cost'
import { countAt, type FunctionDefinition, textAt } from '../function-definition'

export const right: FunctionDefinition = {
  name: 'right',
  group: 'text',
  parameters: [
    { name: 'text', type: 'text' },
    { name: 'count', type: 'number' },
  ],
  result: 'text',
  summary: 'takes the last characters of a text',
  examples: [
    { args: ['AC-0042', 4], result: '0042' },
    { args: ['Ada', 80], result: 'Ada' },
    { args: ['Ada', 0], result: null },
    { args: [null, 3], result: null },
  ],
  cost: PART,
  size: ([text = 0], [, count]) => Math.min(text, typeof count === 'number' ? Math.max(0, count) * 2 : text),
  call: (args) => {
    const count = countAt(args, 1, 0)
    if (count === 0) return null
    // A character takes two units at most: no more of a long text is looked at.
    const characters = [...(textAt(args, 0) ?? '').slice(-count * 2)]
    return characters.slice(Math.max(0, characters.length - count)).join('') || null
  },
}
