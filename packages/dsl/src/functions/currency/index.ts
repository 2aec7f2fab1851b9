/** Functions of the group `currency`, by name. */

import type { FunctionDefinition } from '../function-definition'
import { amount } from './amount'
import { amountText } from './amount-text'
import { countryCurrency } from './country-currency'
import { currencyCode } from './currency-code'
import { currencyName } from './currency-name'
import { currencyPlaces } from './currency-places'
import { currencySign } from './currency-sign'
import { fromMinorUnits } from './from-minor-units'
import { minorUnits } from './minor-units'
import { roundAmount } from './round-amount'

export const currencyFunctions: readonly FunctionDefinition[] = [
  amount,
  amountText,
  countryCurrency,
  currencyCode,
  currencyName,
  currencyPlaces,
  currencySign,
  fromMinorUnits,
  minorUnits,
  roundAmount,
]
