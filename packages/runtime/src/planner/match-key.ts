/** Match keys: how two values are compared when records look for each other. */
import type { CompiledMatch } from '@lockstep/dsl'
import type { Snapshot, Wire } from '../model'
import { isIdName } from './record'

const EMAIL = /^[^\s@,;<>()]+@[^\s@.]+(\.[^\s@.]+)+$/

/** The value as a key, or `null` where it is blank or invalid and so never matches. */
export const normaliseKey = (normalise: CompiledMatch['normalise'], value: Wire | undefined): string | null => {
  const text = (value ?? '').trim()
  if (text === '') return null
  if (normalise === 'id') return /^[a-zA-Z0-9]{18}$/.test(text) ? text.slice(0, 15) : text
  const folded = text.normalize('NFC').toLowerCase()
  if (normalise === 'email') return EMAIL.test(folded) ? folded : null
  return folded
}

/** The property that bears a record's key by one `match` line. */
export const keyNameOf = (match: CompiledMatch, side: Snapshot['side'], object: string): string | undefined =>
  side === 'hubspot' ? match.hubspot.name : match.salesforce[object]?.name

/** Whether a record's key by one `match` line was not read, so that it neither matches nor is known to match nothing. */
export const isKeyUnread = (match: CompiledMatch, { side, object, unread }: Pick<Snapshot, 'side' | 'object' | 'unread'>): boolean => {
  const name = keyNameOf(match, side, object)
  return name !== undefined && unread?.includes(name) === true
}

/** The key of a record by one `match` line. */
export const keyOf = (match: CompiledMatch, snapshot: Snapshot): string | null => {
  const name = keyNameOf(match, snapshot.side, snapshot.object)
  if (name === undefined) return null
  return normaliseKey(match.normalise, snapshot.values[name] ?? (isIdName(snapshot.side, name) ? snapshot.id : null))
}
