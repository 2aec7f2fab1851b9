/** `state_name`: the usual name of a state or province. */
import { LOOKUP } from '../cost'
import { findCountry, findState } from '../find-country'
import { type FunctionDefinition, textAt } from '../function-definition'

export const stateName: FunctionDefinition = {
  name: 'state_name',
  group: 'place',
  parameters: [
    { name: 'state', type: 'text' },
    { name: 'country', type: 'text' },
  ],
  result: 'text',
  summary:
    'gives the usual name of a state or province of a country, written in any usual way; for the nine countries whose states Salesforce ships',
  examples: [
    { args: ['CA', 'US'], result: 'California' },
    { args: ['WA', 'Australia'], result: 'Western Australia' },
    { args: ['CA', 'Germany'], result: null },
    { args: [null, 'US'], result: null },
  ],
  cost: LOOKUP,
  size: () => 60,
  call: (args) => findState(textAt(args, 0), findCountry(textAt(args, 1))?.[0] ?? '')?.[1] ?? null,
}
