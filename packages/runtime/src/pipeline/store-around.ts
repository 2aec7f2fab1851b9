/** Stores what stands around the links: records that are only read, and which links a change around them concerns. */
import type { SideName, Snapshot } from '../model'
import { inBatches } from '../store/batches'
import type { Queries } from '../store/database'
import { markDirty } from '../store/dirty'
import { readEdges, readSeen, writeSeen } from '../store/edges'
import { findLinks } from '../store/links'
import { hasChanged, overlay } from './after-look'
import type { Run } from './run-state'

/** Links whose surroundings changed are to be planned, though their records are the same. */
export const dirtyAround = async (
  run: Run,
  queries: Queries,
  side: SideName,
  records: readonly string[],
  lane: number | null,
): Promise<void> => {
  if (lane === null || records.length === 0) return
  for (const sync of run.policy.syncs) {
    const links = await findLinks(queries, run.ws, sync.id, side, [...new Set(records)])
    await markDirty(
      queries,
      run.ws,
      [...links.values()].map((row) => row.id),
      lane,
    )
  }
}

/** Stores records that are only read, and marks the links around those that changed. */
export const storeSeen = async (
  run: Run,
  queries: Queries,
  side: SideName,
  snapshots: readonly Snapshot[],
  lane: number | null,
): Promise<void> => {
  for (const batch of inBatches(snapshots)) {
    const known = await readSeen(
      queries,
      run.ws,
      side,
      batch.map((snapshot) => snapshot.id),
    )
    const changed = batch.filter((snapshot) => {
      const old = known.get(snapshot.id)
      return old === undefined || hasChanged(old, snapshot, false)
    })
    await writeSeen(
      queries,
      run.ws,
      side,
      changed.map((snapshot) => {
        const old = known.get(snapshot.id)
        return old === undefined ? snapshot : overlay(old, snapshot)
      }),
    )
    const ids = changed.map((snapshot) => snapshot.id)
    const arriving = await readEdges(queries, run.ws, side, ids, 'to')
    const leaving = await readEdges(queries, run.ws, side, ids, 'from')
    await dirtyAround(run, queries, side, [...arriving.map((edge) => edge.from), ...leaving.map((edge) => edge.to)], lane)
  }
}
