/** `count`: how many options a list has. */
import { SCAN } from '../cost'
import type { FunctionDefinition } from '../function-definition'
import { itemsAt } from '../list-items'

export const count: FunctionDefinition = {
  name: 'count',
  group: 'list',
  parameters: [{ name: 'list', type: 'list' }],
  result: 'number',
  summary: 'counts the options of a multi-select',
  examples: [
    { args: ['red;blue'], result: 2 },
    { args: [null], result: 0 },
  ],
  cost: SCAN,
  call: (args) => itemsAt(args, 0).length,
}
