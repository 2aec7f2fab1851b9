/** `name_title`: the title in front of a name. */
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'
import { nameParts } from './parts'

export const nameTitle: FunctionDefinition = {
  name: 'name_title',
  group: 'name',
  parameters: [{ name: 'name', type: 'text' }],
  result: 'text',
  summary: 'gives the titles that stand in front of a full name, such as `Dr.` or `Mrs`',
  examples: [
    { args: ['Prof. Dr. Ada Lovelace'], result: 'Prof. Dr.' },
    { args: ['Ada Lovelace'], result: null },
    { args: [null], result: null },
  ],
  cost: SCAN,
  size: ([name = 0]) => name * 2,
  call: (args) => nameParts(textAt(args, 0) ?? '').title || null,
}
