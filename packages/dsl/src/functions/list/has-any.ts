/** `has_any`: whether lists share an option. */
import { SCAN } from '../cost'
import type { FunctionDefinition } from '../function-definition'
import { itemsAt } from '../list-items'

export const hasAny: FunctionDefinition = {
  name: 'has_any',
  group: 'list',
  parameters: [
    { name: 'list', type: 'list' },
    { name: 'other', type: 'list' },
  ],
  result: 'boolean',
  summary: 'says whether a multi-select has at least one option of another',
  examples: [
    { args: ['red;blue', 'blue;green'], result: true },
    { args: ['red', 'blue'], result: false },
    { args: [null, 'blue'], result: false },
  ],
  cost: SCAN,
  call: (args) => {
    const others = new Set(itemsAt(args, 1))
    return itemsAt(args, 0).some((item) => others.has(item))
  },
}
