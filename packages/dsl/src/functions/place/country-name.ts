/** `country_name`: the English name of a country. */
import { LOOKUP } from '../cost'
import { findCountry } from '../find-country'
import { type FunctionDefinition, textAt } from '../function-definition'

export const countryName: FunctionDefinition = {
  name: 'country_name',
  group: 'place',
  parameters: [{ name: 'country', type: 'text' }],
  result: 'text',
  summary: 'gives the usual English name of a country, written in any usual way',
  examples: [
    { args: ['DE'], result: 'Germany' },
    { args: ['deutschland'], result: 'Germany' },
    { args: ['VNM'], result: 'Vietnam' },
    { args: ['Atlantis'], result: null },
    { args: [null], result: null },
  ],
  cost: LOOKUP,
  size: () => 60,
  call: (args) => findCountry(textAt(args, 0))?.[1] ?? null,
  inverse: 'country_code',
}
