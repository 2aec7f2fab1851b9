/** `one_line`: line breaks become spaces. */
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'

export const oneLine: FunctionDefinition = {
  name: 'one_line',
  group: 'text',
  parameters: [{ name: 'text', type: 'text' }],
  result: 'text',
  summary: 'writes a text of several lines on one, with a space for each line break',
  examples: [
    { args: ['1 Main St\nSuite 5'], result: '1 Main St Suite 5' },
    { args: ['a\r\n\r\nb'], result: 'a b' },
    { args: [null], result: null },
  ],
  cost: SCAN,
  call: (args) =>
    textAt(args, 0)
      ?.split(/[\r\n\u2028\u2029]+/u)
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .join(' ') || null,
}
