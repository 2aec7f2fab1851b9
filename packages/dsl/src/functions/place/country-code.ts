/** `country_code`: the two letters of a country. */
import { LOOKUP } from '../cost'
import { findCountry } from '../find-country'
import { type FunctionDefinition, textAt } from '../function-definition'

export const countryCode: FunctionDefinition = {
  name: 'country_code',
  group: 'place',
  parameters: [{ name: 'country', type: 'text' }],
  result: 'text',
  summary:
    'gives the two letters of a country of ISO 3166, written in any usual way: its English or local name, its codes, common spellings',
  examples: [
    { args: ['Germany'], result: 'DE' },
    { args: ['deutschland'], result: 'DE' },
    { args: ['USA'], result: 'US' },
    { args: ['Atlantis'], result: null },
    { args: [null], result: null },
  ],
  cost: LOOKUP,
  size: () => 2,
  call: (args) => findCountry(textAt(args, 0))?.[0] ?? null,
  inverse: 'country_name',
}
