/** `list`: several values as one multi-select. */
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'
import { joinItems } from '../list-items'

export const list: FunctionDefinition = {
  name: 'list',
  group: 'list',
  parameters: [
    { name: 'item', type: 'text' },
    { name: 'other', type: 'text', rest: true },
  ],
  result: 'multipicklist',
  summary: 'puts several texts together as one multi-select, blanks left out and each once',
  examples: [
    { args: ['red', 'blue', null, 'red'], result: 'red;blue' },
    { args: [null], result: null },
  ],
  cost: SCAN,
  size: (sizes) => sizes.reduce((total, size) => total + size + 1, 0),
  call: (args) => joinItems(args.flatMap((_, index) => textAt(args, index) ?? [])),
}
