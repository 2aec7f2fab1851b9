/** `state_code`: the code of a state or province. */
import { LOOKUP } from '../cost'
import { findCountry, findState } from '../find-country'
import { type FunctionDefinition, textAt } from '../function-definition'

export const stateCode: FunctionDefinition = {
  name: 'state_code',
  group: 'place',
  parameters: [
    { name: 'state', type: 'text' },
    { name: 'country', type: 'text' },
  ],
  result: 'text',
  summary:
    'gives the code of a state or province of a country, written in any usual way; for the nine countries whose states Salesforce ships',
  examples: [
    { args: ['California', 'US'], result: 'CA' },
    { args: ['Québec', 'Canada'], result: 'QC' },
    { args: ['California', 'Canada'], result: null },
    { args: [null, 'US'], result: null },
  ],
  cost: LOOKUP,
  size: () => 3,
  call: (args) => findState(textAt(args, 0), findCountry(textAt(args, 1))?.[0] ?? '')?.[0] ?? null,
}
