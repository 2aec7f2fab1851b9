/** `in_european_union`: whether a country is a member. */
import { LOOKUP } from '../cost'
import { findCountry } from '../find-country'
import { type FunctionDefinition, textAt } from '../function-definition'
import { EUROPEAN_UNION } from './continents'

export const inEuropeanUnion: FunctionDefinition = {
  name: 'in_european_union',
  group: 'place',
  parameters: [{ name: 'country', type: 'text' }],
  result: 'boolean',
  summary: 'says whether a country is a member of the European Union, for rules of consent',
  examples: [
    { args: ['Germany'], result: true },
    { args: ['UK'], result: false },
    { args: [null], result: false },
  ],
  cost: LOOKUP,
  call: (args) => EUROPEAN_UNION.has(findCountry(textAt(args, 0))?.[0] ?? ''),
}
