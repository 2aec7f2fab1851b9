/** Stores what stands around the links: records that are only read, and which links a change around them concerns. */
import type { SideName, Snapshot } from '../model'
import { inBatches } from '../store/batches'
import type { Store } from '../store/store'
import { hasChanged, hasLostSight, overlay } from './after-look'
import type { Run } from './run-state'

/** Links whose surroundings changed are to be planned, though their records are the same. */
export const dirtyAround = async (
  run: Run,
  store: Store,
  side: SideName,
  records: readonly string[],
  lane: number | null,
): Promise<void> => {
  if (lane === null || records.length === 0) return
  for (const sync of run.policy.syncs) {
    const links = await store.findLinks(sync.id, side, [...new Set(records)])
    const ids = [...links.values()].map((row) => row.id)
    await store.markDirty(ids, lane)
    await store.dropHoldsOf(ids)
  }
}

/** Stores records that are only read, and marks the links around those that changed. */
export const storeSeen = async (
  run: Run,
  store: Store,
  side: SideName,
  snapshots: readonly Snapshot[],
  lane: number | null,
): Promise<void> => {
  for (const batch of inBatches(snapshots)) {
    const known = await store.readSeen(
      side,
      batch.map((snapshot) => snapshot.id),
    )
    const changed = batch.filter((snapshot) => {
      const old = known.get(snapshot.id)
      return old === undefined || hasChanged(old, snapshot, false) || hasLostSight(old, snapshot)
    })
    await store.writeSeen(
      side,
      changed.map((snapshot) => {
        const old = known.get(snapshot.id)
        return old === undefined ? snapshot : overlay(old, snapshot)
      }),
    )
    const ids = changed.map((snapshot) => snapshot.id)
    const arriving = await store.readEdges(side, ids, 'to')
    const leaving = await store.readEdges(side, ids, 'from')
    await dirtyAround(run, store, side, [...arriving.map((edge) => edge.from), ...leaving.map((edge) => edge.to)], lane)
  }
}
