/** Merges made by people: the loser's link follows the winner, unless the winner has a counterpart of its own. */
import type { Snapshot } from '../model'
import { entranceFor, type Sync } from './compile-sync'
import type { PlanContext } from './contract'
import { planGone } from './delete'
import type { Draft } from './draft'
import { planLive } from './live'
import { reasons } from './reasons'

/** Plans a link whose record on the loser's side lost a merge. Lockstep merges nothing itself. */
export const planMerged = (context: PlanContext, sync: Sync, draft: Draft, loser: Snapshot, counterpart: Snapshot | undefined): Draft => {
  const { link } = draft
  const winnerId = loser.mergedInto ?? ''
  const from = entranceFor(sync, loser.side, loser.object)?.from
  const { rule, action } = from?.onMerge ?? { rule: sync.sync.rule, action: 'follow' as const }
  if (counterpart === undefined || counterpart.deleted === true) {
    if (link.state !== 'dead') draft.decide({ kind: 'ignore', rule, winner: 'neither', reason: reasons.mergeAlone(loser.id, winnerId) })
    draft.die('merged')
    return draft
  }
  if (action === 'delete') {
    return planGone(context, sync, draft, loser, counterpart, 'merged')
  }
  const found = link.candidates.find(({ snapshot }) => snapshot.side === loser.side && snapshot.id === winnerId)
  if (found === undefined) {
    draft.want({ side: loser.side, object: loser.object, id: winnerId }, [])
    return draft
  }
  if (found.linkedTo !== undefined && found.linkedTo !== link.id) {
    const reason = reasons.mergeTaken(loser.id, winnerId)
    draft.problem({
      side: counterpart.side,
      object: counterpart.object,
      recordId: counterpart.id,
      kind: 'converted or merged',
      code: 'merged',
      message: reason,
      cure: 'merge the counterparts too, or say `on merge delete`',
      rule,
    })
    draft.decide({ kind: 'unlink', rule, winner: 'neither', reason })
    draft.die('merged')
    return draft
  }
  const winner = found.snapshot
  const moved = draft.moveTo({ ...link, [loser.side]: winner })
  moved.decide({ kind: 'link', rule, winner: 'neither', reason: reasons.mergeFollowed(loser.id, winnerId) })
  moved.attach = { [loser.side]: winner }
  const [hubspot, salesforce] = loser.side === 'hubspot' ? [winner, counterpart] : [counterpart, winner]
  if (winner.deleted !== true && winner.mergedInto === undefined)
    planLive({ context, sync, draft: moved, hubspot, salesforce, isFresh: false })
  moved.again = true
  moved.settleMove(link)
  return moved
}
