/** `upper`: text in capital letters. */
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'

export const upper: FunctionDefinition = {
  name: 'upper',
  group: 'text',
  parameters: [{ name: 'text', type: 'text' }],
  result: 'text',
  summary: 'writes text in capital letters',
  examples: [
    { args: ['us'], result: 'US' },
    { args: ['straße'], result: 'STRASSE' },
    { args: [null], result: null },
  ],
  cost: SCAN,
  size: ([text = 0]) => text * 3,
  call: (args) => textAt(args, 0)?.toUpperCase() ?? null,
}
