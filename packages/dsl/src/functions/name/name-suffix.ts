/** `name_suffix`: what is written behind a name. */
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'
import { nameParts } from './parts'

export const nameSuffix: FunctionDefinition = {
  name: 'name_suffix',
  group: 'name',
  parameters: [{ name: 'name', type: 'text' }],
  result: 'text',
  summary: 'gives what is written behind a full name, such as `Jr.` or `PhD`',
  examples: [
    { args: ['Martin King Jr.'], result: 'Jr.' },
    { args: ['Ada Lovelace'], result: null },
    { args: [null], result: null },
  ],
  cost: SCAN,
  size: ([name = 0]) => name * 2,
  call: (args) => nameParts(textAt(args, 0) ?? '').suffix || null,
}
