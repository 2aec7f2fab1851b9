/** Plans links one by one: what each becomes, what is written, and why; pure, so that dry run, test and run cannot disagree. */
import type { Decision, Intent, Link, LinkUpdate, Problem, Snapshot, Want } from '../model'
import { planAlone } from './alone'
import { type Sync, syncsOf } from './compile-sync'
import type { Plan, PlanContext } from './contract'
import { planConverted } from './converted'
import { planDelete, restoredHalf } from './delete'
import { Draft } from './draft'
import type { Language } from './language'
import { planLive } from './live'
import { planMerged } from './merged'
import { reasons } from './reasons'
import { productName } from './side'

/** Causes of death after which a restored record takes its link up again. */
const REVIVING = new Set(['deleted', 'deleted while paused', 'unlinked'])

const planHalfRestored = (sync: Sync, draft: Draft, restored: Snapshot): Draft => {
  const reason = reasons.restoredHalf(restored.side)
  draft.problem({
    side: restored.side,
    object: restored.object,
    recordId: restored.id,
    kind: 'other',
    code: 'counterpart-deleted',
    message: reason,
    cure: `restore the ${productName(restored.side === 'hubspot' ? 'salesforce' : 'hubspot')} record too, and the link lives again`,
    rule: sync.sync.rule,
  })
  draft.decide({ kind: 'ignore', rule: sync.sync.rule, winner: 'neither', reason })
  return draft
}

const planDead = (context: PlanContext, sync: Sync, draft: Draft): Draft => {
  const { link } = draft
  const { hubspot, salesforce } = link
  if (salesforce?.convertedTo !== undefined && link.cause === 'converted lead')
    return planConverted(context, sync, draft, hubspot, salesforce)
  if (!REVIVING.has(link.cause ?? '') || salesforce?.convertedTo !== undefined) return draft
  const records = [hubspot, salesforce].filter((each) => each !== undefined)
  const isWhole = records.every((each) => each.deleted !== true && each.mergedInto === undefined)
  if (!isWhole) {
    const restored = restoredHalf(draft, hubspot, salesforce)
    return restored === undefined ? draft : planHalfRestored(sync, draft, restored)
  }
  const only = records[0]
  if (only === undefined) return draft
  draft.decide({ kind: 'resume', rule: sync.sync.rule, winner: 'neither', reason: reasons.restored })
  if (hubspot !== undefined && salesforce !== undefined) planLive({ context, sync, draft, hubspot, salesforce, isFresh: false })
  else planAlone(context, sync, draft, only)
  return draft
}

/** Plans one link; merges and conversions come before deletes, and these before values. */
const planLink = (context: PlanContext, sync: Sync, link: Link): Draft => {
  const draft = new Draft(link)
  const { hubspot, salesforce } = link
  if (link.state === 'dead') return planDead(context, sync, draft)
  if (salesforce?.mergedInto !== undefined) return planMerged(context, sync, draft, salesforce, hubspot)
  if (hubspot?.mergedInto !== undefined) return planMerged(context, sync, draft, hubspot, salesforce)
  if (salesforce?.convertedTo !== undefined) return planConverted(context, sync, draft, hubspot, salesforce)
  if (hubspot?.deleted === true || salesforce?.deleted === true) return planDelete(context, sync, draft, hubspot, salesforce)
  if (hubspot !== undefined && salesforce !== undefined) planLive({ context, sync, draft, hubspot, salesforce, isFresh: false })
  else {
    const own = hubspot ?? salesforce
    // A link that has had a counterpart never makes a second one by itself: the record missing here may still be there.
    const isLone = link.state === 'alone' || link.state === 'waiting'
    if (own !== undefined && isLone) planAlone(context, sync, draft, own)
  }
  return draft
}

/**
 * Makes the planner on a language. The result is pure and total over well-formed links; closures are compiled once per policy and tables.
 * A link of a sync that the policy does not have is left asleep. A link that wants a read yields nothing else.
 */
export const makePlan = (language: Language): Plan => {
  const syncs = syncsOf(language)
  return (context, links) => {
    const compiled = syncs(context.policy, context.tables)
    const intents: Intent[] = []
    const decisions: Decision[] = []
    const updates: LinkUpdate[] = []
    const problems: Problem[] = []
    const wants: Want[] = []
    for (const link of links) {
      const sync = compiled.get(link.sync)
      if (sync === undefined) continue
      const draft = planLink(context, sync, link)
      if (draft.wants.length > 0) {
        wants.push(...joined(draft.wants))
        continue
      }
      intents.push(...draft.intents)
      decisions.push(...draft.decisions)
      problems.push(...draft.problems)
      const update = draft.finish()
      if (update !== undefined) updates.push(update)
    }
    return { intents, decisions, updates, problems, wants }
  }
}

/** One want for each record, with every property whose history is needed. */
const joined = (wants: readonly Want[]): readonly Want[] => {
  const byRecord = new Map<string, Want>()
  for (const want of wants) {
    const known = byRecord.get(want.id)
    byRecord.set(want.id, known === undefined ? want : { ...known, history: [...new Set([...known.history, ...want.history])] })
  }
  return [...byRecord.values()]
}
