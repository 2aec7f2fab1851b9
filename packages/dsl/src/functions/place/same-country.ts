/** `same_country`: whether two texts name one country. */
import { LOOKUP } from '../cost'
import { findCountry } from '../find-country'
import { type FunctionDefinition, textAt } from '../function-definition'

export const sameCountry: FunctionDefinition = {
  name: 'same_country',
  group: 'place',
  parameters: [
    { name: 'country', type: 'text' },
    { name: 'other', type: 'text' },
  ],
  result: 'boolean',
  summary: 'says whether two texts name the same country, however each spells it; false when one names none',
  examples: [
    { args: ['USA', 'United States'], result: true },
    { args: ['Germany', 'France'], result: false },
    { args: [null, null], result: false },
  ],
  cost: LOOKUP,
  call: (args) => {
    const country = findCountry(textAt(args, 0))
    return country !== undefined && country === findCountry(textAt(args, 1))
  },
}
