/** `right`: the last characters of a text. */
import { SCAN } from '../cost'
import { type FunctionDefinition, numberAt, textAt } from '../function-definition'

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
  cost: SCAN,
  call: (args) => {
    const count = Math.max(0, Math.trunc(numberAt(args, 1) ?? 0))
    const characters = [...(textAt(args, 0) ?? '')]
    return characters.slice(Math.max(0, characters.length - count)).join('') || null
  },
}
