/** Sweeps: looks for deletes and restores that polling does not show, when they are due; due times live in the cursor table. */

import type { CompiledSync } from '@lockstep/dsl'
import type { Known } from '../connectors/connector'
import type { Instant, SideName } from '../model'
import { lanes } from '../store/lanes'
import { checkStop, commit, type Run, tell } from './run-state'
import { storePage } from './store-page'

const hour = 3_600_000
const day = 24 * hour
/** Salesforce keeps deleted rows for 15 days; a gap longer than this is not trusted to show all of them. */
const longestGap = 10 * day
/** HubSpot restores nothing that was deleted longer ago. */
const restorable = 90 * day

const intervalOf = (sync: CompiledSync): number => {
  const action = sync.fromHubspot?.onDelete.action
  return action === 'delete' || action === 'unlink' ? hour : day
}

const objectsOf = (sync: CompiledSync, side: SideName): readonly string[] => (side === 'hubspot' ? [sync.hubspot.object] : sync.salesforce)

/** What `sweepWhereDue` must know of the capture it belongs to, in the side's own time. */
export type SweepMoment = {
  /** When this side was last captured completely; 0 before the first time. */
  readonly coveredAt: Instant
  /** The store knew nothing of this side before this capture: all it holds was just seen live. */
  readonly isNew: boolean
}

const isDue = (run: Run, sync: CompiledSync, side: SideName, last: Instant | null, { coveredAt }: SweepMoment): boolean => {
  const now = run.connectors[side].now()
  if (side === 'salesforce') return coveredAt > 0 && now - coveredAt > longestGap
  return last === null || now - last >= intervalOf(sync)
}

const sweepObject = async (run: Run, sync: CompiledSync, side: SideName, object: string, moment: SweepMoment): Promise<void> => {
  const stored = await run.store.readSweep(side, object)
  const startedAt = run.connectors[side].now()
  if (moment.isNew) {
    await commit(run, (store) => store.writeSweep(side, object, {}, startedAt))
    return
  }
  if (!isDue(run, sync, side, stored?.at ?? null, moment)) return
  checkStop(run)
  tell(run, 'capture', `looking for deleted ${object} records in ${side === 'hubspot' ? 'HubSpot' : 'Salesforce'}`, 0, null)
  const known: Known = await run.store.readKnown(sync.id, side, object, startedAt - restorable)
  const swept = await run.connectors[side].sweep(run.policy.watches, object, known, stored?.memory)
  const options = { lane: lanes.live, isInventory: false, coveredAt: moment.coveredAt }
  await storePage(run, side, { object, snapshots: swept.snapshots, edges: [], gone: swept.gone }, options)
  await run.probe('swept')
  await commit(run, (store) => store.writeSweep(side, object, swept.memory, startedAt))
}

/**
 * HubSpot: hourly where a rule acts on its deletes, else daily. Salesforce tells of deletes itself, and is swept after a gap above ten
 * days. A process that was killed before the end sweeps again.
 */
export const sweepWhereDue = async (run: Run, side: SideName, moment: SweepMoment): Promise<void> => {
  for (const sync of run.policy.syncs)
    for (const object of objectsOf(sync, side))
      if (!run.sight.closedObjects(side).includes(object)) await sweepObject(run, sync, side, object, moment)
}
