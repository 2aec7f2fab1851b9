/** `continent`: the continent of a country. */
import { LOOKUP } from '../cost'
import { findCountry } from '../find-country'
import { type FunctionDefinition, textAt } from '../function-definition'
import { CONTINENT_OF } from './continents'

export const continent: FunctionDefinition = {
  name: 'continent',
  group: 'place',
  parameters: [{ name: 'country', type: 'text' }],
  result: 'text',
  summary: 'gives the continent of a country: Africa, Antarctica, Asia, Europe, North America, Oceania or South America',
  examples: [
    { args: ['Germany'], result: 'Europe' },
    { args: ['Brasil'], result: 'South America' },
    { args: ['Atlantis'], result: null },
    { args: [null], result: null },
  ],
  cost: LOOKUP,
  size: () => 20,
  call: (args) => CONTINENT_OF.get(findCountry(textAt(args, 0))?.[0] ?? '') ?? null,
}
