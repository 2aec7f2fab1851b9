/** `has_all`: whether a list has every option of another. */
import { SCAN } from '../cost'
import type { FunctionDefinition } from '../function-definition'
import { itemsAt } from '../list-items'

export const hasAll: FunctionDefinition = {
  name: 'has_all',
  group: 'list',
  parameters: [
    { name: 'list', type: 'list' },
    { name: 'other', type: 'list' },
  ],
  result: 'boolean',
  summary: 'says whether a multi-select has every option of another; false when one is blank',
  examples: [
    { args: ['red;blue', 'blue'], result: true },
    { args: ['red;blue', 'blue;green'], result: false },
    { args: [null, 'blue'], result: false },
  ],
  cost: SCAN,
  call: (args) => {
    const own = new Set(itemsAt(args, 0))
    const others = itemsAt(args, 1)
    return own.size > 0 && others.length > 0 && others.every((item) => own.has(item))
  },
}
