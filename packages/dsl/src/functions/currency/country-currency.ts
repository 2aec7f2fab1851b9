/** `country_currency`: the currency of a country. */
import { LOOKUP } from '../cost'
import { findCountry } from '../find-country'
import { type FunctionDefinition, textAt } from '../function-definition'
import { CURRENCY_OF } from './of-countries'

export const countryCurrency: FunctionDefinition = {
  name: 'country_currency',
  group: 'currency',
  parameters: [{ name: 'country', type: 'text' }],
  result: 'text',
  summary: 'gives the three letters of the currency that is paid with in a country',
  examples: [
    { args: ['Germany'], result: 'EUR' },
    { args: ['Japan'], result: 'JPY' },
    { args: ['Atlantis'], result: null },
    { args: [null], result: null },
  ],
  cost: LOOKUP,
  size: () => 3,
  call: (args) => CURRENCY_OF.get(findCountry(textAt(args, 0))?.[0] ?? '') ?? null,
}
