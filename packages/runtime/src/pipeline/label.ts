/** What a person calls a record. */
import type { Snapshot, Wire } from '../model'

const first = (...values: readonly (Wire | undefined)[]): string | undefined =>
  values.find((value): value is string => typeof value === 'string' && value !== '')

const labelOf = (snapshot: Snapshot | null | undefined): string | undefined => {
  if (snapshot === null || snapshot === undefined) return undefined
  const { values } = snapshot
  const full = [first(values['firstname'], values['FirstName']), first(values['lastname'], values['LastName'])]
    .filter((part) => part !== undefined)
    .join(' ')
  return first(values['email'], values['Email'], values['name'], values['Name'], full)
}

/** Signs that nobody can see, made visible: control characters as their pictures, halves of pairs and noncharacters as the sign for unknown ones. */
const visible = (text: string): string =>
  text
    .replace(/\p{Control}/gu, (sign) => {
      const code = sign.charCodeAt(0)
      return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '\u2421' : '\uFFFD'
    })
    .replace(/\p{Surrogate}|\p{Noncharacter_Code_Point}/gu, '\uFFFD')

/** An email, else a name, else an id, of whichever record has one. */
export const labelFor = (hubspot: Snapshot | null | undefined, salesforce: Snapshot | null | undefined): string =>
  visible(labelOf(hubspot) ?? labelOf(salesforce) ?? hubspot?.id ?? salesforce?.id ?? '')
