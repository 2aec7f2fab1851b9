/** `without_suffix`: a text without what it ends with. */
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'

export const withoutSuffix: FunctionDefinition = {
  name: 'without_suffix',
  group: 'text',
  parameters: [
    { name: 'text', type: 'text' },
    { name: 'suffix', type: 'text' },
  ],
  result: 'text',
  summary: 'takes an ending off a text, where it has it',
  examples: [
    { args: ['Acme GmbH', ' GmbH'], result: 'Acme' },
    { args: ['Acme', ' GmbH'], result: 'Acme' },
    { args: [null, 'x'], result: null },
  ],
  cost: SCAN,
  call: (args) => {
    const text = textAt(args, 0) ?? ''
    const suffix = textAt(args, 1) ?? ''
    return (text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text) || null
  },
}
