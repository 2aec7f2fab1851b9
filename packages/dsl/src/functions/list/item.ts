/** `item`: one option of a list. */
import { SCAN } from '../cost'
import { type FunctionDefinition, numberAt } from '../function-definition'
import { itemsAt } from '../list-items'

export const item: FunctionDefinition = {
  name: 'item',
  group: 'list',
  parameters: [
    { name: 'list', type: 'list' },
    { name: 'number', type: 'number' },
  ],
  result: 'text',
  summary: 'gives one option of a multi-select by its number, -1 being the last; blank when there are fewer',
  examples: [
    { args: ['red;blue', 1], result: 'red' },
    { args: ['red;blue', -1], result: 'blue' },
    { args: ['red', 2], result: null },
    { args: [null, 1], result: null },
  ],
  cost: SCAN,
  call: (args) => {
    const items = itemsAt(args, 0)
    const number = Math.trunc(numberAt(args, 1) ?? 0)
    return (number < 0 ? items.at(number) : items[number - 1]) ?? null
  },
}
