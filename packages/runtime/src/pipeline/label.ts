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

/** An email, else a name, else an id, of whichever record has one. */
export const labelFor = (hubspot: Snapshot | null | undefined, salesforce: Snapshot | null | undefined): string =>
  labelOf(hubspot) ?? labelOf(salesforce) ?? hubspot?.id ?? salesforce?.id ?? ''
