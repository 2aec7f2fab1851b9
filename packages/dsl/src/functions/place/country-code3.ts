/** `country_code3`: the three letters of a country. */

import { ALPHA_3 } from '../../values/alpha-3'
import { LOOKUP } from '../cost'
import { findCountry } from '../find-country'
import { type FunctionDefinition, textAt } from '../function-definition'

export const countryCode3: FunctionDefinition = {
  name: 'country_code3',
  group: 'place',
  parameters: [{ name: 'country', type: 'text' }],
  result: 'text',
  summary: 'gives the three letters of a country of ISO 3166, written in any usual way',
  examples: [
    { args: ['Germany'], result: 'DEU' },
    { args: ['us'], result: 'USA' },
    { args: ['Atlantis'], result: null },
    { args: [null], result: null },
  ],
  cost: LOOKUP,
  size: () => 3,
  call: (args) => ALPHA_3.get(findCountry(textAt(args, 0))?.[0] ?? '') ?? null,
  inverse: 'country_name',
}
