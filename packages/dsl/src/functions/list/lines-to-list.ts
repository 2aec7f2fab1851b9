/** `lines_to_list`: lines read as a list. */
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'
import { joinItems } from '../list-items'

export const linesToList: FunctionDefinition = {
  name: 'lines_to_list',
  group: 'list',
  parameters: [{ name: 'text', type: 'text' }],
  result: 'multipicklist',
  summary: 'reads each line of a text as an option of a multi-select',
  examples: [
    { args: ['red\nblue\n'], result: 'red;blue' },
    { args: [null], result: null },
  ],
  cost: SCAN,
  call: (args) => joinItems((textAt(args, 0) ?? '').split(/\r\n|[\r\n]/u)),
  inverse: 'list_to_lines',
}
