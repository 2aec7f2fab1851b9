/** A deleted record: carried, unlinked or left, never after the fact and never over a newer edit. */
import type { SideName, Snapshot } from '../model'
import { entranceFor, type Sync } from './compile-sync'
import type { PlanContext } from './contract'
import { type Draft, stampsOf } from './draft'
import { isIncluded, linkEnvironment } from './include'
import { reasons } from './reasons'
import { findReplacement, planReplaced } from './replaced'
import { endOf, isSame } from './rule'
import { other, productName } from './side'

/** Whether the survivor holds an edit, not yet carried, that is at least as new as the delete. */
const hasNewerEdit = (context: PlanContext, sync: Sync, draft: Draft, deleted: Snapshot, survivor: Snapshot): boolean => {
  const object = survivor.side === 'salesforce' ? survivor.object : deleted.object
  const offset = survivor.side === 'hubspot' ? context.clockOffset : -context.clockOffset
  const isLate = (instant: number): boolean => Math.floor((instant + offset) / 1000) >= Math.floor(deleted.at / 1000)
  return (sync.pairings.get(object)?.rules ?? []).some((rule) => {
    const base = draft.link.base[rule.id]
    const name = endOf(rule, survivor.side)?.name
    const value = name === undefined ? undefined : survivor.values[name]
    if (base === undefined || base === 'none' || base.owed === true || name === undefined || value === undefined) return false
    if (isSame(rule, survivor.side, value, survivor.side === 'hubspot' ? base.h : base.s)) return false
    return isLate(survivor.times?.[name] ?? survivor.at)
  })
}

/** Whether values were crossing when the record was deleted; the deleted end is judged by its last known include. */
const wasPaused = (sync: Sync, draft: Draft, deleted: Snapshot, survivor: Snapshot): boolean => {
  const { link } = draft
  if (link.state === 'paused' || survivor.hidden === true || link.included?.[deleted.side] === false) return true
  const hubspot = survivor.side === 'hubspot' ? survivor : undefined
  const salesforce = survivor.side === 'salesforce' ? survivor : undefined
  const truth = isIncluded(sync, survivor.side, survivor.object, linkEnvironment(link, hubspot, salesforce))
  return truth === 'unknown' ? link.included?.[survivor.side] === false : !truth
}

/** Carries the delete to the survivor: the recycle bin, never a permanent erase. */
const carryDelete = (draft: Draft, deleted: Snapshot, survivor: Snapshot, rule: string, cause: string, reason: string): void => {
  draft.decide({ kind: 'delete', rule, winner: deleted.side, reason })
  draft.intend(
    { side: survivor.side, object: survivor.object, id: survivor.id, action: 'delete', fields: {}, rule, reason, expectedAt: survivor.at },
    stampsOf(deleted, survivor),
  )
  draft.die(cause)
}

const report = (draft: Draft, survivor: Snapshot, rule: string, code: string, reason: string, cure: string): void => {
  draft.problem({ side: survivor.side, object: survivor.object, recordId: survivor.id, kind: 'other', code, message: reason, cure, rule })
}

/**
 * What becomes of a link whose record is gone while its counterpart lives: it moves to the record that was made in its place, or ends as
 * `on delete` says. `cause` is what killed the link.
 */
export const planGone = (
  context: PlanContext,
  sync: Sync,
  draft: Draft,
  deleted: Snapshot,
  survivor: Snapshot,
  cause: 'deleted' | 'merged',
): Draft => {
  const { side } = deleted
  const entrance = entranceFor(sync, side, deleted.object)
  const { rule, action } = entrance?.from.onDelete ?? { rule: sync.sync.rule, action: 'ignore' as const }
  const leave = (kind: 'ignore' | 'unlink', reason: string, left = cause as string): Draft => {
    draft.decide({ kind, rule, winner: 'neither', reason })
    draft.die(left)
    return draft
  }
  // A converted lead is never written, not even deleted.
  if (survivor.convertedTo !== undefined) return leave('ignore', reasons.deleteIgnored(side))
  const replacement = findReplacement(draft, sync, deleted)
  if (replacement.kind === 'found') return planReplaced(context, sync, draft, deleted, survivor, replacement.candidate)
  if (wasPaused(sync, draft, deleted, survivor)) {
    const reason = reasons.deletePaused(side)
    report(draft, survivor, rule, 'deleted-while-paused', reason, `delete the ${productName(survivor.side)} record by hand, or keep it`)
    return leave('ignore', reason, 'deleted while paused')
  }
  if (action === 'ignore') return leave('ignore', reasons.deleteIgnored(side))
  if (action === 'unlink') return leave('unlink', reasons.deleteUnlinked(side), 'unlinked')
  if (deleted.unfound === true) {
    const reason = reasons.deleteUnfound(deleted.object, deleted.id, side)
    report(
      draft,
      survivor,
      rule,
      'record-not-found',
      reason,
      `delete the ${productName(survivor.side)} record by hand where it was deleted, or give the connected user the right to see it`,
    )
    return leave('ignore', reason)
  }
  const since = context.deleteRulesSince[rule]
  if (since === undefined || deleted.at < since) return leave('ignore', reasons.deleteOld(side))
  if (hasNewerEdit(context, sync, draft, deleted, survivor)) {
    const reason = reasons.deleteLoses(side)
    report(draft, survivor, rule, 'delete-loses', reason, `restore the ${productName(side)} record, or delete its counterpart too`)
    return leave('ignore', reason)
  }
  if (replacement.kind === 'stopped') {
    report(draft, survivor, rule, replacement.code, replacement.reason, replacement.cure)
    return leave('ignore', replacement.reason)
  }
  if (draft.link.isUnsearched === true) {
    draft.wantReplacements(deleted)
    return draft
  }
  carryDelete(draft, deleted, survivor, rule, cause, reasons.deleteCarried(side))
  return draft
}

/** A link of which at least one record is deleted. */
export const planDelete = (
  context: PlanContext,
  sync: Sync,
  draft: Draft,
  hubspot: Snapshot | undefined,
  salesforce: Snapshot | undefined,
): Draft => {
  const deleted: Snapshot | undefined = hubspot?.deleted === true ? hubspot : salesforce
  if (deleted === undefined) return draft
  const survivor = deleted.side === 'hubspot' ? salesforce : hubspot
  const ending = (side: SideName) => (survivor === undefined ? reasons.deletedAlone(side) : reasons.deletedBoth)
  if (survivor !== undefined && survivor.deleted !== true) return planGone(context, sync, draft, deleted, survivor, 'deleted')
  draft.decide({ kind: 'ignore', rule: sync.sync.rule, winner: 'neither', reason: ending(deleted.side) })
  draft.die('deleted')
  return draft
}

/** The side that came back while its counterpart is still deleted, if one did. */
export const restoredHalf = (draft: Draft, hubspot: Snapshot | undefined, salesforce: Snapshot | undefined): Snapshot | undefined =>
  [hubspot, salesforce].find((each) => {
    if (each === undefined || each.deleted === true) return false
    const across = other(each.side) === 'hubspot' ? hubspot : salesforce
    return across?.deleted === true && draft.link.before?.[each.side]?.deleted === true
  })
