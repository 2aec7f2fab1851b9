/** The stage that a contact's opportunities earn, for callers who gather colleagues. */
import type { CompiledLifecycle } from '@lockstep/dsl'
import type { Snapshot } from '../model'
import type { Language } from './language'
import { compileStages, earnedBy, type Stages } from './stages'

/** Makes `earnedStage`: the highest stage of the lifecycle that any of the opportunities earns, or `null`. Pure; compiled once per lifecycle. */
export const makeEarnedStage = (
  language: Language,
): ((lifecycle: CompiledLifecycle, opportunities: readonly Snapshot[]) => string | null) => {
  const known = new WeakMap<CompiledLifecycle, Stages>()
  return (lifecycle, opportunities) => {
    const stages = known.get(lifecycle) ?? compileStages(language, lifecycle)
    known.set(lifecycle, stages)
    return earnedBy(stages, opportunities)?.stage ?? null
  }
}
