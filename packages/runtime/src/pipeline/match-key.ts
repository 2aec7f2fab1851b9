/** Match keys: how the values of two records are made comparable before they are looked up. */
import { createHash } from 'node:crypto'
import type { CompiledSync } from '@lockstep/dsl'
import type { SideName, Snapshot } from '../model'
import { keyOf } from '../planner/match-key'
import type { KeyRow } from '../store/keys'
import { escapeText } from '../store/storable'

/** The match keys of one record, by position of the policy's `match` lines; none for a deleted or hidden record. */
export const keysOf = (sync: CompiledSync, snapshot: Snapshot): readonly { readonly line: number; readonly value: string }[] => {
  if (snapshot.deleted === true || snapshot.hidden === true) return []
  return sync.match.flatMap((match, line) => {
    const value = keyOf(match, snapshot)
    return value === null ? [] : [{ line, value }]
  })
}

/** Units of text, and bytes in the database, of a key that is kept as it is. An index entry holds 2,704 bytes (PostgreSQL: B-Tree Indexes). */
const longestKey = { units: 500, bytes: 2_000 }

/** A longer key is kept as its hash: one that is cut would be the key of other records too. */
const storedKey = (value: string): string =>
  value.length <= longestKey.units && Buffer.byteLength(escapeText(value)) <= longestKey.bytes
    ? value
    : `sha256:${createHash('sha256').update(value, 'utf16le').digest('hex')}`

/** The rows of one link's keys on one side. */
export const keyRows = (sync: CompiledSync, side: SideName, link: number, snapshot: Snapshot | null): readonly KeyRow[] =>
  snapshot === null ? [] : keysOf(sync, snapshot).map(({ line, value }) => ({ sync: sync.id, line, side, value: storedKey(value), link }))
