/** `add_item`: a list with one more option. */
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'
import { itemsAt, joinItems } from '../list-items'

export const addItem: FunctionDefinition = {
  name: 'add_item',
  group: 'list',
  parameters: [
    { name: 'list', type: 'list' },
    { name: 'item', type: 'text' },
  ],
  result: 'multipicklist',
  summary: 'adds an option to a multi-select, where it is not there yet',
  examples: [
    { args: ['red', 'blue'], result: 'red;blue' },
    { args: ['red', 'red'], result: 'red' },
    { args: [null, 'blue'], result: 'blue' },
  ],
  cost: SCAN,
  size: (sizes) => sizes.reduce((total, size) => total + size + 1, 0),
  call: (args) => joinItems([...itemsAt(args, 0), textAt(args, 1) ?? '']),
}
