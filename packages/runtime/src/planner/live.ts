/** A link with both records: paused, resumed, or merged. */
import type { Snapshot } from '../model'
import { entranceFor, type Sync } from './compile-sync'
import { type PlanContext, rightsOf } from './contract'
import type { Draft } from './draft'
import { isIncluded, knownInclusion, linkEnvironment } from './include'
import { mergePair } from './pair'
import { isNote } from './pair-state'
import { reasons } from './reasons'
import { PlannedRecord } from './record'
import { SIDES } from './side'
import { advanceContact, carryToCompany } from './stage-plan'
import { intendUpdates } from './updates'

export type LivePlan = {
  readonly context: PlanContext
  readonly sync: Sync
  readonly draft: Draft
  readonly hubspot: Snapshot
  readonly salesforce: Snapshot
  /** The two meet now. */
  readonly isFresh: boolean
  /** They may meet once although HubSpot's include does not hold. */
  readonly mayMeetOutside?: boolean
}

/** Drops the bases of mappings that the policy no longer has. */
const dropStrangers = (sync: Sync, draft: Draft): void => {
  for (const id of Object.keys(draft.link.base)) {
    if (!sync.mappingIds.has(id) && !isNote(id)) draft.base[id] = null
  }
}

/** Matched, and nothing has crossed yet: what the match planned was never sent, so the two still have their one meeting before them. */
const isYetToMeet = ({ link }: Draft): boolean => {
  const bases = Object.entries(link.base).filter(([id]) => !isNote(id))
  return link.state === 'linked' && bases.length > 0 && bases.every(([, base]) => base === 'none')
}

/** Plans a pair: includes first, then lifecycle, then the mappings; a paused link keeps its base and crosses only what the policy forces. */
export const planLive = (plan: LivePlan): void => {
  const { context, sync, draft, hubspot, salesforce, isFresh } = plan
  const pairing = sync.pairings.get(salesforce.object)
  if (pairing === undefined) return
  const hidden = [hubspot, salesforce].find((each) => each.hidden === true)
  if (hidden !== undefined) {
    if (draft.link.state !== 'paused')
      draft.decide({ kind: 'pause', rule: sync.sync.rule, winner: 'neither', reason: reasons.hidden(hidden.side) })
    draft.state = 'paused'
    return
  }
  const environment = linkEnvironment(draft.link, hubspot, salesforce)
  const included = {
    hubspot: isIncluded(sync, 'hubspot', hubspot.object, environment),
    salesforce: isIncluded(sync, 'salesforce', salesforce.object, environment),
  }
  draft.included = knownInclusion(included)
  const outside = SIDES.find((side) => included[side] === false)
  if (outside === undefined && SIDES.some((side) => included[side] === 'unknown')) {
    // Neither paused nor resumed, and no value crosses, until it is known again.
    draft.asleep = true
    return
  }
  const meetsOutside = (plan.mayMeetOutside ?? isYetToMeet(draft)) && included.salesforce === true
  const isPaused = outside !== undefined && !meetsOutside
  if (outside !== undefined && (draft.link.state !== 'paused' || isFresh)) {
    const entrance = entranceFor(sync, outside, outside === 'hubspot' ? hubspot.object : salesforce.object)
    const rule = entrance?.from.include?.rule ?? sync.sync.rule
    const reason = meetsOutside ? reasons.createdOutside : reasons.outside(outside)
    draft.decide({ kind: 'pause', rule, winner: 'neither', reason })
  }
  if (outside === undefined && draft.link.state === 'paused')
    draft.decide({ kind: 'resume', rule: sync.sync.rule, winner: 'neither', reason: reasons.resumed })
  draft.state = outside === undefined ? 'linked' : 'paused'

  dropStrangers(sync, draft)
  const contact = new PlannedRecord('hubspot', hubspot.object, hubspot, rightsOf(context.rights, 'hubspot', hubspot.object))
  const rights = rightsOf(context.rights, 'salesforce', salesforce.object)
  const counterpart = new PlannedRecord('salesforce', salesforce.object, salesforce, rights)
  if (!isPaused) advanceContact(draft, sync, contact, context.clockOffset)
  const outcome = mergePair({ context, sync, pairing, draft, hubspot: contact, salesforce: counterpart, isFresh, isPaused })
  if (outcome === 'stopped') {
    draft.dropValues()
    return
  }
  if (!isPaused) carryToCompany(draft, sync, contact, context.rights)
  intendUpdates(draft, contact, counterpart)
}
