/** Raises the lifecycle stage of a contact, and of its company, by what opportunities have earned. */
import type { RuleId } from '@lockstep/dsl'
import type { Base, Edges, Wire } from '../model'
import type { Sync } from './compile-sync'
import { type Rights, rightsOf } from './contract'
import { type Draft, stampsOf } from './draft'
import { reasons } from './reasons'
import type { PlannedRecord } from './record'
import { earnedBy, opportunityFingerprint, rankOf, refusalToWrite, type Stages } from './stages'

const second = (instant: number): number => Math.floor(instant / 1000)

/** Under which id the planner notes, in a link's base, which opportunities it has dealt with. */
export const stageNote = (sync: Sync, stages: Stages, what?: 'company'): string =>
  `lifecycle:${sync.sync.id}.${stages.lifecycle.property}${what === undefined ? '' : `:${what}`}`

const noteOf = (base: Base | null | undefined): { readonly h: Wire; readonly s: Wire } | undefined =>
  base === undefined || base === null || base === 'none' ? undefined : base

type Target = { readonly stage: string; readonly rule: RuleId; readonly reason: string }

const targetOf = (stages: Stages, draft: Draft): Target | undefined => {
  const { lifecycle } = stages
  const { opportunities, colleagueStages } = draft.link.edges
  const own = earnedBy(stages, opportunities)
  let target: Target | undefined = own && { stage: own.stage, rule: own.rule.rule, reason: reasons.lifecycleAdvance(own.stage) }
  const carry = lifecycle.carry.find((each) => each.to === 'contacts of company')
  if (carry === undefined) return target
  for (const stage of colleagueStages) {
    const rank = rankOf(lifecycle, stage)
    if (rank !== undefined && rank > (rankOf(lifecycle, target?.stage ?? null) ?? -1))
      target = { stage, rule: carry.rule, reason: reasons.lifecycleColleague(stage) }
  }
  return target
}

/** Whether an opportunity changed after the person lowered the stage; `undefined` where the time must be read first. */
const changedSince = (draft: Draft, contact: PlannedRecord, property: string, clockOffset: number): boolean | undefined => {
  const lowered = contact.snapshot?.times?.[property]
  if (lowered === undefined) return undefined
  return draft.link.edges.opportunities.some((each) => second(each.at) > second(lowered + clockOffset))
}

/** Whether all that a stage is earned by is known: the opportunities with the fields that conditions read, and the colleagues'. */
const isKnown = ({ opportunities, unreadRelations = [] }: Edges): boolean =>
  !unreadRelations.includes('Opportunity') &&
  !unreadRelations.includes('colleagues') &&
  opportunities.every((each) => (each.unread ?? []).length === 0)

/**
 * Advances the contact where an opportunity or role has changed since the last look. A stage that a person lowered stays
 * until one changes afterwards. Runs before the mappings, so that they carry the new stage on in the same run.
 */
export const advanceContact = (draft: Draft, sync: Sync, contact: PlannedRecord, clockOffset: number): void => {
  const { stages } = sync
  if (stages === undefined) return
  const { lifecycle } = stages
  const { link } = draft
  const current = contact.read(lifecycle.property)
  if (current === undefined || !isKnown(link.edges)) {
    if (contact.unread.length > 0 || !isKnown(link.edges)) draft.asleep = true
    return
  }
  if (!contact.isOpen(lifecycle.property)) return
  const note = stageNote(sync, stages)
  const seen = noteOf(link.base[note])
  const mark = opportunityFingerprint(link.edges.opportunities, link.edges.colleagueStages)
  const isNews = mark !== (seen?.s ?? '')
  const target = targetOf(stages, draft)
  const held = link.before?.hubspot?.values[lifecycle.property] ?? null
  const isDue = target !== undefined && refusalToWrite(lifecycle, current, target.stage) === undefined
  const wasLowered = (rankOf(lifecycle, held) ?? -1) > (rankOf(lifecycle, current) ?? -1)
  if (!isNews && !(isDue && wasLowered)) return
  if (isNews) draft.base[note] = { h: target?.stage ?? null, s: mark === '' ? null : mark }
  if (!isDue) return
  const isAfter = isNews && wasLowered ? changedSince(draft, contact, lifecycle.property, clockOffset) : isNews
  if (isAfter === undefined && contact.snapshot !== undefined) {
    draft.want(contact.snapshot, [lifecycle.property])
    return
  }
  const { stage, rule, reason } = target
  const winner = isAfter === true ? 'salesforce' : 'hubspot'
  draft.decide({ kind: 'lifecycle', hubspot: current, winner, rule, reason: isAfter === true ? reason : reasons.lifecycleLeft(stage) })
  if (isAfter === true) contact.write(lifecycle.property, stage, note, rule)
}

/** Raises the primary company to the contact's stage, once for each stage the contact reaches. */
export const carryToCompany = (draft: Draft, sync: Sync, contact: PlannedRecord, rights: Rights | undefined): void => {
  const { stages } = sync
  const carry = stages?.lifecycle.carry.find((each) => each.to === 'company')
  const company = draft.link.edges.related['company']?.[0]
  if (stages === undefined || carry === undefined || company === undefined) return
  const { lifecycle } = stages
  const held = company.values[lifecycle.property]
  const own = contact.read(lifecycle.property)
  if (own === undefined && contact.unread.includes(lifecycle.property)) return
  if (rightsOf(rights, 'hubspot', company.object).notUpdateable?.includes(lifecycle.property) === true) return
  const stage = highestOf(stages, own ?? null, draft.link.edges.colleagueStages)
  if (held === undefined || stage === null || company.deleted === true || company.hidden === true) return
  const note = stageNote(sync, stages, 'company')
  const seen = noteOf(draft.link.base[note])
  if (seen?.h === stage && seen.s === company.id) return
  draft.base[note] = { h: stage, s: company.id }
  if (refusalToWrite(lifecycle, held, stage) !== undefined) return
  const reason = reasons.lifecycleCompany(stage)
  const { rule } = carry
  draft.decide({ kind: 'lifecycle', hubspot: held, winner: 'hubspot', rule, reason })
  draft.intend(
    {
      side: 'hubspot',
      object: company.object,
      id: company.id,
      action: 'update',
      fields: { [lifecycle.property]: { from: held, to: stage, mapping: note, rule } },
      rule,
      reason,
      expectedAt: company.at,
    },
    stampsOf(company, undefined),
  )
}

const highestOf = (stages: Stages, own: Wire, others: readonly string[]): Wire => {
  const { lifecycle } = stages
  let best = rankOf(lifecycle, own) === undefined ? null : own
  for (const stage of others) if ((rankOf(lifecycle, stage) ?? -1) > (rankOf(lifecycle, best) ?? -1)) best = stage
  return best
}
