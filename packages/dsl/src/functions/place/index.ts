/** Functions of the group `place`, by name. */

import type { FunctionDefinition } from '../function-definition'
import { continent } from './continent'
import { countryCode } from './country-code'
import { countryCode3 } from './country-code3'
import { countryLocalName } from './country-local-name'
import { countryName } from './country-name'
import { inEuropeanUnion } from './in-european-union'
import { postalCode } from './postal-code'
import { sameCountry } from './same-country'
import { stateCode } from './state-code'
import { stateName } from './state-name'

export const placeFunctions: readonly FunctionDefinition[] = [
  continent,
  countryCode,
  countryCode3,
  countryLocalName,
  countryName,
  inEuropeanUnion,
  postalCode,
  sameCountry,
  stateCode,
  stateName,
]
