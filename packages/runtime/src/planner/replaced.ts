/** A deleted record in whose place people or imports made another one of the same match key: the link moves to it instead of ending. */
import type { Candidate, Snapshot } from '../model'
import type { Sync } from './compile-sync'
import type { PlanContext } from './contract'
import type { Draft } from './draft'
import { planLive } from './live'
import { isGone, nameOf } from './match'
import { movedBase, unmetIn } from './moved-base'
import { preferred } from './prefer'
import { reasons } from './reasons'

export type Replacement =
  | { readonly kind: 'none' }
  | { readonly kind: 'found'; readonly candidate: Candidate }
  /** A live record has the key, but the link cannot move to it: the delete must not be carried either. */
  | { readonly kind: 'stopped'; readonly code: string; readonly reason: string; readonly cure: string }

/**
 * The record that stands in for the deleted one by the first `match` line that finds any. The winner of a merge that is linked already is
 * the merge's own affair.
 */
export const findReplacement = (draft: Draft, sync: Sync, deleted: Snapshot): Replacement => {
  const { link } = draft
  const objects = deleted.side === 'hubspot' ? [sync.sync.hubspot.object] : sync.sync.salesforce
  const isElsewhere = (each: Candidate): boolean => each.linkedTo !== undefined && each.linkedTo !== link.id
  const usable = (link.replacements ?? []).filter(
    (each) =>
      each.snapshot.side === deleted.side &&
      each.snapshot.id !== deleted.id &&
      objects.includes(each.snapshot.object) &&
      !isGone(each.snapshot) &&
      !(each.snapshot.id === deleted.mergedInto && isElsewhere(each)),
  )
  const line = sync.sync.match.find((match) => usable.some((each) => each.match === match.rule))?.rule
  const candidates = usable.filter((each) => each.match === line)
  const taken = candidates.find(isElsewhere)
  if (taken !== undefined)
    return {
      kind: 'stopped',
      code: 'successor-linked',
      reason: reasons.replacedTaken(deleted.id, nameOf(taken.snapshot)),
      cure: 'merge the counterparts, or delete the one that is left over by hand',
    }
  if (candidates.length === 0) return { kind: 'none' }
  const chosen = preferred(candidates, (each) => each.snapshot, sync.sync.prefer)
  if (chosen !== undefined) return { kind: 'found', candidate: chosen }
  const names = candidates.map((each) => nameOf(each.snapshot))
  return {
    kind: 'stopped',
    code: 'several-successors',
    reason: reasons.replacedBySeveral(deleted.id, names),
    cure: 'merge the duplicates, or say in the policy which to `prefer`',
  }
}

/** Moves the link to the record that stands in for the deleted one, and merges; what that record leaves blank is filled, not cleared. */
export const planReplaced = (
  context: PlanContext,
  sync: Sync,
  draft: Draft,
  deleted: Snapshot,
  survivor: Snapshot,
  { snapshot, match }: Candidate,
): Draft => {
  const { link } = draft
  const [from, to] = deleted.side === 'salesforce' ? [deleted.object, snapshot.object] : [survivor.object, survivor.object]
  const kept = movedBase(sync, draft, from, to)
  const unmet = unmetIn(sync, kept, to, snapshot)
  const base = { ...kept, ...Object.fromEntries(unmet.map((id) => [id, 'none' as const])) }
  const moved = draft.moveTo({ ...link, [deleted.side]: snapshot, base })
  moved.decide({ kind: 'link', rule: match, winner: 'neither', reason: reasons.replaced(nameOf(deleted), nameOf(snapshot)) })
  moved.attach = { [deleted.side]: snapshot }
  moved.unmet = unmet
  const [hubspot, salesforce] = deleted.side === 'hubspot' ? [snapshot, survivor] : [survivor, snapshot]
  planLive({ context, sync, draft: moved, hubspot, salesforce, isFresh: false })
  moved.again = true
  moved.settleMove(link)
  return moved
}
