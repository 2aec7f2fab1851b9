/** One run from claim to release, in the order of the engine's numbered steps. */
import { LockstepError } from '../errors'
import type { SavedPlan, SyncReport } from '../reports'
import { lanes } from '../store/lanes'
import type { ColleagueStages } from './assemble'
import { capture } from './capture'
import { fingerprintOf } from './fingerprint'
import { approve, holdBack, standingHolds } from './hold'
import { planDirty } from './plan-dirty'
import { syncReport } from './report'
import { commit, type Run, tell } from './run-state'
import { settle } from './settle'
import { runSlices } from './slices'

export type SyncRunOptions = {
  readonly start: 'all' | 'now'
  readonly store: string
  readonly colleagues: ColleagueStages
  readonly plan?: SavedPlan
  readonly approve?: string
}

/** What a saved plan allows, or null when the world, the policy or the store is no longer what it was made on. */
const expected = async (run: Run, saved: SavedPlan, options: SyncRunOptions): Promise<ReadonlyMap<number, string> | null> => {
  if (saved.policyHash !== run.policy.hash || saved.store !== options.store) return null
  const only = new Map(Object.entries(saved.fingerprints).map(([link, print]) => [Number(link), print]))
  const found = new Map<number, string>()
  await planDirty(run, options.colleagues, (planned) => found.set(planned.row.id, fingerprintOf(planned)), [...only.keys()])
  return [...only].every(([link, print]) => found.get(link) === print) ? only : null
}

/** Writes from which on the store is tidied at the end. */
const largeRun = 1_000

/**
 * Carries out steps 2 to 8. `stale` writes nothing; `held` writes nothing from where a hold was exceeded, which is nothing at all where that
 * was seen before the first write; `paused` met a budget and is resumed by the next run.
 */
export const syncRun = async (run: Run, options: SyncRunOptions): Promise<SyncReport> => {
  try {
    await settle(run)
    if (options.approve !== undefined) await approve(run, options.approve)
    await commit(run, (store) => store.wakeProblems(run.clock.now(), lanes.retry))
    await capture(run, options.start)
    const only = options.plan === undefined ? undefined : await expected(run, options.plan, options)
    if (only === null) return syncReport(run, 'stale', [])
    const held = await holdBack(run, options.colleagues, only === undefined ? undefined : [...only.keys()])
    const standing = (await standingHolds(run)).filter((item) => item.run !== run.id)
    if (held.length > 0) return syncReport(run, 'held', [...held.map(({ item }) => ({ ...item, run: run.id })), ...standing])
    await runSlices(run, { colleagues: options.colleagues, ...(only === undefined ? {} : { only }) })
    const { created, updated, deleted } = run.tally.written()
    if (created + updated + deleted >= largeRun) await run.store.maintain()
    run.tally.errors = await run.store.countProblemsSince(run.startedAt)
    tell(run, 'done', 'done', 1, 1)
    return syncReport(run, run.stopped.size > 0 ? 'held' : 'done', await standingHolds(run))
  } catch (error) {
    if (error instanceof LockstepError && error.code === 'quota') return syncReport(run, 'paused', [])
    if (error instanceof LockstepError && error.code === 'interrupted' && run.signal?.aborted === true)
      return syncReport(run, 'interrupted', [])
    throw error
  }
}
