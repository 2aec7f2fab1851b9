/** `without_prefix`: a text without what it begins with. */
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'

export const withoutPrefix: FunctionDefinition = {
  name: 'without_prefix',
  group: 'text',
  parameters: [
    { name: 'text', type: 'text' },
    { name: 'prefix', type: 'text' },
  ],
  result: 'text',
  summary: 'takes a beginning off a text, where it has it',
  examples: [
    { args: ['SF-0042', 'SF-'], result: '0042' },
    { args: ['0042', 'SF-'], result: '0042' },
    { args: [null, 'SF-'], result: null },
  ],
  cost: SCAN,
  call: (args) => {
    const text = textAt(args, 0) ?? ''
    const prefix = textAt(args, 1) ?? ''
    return (text.startsWith(prefix) ? text.slice(prefix.length) : text) || null
  },
}
