/** Functions of the group `phone`, by name. */

import type { FunctionDefinition } from '../function-definition'
import { callingCode } from './calling-code'
import { isPhone } from './is-phone'
import { phoneCountry } from './phone-country'
import { phoneE164 } from './phone-e164'
import { phoneExtension } from './phone-extension'
import { phoneInternational } from './phone-international'
import { phoneNational } from './phone-national'

export const phoneFunctions: readonly FunctionDefinition[] = [
  callingCode,
  isPhone,
  phoneCountry,
  phoneE164,
  phoneExtension,
  phoneInternational,
  phoneNational,
]
