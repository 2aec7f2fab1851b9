/** `union`: all options of two lists. */
import { SCAN } from '../cost'
import type { FunctionDefinition } from '../function-definition'
import { itemsAt, joinItems } from '../list-items'

export const union: FunctionDefinition = {
  name: 'union',
  group: 'list',
  parameters: [
    { name: 'list', type: 'list' },
    { name: 'other', type: 'list' },
  ],
  result: 'multipicklist',
  summary: 'gives the options that at least one of two multi-selects has',
  examples: [
    { args: ['red', 'blue;red'], result: 'red;blue' },
    { args: [null, 'blue'], result: 'blue' },
  ],
  cost: SCAN,
  size: (sizes) => sizes.reduce((total, size) => total + size + 1, 0),
  call: (args) => joinItems([...itemsAt(args, 0), ...itemsAt(args, 1)]),
}
