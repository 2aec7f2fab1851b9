/** What a vendor's error code means to a person: the kind of its card and the next thing to do. */
import type { CardKind, SideName } from '../model'

/**
 * One code's meaning. `cure` is one plain sentence that names the next action. `fields`: what the code is about where the service names
 * no field; `isOfRecord`: no field is to blame; `isOfSchema`: every row with that field is refused alike.
 */
export type Meaning = {
  readonly card: CardKind
  readonly cure: string
  readonly fields?: readonly string[]
  readonly isOfRecord?: true
  readonly isOfSchema?: true
}

/** The meaning of a code nobody has met: shown raw. */
export const unknownMeaning: Meaning = {
  card: 'other',
  cure: 'read the message of the service; mend the record or the policy, then retry',
}

/** Cures that hold for a whole kind, where the code itself is not in a vendor's table. */
export const cureOfCard: Readonly<Record<CardKind, string>> = {
  'association waiting': 'wait until the parent record is linked, or link it',
  'association limit': 'remove associations that are no longer needed, then retry',
  'automation or validation rule': 'mend the record so that the rule accepts it, or change the rule, then retry',
  duplicate: 'merge or mend the duplicates, then retry',
  permission: 'give the connected user the right that is missing, then retry',
  'property mapping': 'change the mapping or the field, then retry',
  'property value': 'correct the value on the record, then retry',
  'converted or merged': 'nothing to do unless it stays: the next run follows the record to where it went',
  invisible: 'share the record with the connected user, or leave it paused',
  quota: 'wait until calls are free again, or raise the limit; the next run goes on by itself',
  suspended: 'mend the connection, then start the sync again',
  'unknown outcome': 'look at both records, then retry or ignore',
  'automations disagree': 'switch off one of the automations that change this value, then retry',
  other: unknownMeaning.cure,
}

/** A lookup over one vendor's table; codes that the table lacks are `other`. */
export function meaningIn(table: Readonly<Record<string, Meaning>>, code: string): Meaning {
  return Object.hasOwn(table, code) ? (table[code] ?? unknownMeaning) : unknownMeaning
}

/** The words for the two services in messages. */
export const serviceName: Readonly<Record<SideName, string>> = { hubspot: 'HubSpot', salesforce: 'Salesforce' }
