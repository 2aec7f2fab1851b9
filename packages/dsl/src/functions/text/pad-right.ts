/** `pad_right`: a text filled up behind. */

import { textOfValue } from '../../types/encode'
import { SCAN } from '../cost'
import { bounded, countAt, type FunctionDefinition, LONGEST, textAt } from '../function-definition'

export const padRight: FunctionDefinition = {
  name: 'pad_right',
  group: 'text',
  parameters: [
    { name: 'text', type: 'any' },
    { name: 'count', type: 'number' },
    { name: 'with', type: 'text', optional: true },
  ],
  result: 'text',
  summary: 'fills a text or number up behind until it has so many characters, with spaces or with the text given',
  examples: [
    { args: ['A1', 4, '-'], result: 'A1--' },
    { args: ['Salesforce', 4, '-'], result: 'Salesforce' },
    { args: [null, 6], result: null },
  ],
  cost: SCAN,
  size: () => LONGEST,
  call: (args) => {
    const text = textOfValue(args[0] ?? null)
    return text === null ? null : bounded(text.padEnd(countAt(args, 1, 0), textAt(args, 2) ?? ' '))
  },
}
