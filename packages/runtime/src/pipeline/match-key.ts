/** Match keys: how the values of two records are made comparable before they are looked up. */
import type { CompiledSync } from '@lockstep/dsl'
import type { SideName, Snapshot } from '../model'
import { keyOf } from '../planner/match-key'
import type { KeyRow } from '../store/keys'

/** The match keys of one record, by position of the policy's `match` lines; none for a deleted or hidden record. */
export const keysOf = (sync: CompiledSync, snapshot: Snapshot): readonly { readonly line: number; readonly value: string }[] => {
  if (snapshot.deleted === true || snapshot.hidden === true) return []
  return sync.match.flatMap((match, line) => {
    const value = keyOf(match, snapshot)
    return value === null ? [] : [{ line, value }]
  })
}

/** The rows of one link's keys on one side. */
export const keyRows = (sync: CompiledSync, side: SideName, link: number, snapshot: Snapshot | null): readonly KeyRow[] =>
  snapshot === null
    ? []
    : keysOf(sync, snapshot).map(({ line, value }) => ({ sync: sync.id, line, side, value: value.slice(0, 500), link }))
