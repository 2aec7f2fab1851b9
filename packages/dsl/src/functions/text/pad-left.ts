/** `pad_left`: a text filled up in front. */

import { textOfValue } from '../../types/encode'
import { SCAN } from '../cost'
import { bounded, countAt, type FunctionDefinition, LONGEST, textAt } from '../function-definition'

export const padLeft: FunctionDefinition = {
  name: 'pad_left',
  group: 'text',
  parameters: [
    { name: 'text', type: 'any' },
    { name: 'count', type: 'number' },
    { name: 'with', type: 'text', optional: true },
  ],
  result: 'text',
  summary: 'fills a text or number up in front until it has so many characters, with spaces or with the text given',
  examples: [
    { args: [42, 6, '0'], result: '000042' },
    { args: ['42', 4], result: '  42' },
    { args: ['Salesforce', 4, '0'], result: 'Salesforce' },
    { args: [null, 6, '0'], result: null },
  ],
  cost: SCAN,
  size: () => LONGEST,
  call: (args) => {
    const text = textOfValue(args[0] ?? null)
    return text === null ? null : bounded(text.padStart(countAt(args, 1, 0), textAt(args, 2) ?? ' '))
  },
}
