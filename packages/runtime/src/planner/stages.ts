/** Lifecycle stages: their order, what opportunities earn, and the rule that nothing is ever written backwards. */
import type { Advance, CompiledLifecycle } from '@lockstep/dsl'
import type { Snapshot, Wire } from '../model'
import { environmentOfRecord } from './environment'
import { fingerprint } from './fingerprint'
import type { Language } from './language'
import { reasons } from './reasons'
import { compileTest, type Test } from './truth'

export type Stages = {
  readonly lifecycle: CompiledLifecycle
  readonly advance: readonly { readonly rule: Advance; readonly test: Test }[]
}

/** An advance rule whose condition an opportunity meets. */
export type Earned = { readonly stage: string; readonly rule: Advance }

export const compileStages = (language: Language, lifecycle: CompiledLifecycle): Stages => ({
  lifecycle,
  advance: lifecycle.advance.map((rule) => ({ rule, test: compileTest(language, rule.when) })),
})

/** Place in the order; -1 for a blank, `undefined` for a stage that is not listed. */
export const rankOf = (lifecycle: CompiledLifecycle, stage: Wire): number | undefined => {
  if (stage === null) return -1
  const rank = lifecycle.order.indexOf(stage)
  return rank === -1 ? undefined : rank
}

/** Why that stage may not be written over the other; `undefined` where it may. */
export const refusalToWrite = (lifecycle: CompiledLifecycle, from: Wire, to: Wire): string | undefined => {
  const current = rankOf(lifecycle, from)
  const next = rankOf(lifecycle, to)
  if (to !== null && next === undefined) return reasons.lifecycleUnlisted(to)
  if (from !== null && current === undefined) return reasons.lifecycleStranger(from)
  return (next ?? -1) > (current ?? -1) ? undefined : reasons.lifecycleLower(from, to)
}

/** The highest stage that these opportunities earn, an open one never hiding a won one. Deleted and unseen ones earn nothing. */
export const earnedBy = (stages: Stages, opportunities: readonly Snapshot[]): Earned | undefined => {
  let best: Earned | undefined
  let bestRank = -1
  for (const opportunity of opportunities) {
    if (opportunity.deleted === true || opportunity.hidden === true) continue
    const environment = environmentOfRecord(opportunity)
    for (const { rule, test } of stages.advance) {
      const rank = rankOf(stages.lifecycle, rule.stage)
      if (rank === undefined || rank <= bestRank || test(environment) !== true) continue
      best = { stage: rule.stage, rule }
      bestRank = rank
    }
  }
  return best
}

/** Changes with every opportunity, role or colleague's stage; empty where there are none. */
export const opportunityFingerprint = (opportunities: readonly Snapshot[], colleagueStages: readonly string[]): string => {
  if (opportunities.length === 0 && colleagueStages.length === 0) return ''
  const lines = opportunities.map((each) =>
    JSON.stringify([each.id, each.deleted === true, Object.entries(each.values).sort(([a], [b]) => (a < b ? -1 : 1))]),
  )
  return fingerprint([...lines.sort(), ...[...colleagueStages].sort()].join('\n'))
}
