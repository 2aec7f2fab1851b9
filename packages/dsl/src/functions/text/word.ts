/** `word`: one word of a text. */
import { SCAN } from '../cost'
import { type FunctionDefinition, numberAt, textAt } from '../function-definition'

export const word: FunctionDefinition = {
  name: 'word',
  group: 'text',
  parameters: [
    { name: 'text', type: 'text' },
    { name: 'number', type: 'number' },
  ],
  result: 'text',
  summary: 'gives one word of a text by its number, -1 being the last; blank when there are fewer',
  examples: [
    { args: ['Head of Sales', 1], result: 'Head' },
    { args: ['Head of Sales', -1], result: 'Sales' },
    { args: ['Sales', 2], result: null },
    { args: [null, 1], result: null },
  ],
  cost: SCAN,
  call: (args) => {
    const words = (textAt(args, 0) ?? '').split(/\s+/u).filter((word) => word !== '')
    const number = Math.trunc(numberAt(args, 1) ?? 0)
    return (number < 0 ? words.at(number) : words[number - 1]) ?? null
  },
}
