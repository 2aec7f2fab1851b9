/** Phone numbers: the one place that knows the numbering library. */
import { getCountryCallingCode, isSupportedCountry, type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { Value } from '../../plan/plan'
import { findCountry } from '../find-country'
import { textAt } from '../function-definition'

/** Longer texts hold no phone number, and the library would search them. */
const LONGEST_NUMBER = 100

/** The valid number in the first argument, read as one of the country in the second where it has no prefix; `null` when it is none. */
export const phoneAt = (args: readonly Value[]): PhoneNumber | null => {
  const text = (textAt(args, 0) ?? '').trim()
  if (text === '' || text.length > LONGEST_NUMBER) return null
  const country = findCountry(textAt(args, 1))?.[0]
  const home = country !== undefined && isSupportedCountry(country) ? country : undefined
  const number = parsePhoneNumberFromString(text, { extract: false, ...(home === undefined ? {} : { defaultCountry: home }) })
  return number?.isValid() === true ? number : null
}

/** The prefix of a country, `+` in front; `null` when it is none or has none. */
export const callingCode = (country: string): string | null => {
  const code = findCountry(country)?.[0]
  return code !== undefined && isSupportedCountry(code) ? `+${getCountryCallingCode(code)}` : null
}
