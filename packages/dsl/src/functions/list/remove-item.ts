/** `remove_item`: a list without an option. */
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'
import { itemsAt, joinItems } from '../list-items'

export const removeItem: FunctionDefinition = {
  name: 'remove_item',
  group: 'list',
  parameters: [
    { name: 'list', type: 'list' },
    { name: 'item', type: 'text' },
  ],
  result: 'multipicklist',
  summary: 'takes an option out of a multi-select',
  examples: [
    { args: ['red;blue', 'red'], result: 'blue' },
    { args: ['red', 'red'], result: null },
    { args: [null, 'red'], result: null },
  ],
  cost: SCAN,
  call: (args) => {
    const unwanted = textAt(args, 1)?.trim()
    return joinItems(itemsAt(args, 0).filter((item) => item !== unwanted))
  },
}
