/** `line`: one line of a text. */
import { SCAN } from '../cost'
import { countAt, type FunctionDefinition, textAt } from '../function-definition'

export const line: FunctionDefinition = {
  name: 'line',
  group: 'text',
  parameters: [
    { name: 'text', type: 'text' },
    { name: 'number', type: 'number' },
  ],
  result: 'text',
  summary: 'gives one line of a text by its number, for a street that has several; blank when there are fewer',
  examples: [
    { args: ['1 Main St\nSuite 5', 2], result: 'Suite 5' },
    { args: ['1 Main St', 2], result: null },
    { args: [null, 1], result: null },
  ],
  cost: SCAN,
  call: (args) => (textAt(args, 0) ?? '').split(/\r\n|[\r\n]/u)[countAt(args, 1, 1) - 1]?.trim() || null,
}
