/** `country_local_name`: what its people call a country. */

import { LOCAL_NAMES } from '../../values/local-names'
import { LOOKUP } from '../cost'
import { findCountry } from '../find-country'
import { type FunctionDefinition, textAt } from '../function-definition'

export const countryLocalName: FunctionDefinition = {
  name: 'country_local_name',
  group: 'place',
  parameters: [{ name: 'country', type: 'text' }],
  result: 'text',
  summary: 'gives the name of a country in its own commonest language and script',
  examples: [
    { args: ['Germany'], result: 'Deutschland' },
    { args: ['JP'], result: '日本' },
    { args: ['Canada'], result: 'Canada' },
    { args: ['Atlantis'], result: null },
    { args: [null], result: null },
  ],
  cost: LOOKUP,
  size: () => 60,
  call: (args) => {
    const country = findCountry(textAt(args, 0))
    return country === undefined ? null : (LOCAL_NAMES[country[0]]?.[0] ?? country[1])
  },
}
