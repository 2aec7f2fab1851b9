/** Lifecycle stages on a record that has no counterpart: its colleagues' opportunities may still raise it. */
import type { Snapshot } from '../model'
import type { Sync } from './compile-sync'
import { type PlanContext, rightsOf } from './contract'
import type { Draft } from './draft'
import { PlannedRecord } from './record'
import { advanceContact, carryToCompany } from './stage-plan'
import { intendUpdates } from './updates'

/** Raises the stage of a HubSpot record that stays alone. */
export const planLoneStage = (context: PlanContext, sync: Sync, draft: Draft, snapshot: Snapshot): void => {
  if (sync.stages === undefined || snapshot.side !== 'hubspot') return
  const contact = new PlannedRecord('hubspot', snapshot.object, snapshot, rightsOf(context.rights, 'hubspot', snapshot.object))
  advanceContact(draft, sync, contact, context.clockOffset)
  carryToCompany(draft, sync, contact, context.rights)
  intendUpdates(draft, contact, undefined)
}
