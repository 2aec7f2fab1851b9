/** `list_to_lines`: a list written one option a line. */
import { SCAN } from '../cost'
import { bounded, type FunctionDefinition } from '../function-definition'
import { itemsAt } from '../list-items'

export const listToLines: FunctionDefinition = {
  name: 'list_to_lines',
  group: 'list',
  parameters: [{ name: 'list', type: 'list' }],
  result: 'text',
  summary: 'writes each option of a multi-select on a line of its own, for a text area on the other side',
  examples: [
    { args: ['red;blue'], result: 'red\nblue' },
    { args: [null], result: null },
  ],
  cost: SCAN,
  call: (args) => bounded(itemsAt(args, 0).join('\n')),
  inverse: 'lines_to_list',
}
