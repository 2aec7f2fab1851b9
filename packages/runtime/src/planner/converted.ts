/** Lead conversion: neither a create nor a delete; the link moves to the converted contact where the policy takes contacts. */
import type { Snapshot } from '../model'
import type { Sync } from './compile-sync'
import type { PlanContext } from './contract'
import type { Draft } from './draft'
import { planLive } from './live'
import { movedBase } from './moved-base'
import { reasons } from './reasons'

const CONTACT = 'Contact'

const stop = (draft: Draft, sync: Sync, lead: Snapshot, cause: string, code: string, reason: string, cure: string): void => {
  const rule = sync.salesforce.get(lead.object)?.from.rule ?? sync.sync.rule
  draft.problem({
    side: 'salesforce',
    object: lead.object,
    recordId: lead.id,
    kind: 'converted or merged',
    code,
    message: reason,
    cure,
    rule,
  })
  if (draft.link.state !== 'dead') draft.decide({ kind: 'unlink', rule, winner: 'neither', reason })
  draft.die(cause)
}

/** Moves the link of a converted lead to its contact, or ends it with a card. */
export const planConverted = (context: PlanContext, sync: Sync, draft: Draft, hubspot: Snapshot | undefined, lead: Snapshot): Draft => {
  const { link } = draft
  const contactId = lead.convertedTo ?? ''
  if (hubspot === undefined || hubspot.deleted === true) {
    if (link.state !== 'dead')
      draft.decide({ kind: 'ignore', rule: sync.sync.rule, winner: 'neither', reason: reasons.convertedAlone(lead.id) })
    draft.die('converted lead')
    return draft
  }
  const takesContacts = sync.pairings.has(CONTACT) && sync.salesforce.get(CONTACT)?.from.onChange.action === 'update'
  if (!takesContacts) {
    stop(draft, sync, lead, 'converted lead', 'converted-lead', reasons.convertedOff(lead.id), 'let the policy update from Contact')
    return draft
  }
  const found = link.candidates.find(({ snapshot }) => snapshot.side === 'salesforce' && snapshot.id === contactId)
  if (found === undefined) {
    draft.want({ side: 'salesforce', object: CONTACT, id: contactId }, [])
    return draft
  }
  if (found.linkedTo !== undefined && found.linkedTo !== link.id) {
    const reason = reasons.convertedTaken(lead.id, contactId)
    stop(draft, sync, lead, 'converted lead', 'contact-linked', reason, 'merge the two HubSpot contacts')
    return draft
  }
  const contact = found.snapshot
  const base = movedBase(sync, draft, lead.object, CONTACT)
  const moved = draft.moveTo({ ...link, state: 'linked', salesforce: contact, base })
  moved.decide({
    kind: 'link',
    rule: sync.salesforce.get(CONTACT)?.from.rule ?? sync.sync.rule,
    winner: 'neither',
    reason: reasons.converted(lead.id, contactId),
  })
  moved.attach = { salesforce: contact }
  if (contact.deleted !== true && contact.mergedInto === undefined)
    planLive({ context, sync, draft: moved, hubspot, salesforce: contact, isFresh: false })
  moved.again = true
  moved.settleMove(link)
  return moved
}
