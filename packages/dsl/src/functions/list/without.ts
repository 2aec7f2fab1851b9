/** `without`: the options of a list that another lacks. */
import { SCAN } from '../cost'
import type { FunctionDefinition } from '../function-definition'
import { itemsAt, joinItems } from '../list-items'

export const without: FunctionDefinition = {
  name: 'without',
  group: 'list',
  parameters: [
    { name: 'list', type: 'list' },
    { name: 'other', type: 'list' },
  ],
  result: 'multipicklist',
  summary: 'gives the options of a multi-select that another does not have',
  examples: [
    { args: ['red;blue', 'blue;green'], result: 'red' },
    { args: ['red', null], result: 'red' },
    { args: [null, 'blue'], result: null },
  ],
  cost: SCAN,
  call: (args) => {
    const others = new Set(itemsAt(args, 1))
    return joinItems(itemsAt(args, 0).filter((item) => !others.has(item)))
  },
}
