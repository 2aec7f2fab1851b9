/** `join`: a list as one text. */
import { SCAN } from '../cost'
import { bounded, type FunctionDefinition, LONGEST, textAt } from '../function-definition'
import { itemsAt } from '../list-items'

export const join: FunctionDefinition = {
  name: 'join',
  group: 'list',
  parameters: [
    { name: 'list', type: 'list' },
    { name: 'separator', type: 'text', optional: true },
  ],
  result: 'text',
  summary: 'writes the options of a multi-select as one text, with `, ` or the separator given between them',
  examples: [
    { args: ['red;blue'], result: 'red, blue' },
    { args: ['red;blue', ' / '], result: 'red / blue' },
    { args: [null], result: null },
  ],
  cost: SCAN,
  size: () => LONGEST,
  call: (args) => {
    const items = itemsAt(args, 0)
    const separator = textAt(args, 1) ?? ', '
    return items.length * separator.length > LONGEST ? null : bounded(items.join(separator))
  },
}
