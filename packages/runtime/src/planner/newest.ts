/** Which of two conflicting edits is the newer: HubSpot's exact time against the interval in which Salesforce's happened. */
import type { Base, Instant, Link, Snapshot, Wire } from '../model'
import type { Meeting } from './meeting'
import { isSame } from './rule'

/** `unknown`: HubSpot's time must be read first. `undecided`: it cannot be told. */
export type Newest = 'hubspot' | 'salesforce' | 'undecided' | 'unknown'

export type Interval = { readonly from: Instant; readonly to: Instant }

// Salesforce stamps to the second: the same second is a tie.
const second = (instant: Instant): number => Math.floor(instant / 1000)

/** When the Salesforce value now seen was entered: after the last look that saw another, before the stamp of the first that saw it. */
export const changeInterval = (
  field: string,
  value: Wire,
  now: Snapshot,
  before: Snapshot | undefined,
  noticed: Interval | undefined,
  same: (a: Wire, b: Wire) => boolean,
): Interval => {
  const earlier = before?.values[field]
  if (before !== undefined && earlier !== undefined && !same(earlier, value)) return { from: before.readAt, to: now.at }
  if (noticed !== undefined) return noticed
  return { from: Number.NEGATIVE_INFINITY, to: before !== undefined && earlier !== undefined ? Math.min(before.at, now.at) : now.at }
}

/** The interval noted with a base pair, where one is. */
export const noticedOf = (base: Base | undefined): Interval | undefined => (base === undefined || base === 'none' ? undefined : base.seen)

/** Compares the two edits of a conflict on Salesforce's clock. `clockOffset` is Salesforce minus HubSpot. */
export const newestOf = (meeting: Meeting, link: Link, hubspot: Snapshot, salesforce: Snapshot, clockOffset: number): Newest => {
  const property = meeting.rule.hubspot?.name
  const field = meeting.rule.salesforce?.name
  if (property === undefined || field === undefined) return 'undecided'
  const same = (a: Wire, b: Wire): boolean => isSame(meeting.rule, 'salesforce', a, b)
  const before = link.before?.salesforce?.id === salesforce.id ? link.before.salesforce : undefined
  const change = changeInterval(field, meeting.salesforce, salesforce, before, noticedOf(link.base[meeting.rule.id]), same)
  const time = hubspot.times?.[property]
  if (time === undefined) {
    // The record's own stamp bounds every property's time from above.
    return second(hubspot.at + clockOffset) < second(change.from) ? 'salesforce' : 'unknown'
  }
  const edited = second(time + clockOffset)
  if (edited > second(change.to)) return 'hubspot'
  return edited < second(change.from) ? 'salesforce' : 'undecided'
}
