/** Creates the counterpart of a record that is alone: a first meeting with a record that is still blank. */
import type { OnNew } from '@lockstep/dsl'
import type { Snapshot } from '../model'
import type { Sync } from './compile-sync'
import { type PlanContext, rightsOf } from './contract'
import { type Draft, stampsOf } from './draft'
import { environmentOf } from './environment'
import { isIncluded, knownInclusion } from './include'
import { mergePair } from './pair'
import { reasons } from './reasons'
import { isIdName, PlannedRecord } from './record'
import { endOf } from './rule'
import { other } from './side'
import { advanceContact } from './stage-plan'
import { intendUpdates } from './updates'

/** `portal:object:id:generation` of the source (`engine.md`, Write). */
const externalKey = (context: PlanContext, source: Snapshot, generation: number): string =>
  `${source.side === 'hubspot' ? context.portal : context.org}:${source.object}:${source.id}:${generation}`

/** What the `on new` line makes; without a name, the sync's HubSpot object or its first Salesforce object. */
const objectOf = (sync: Sync, source: Snapshot, line: OnNew): string | undefined =>
  line.object ?? (source.side === 'salesforce' ? sync.sync.hubspot.object : sync.sync.salesforce[0])

/** Whether the new pair is live at once; a list is joined only after the record exists. */
const isLiveAtOnce = (sync: Sync, draft: Draft, hubspot: PlannedRecord, salesforce: PlannedRecord): boolean => {
  const environment = environmentOf({ hubspot, salesforce, edges: draft.link.edges, isLinked: true, isIncluded: () => true })
  const included = {
    hubspot: isIncluded(sync, 'hubspot', hubspot.object, environment),
    salesforce: isIncluded(sync, 'salesforce', salesforce.object, environment),
  }
  // What hangs on something that was not read is not known: nothing crosses until it is.
  draft.included = knownInclusion(included)
  if (included.hubspot === 'unknown' || included.salesforce === 'unknown') draft.asleep = true
  return included.hubspot === true && included.salesforce === true
}

/** Plans the create, or says what stops it. */
export const planCreate = (context: PlanContext, sync: Sync, draft: Draft, source: Snapshot, line: OnNew): void => {
  const making = other(source.side)
  const object = objectOf(sync, source, line)
  const pairing = sync.pairings.get(source.side === 'salesforce' ? source.object : (object ?? ''))
  if (object === undefined || pairing === undefined) return
  const own = new PlannedRecord(source.side, source.object, source, rightsOf(context.rights, source.side, source.object))
  const made = new PlannedRecord(making, object, undefined, rightsOf(context.rights, making, object))
  const [hubspot, salesforce] = making === 'hubspot' ? [made, own] : [own, made]
  advanceContact(draft, sync, hubspot, context.clockOffset)
  const outcome = mergePair({ context, sync, pairing, draft, hubspot, salesforce, making, isFresh: true, isPaused: false })
  if (outcome === 'stopped') {
    draft.dropValues()
    draft.decide({ kind: 'error', rule: line.rule, winner: 'neither', reason: reasons.createStopped(object) })
    return
  }
  const reason = reasons.create(object)
  draft.decide({ kind: 'create', rule: line.rule, winner: source.side, reason })
  draft.intend(
    {
      side: making,
      object,
      action: 'create',
      fields: made.fields(),
      externalKey: externalKey(context, source, draft.link.generation),
      rule: line.rule,
      reason,
      ...(line.recordType === undefined ? {} : { recordType: line.recordType }),
      ...(line.assignmentRules === undefined ? {} : { assignmentRules: line.assignmentRules }),
    },
    stampsOf(hubspot.snapshot, salesforce.snapshot),
  )
  intendUpdates(draft, hubspot, salesforce)
  // The new record's id is known only once it exists.
  if (
    pairing.rules.some(
      (rule) => isIdName(making, endOf(rule, making)?.name ?? '') || rule.reads[making].some((name) => isIdName(making, name)),
    )
  )
    draft.again = true
  draft.state = isLiveAtOnce(sync, draft, hubspot, salesforce) ? 'linked' : 'paused'
  if (draft.state === 'linked' || draft.included.hubspot === undefined || draft.included.salesforce === undefined) return
  const rule = sync.hubspot?.from.include?.rule ?? sync.sync.rule
  draft.decide({
    kind: 'pause',
    rule,
    winner: 'neither',
    reason: making === 'hubspot' ? reasons.createdOutside : reasons.outside('salesforce'),
  })
}
