/** `in_common`: the options that two lists share. */
import { SCAN } from '../cost'
import type { FunctionDefinition } from '../function-definition'
import { itemsAt, joinItems } from '../list-items'

export const inCommon: FunctionDefinition = {
  name: 'in_common',
  group: 'list',
  parameters: [
    { name: 'list', type: 'list' },
    { name: 'other', type: 'list' },
  ],
  result: 'multipicklist',
  summary: 'gives the options that both of two multi-selects have',
  examples: [
    { args: ['red;blue', 'blue;green'], result: 'blue' },
    { args: ['red', 'blue'], result: null },
    { args: [null, 'blue'], result: null },
  ],
  cost: SCAN,
  call: (args) => {
    const others = new Set(itemsAt(args, 1))
    return joinItems(itemsAt(args, 0).filter((item) => others.has(item)))
  },
}
