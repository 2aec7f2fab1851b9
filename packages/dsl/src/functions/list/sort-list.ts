/** `sort_list`: a list in the order of the alphabet. */
import { SCAN } from '../cost'
import type { FunctionDefinition } from '../function-definition'
import { itemsAt, joinItems } from '../list-items'

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

export const sortList: FunctionDefinition = {
  name: 'sort_list',
  group: 'list',
  parameters: [{ name: 'list', type: 'list' }],
  result: 'multipicklist',
  summary: 'puts the options of a multi-select in the order of the alphabet',
  examples: [
    { args: ['red;Blue;green'], result: 'Blue;green;red' },
    { args: [null], result: null },
  ],
  cost: SCAN,
  call: (args) => joinItems([...itemsAt(args, 0)].sort((a, b) => compare(a.toLowerCase(), b.toLowerCase()) || compare(a, b))),
}
