/** `short_id`: the 15 characters of a Salesforce id. */
import { FLAT } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'

export const shortId: FunctionDefinition = {
  name: 'short_id',
  group: 'text',
  parameters: [{ name: 'id', type: 'text' }],
  result: 'id',
  summary: 'takes the three checking characters off a Salesforce id of 18; one of 15 stays, and anything else is blank',
  examples: [
    { args: ['0015g00000AbCdEAAV'], result: '0015g00000AbCdE' },
    { args: ['0015g00000AbCdE'], result: '0015g00000AbCdE' },
    { args: ['not an id'], result: null },
    { args: [null], result: null },
  ],
  cost: FLAT,
  size: () => 15,
  call: (args) => {
    const id = textAt(args, 0)?.trim() ?? ''
    return /^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/.test(id) ? id.slice(0, 15) : null
  },
  inverse: 'long_id',
}
