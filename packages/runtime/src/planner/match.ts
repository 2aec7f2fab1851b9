/** Matching: what a record that is alone finds on the other side, and whether it is the one of its kind to act. */
import type { Candidate, Snapshot } from '../model'
import type { Sync } from './compile-sync'
import { type PlanContext, rightsOf } from './contract'
import type { Draft } from './draft'
import { mayEnter } from './include'
import { isKeyUnread, keyOf } from './match-key'
import { preferred } from './prefer'
import { reasons } from './reasons'
import { other } from './side'

export type Match =
  | { readonly kind: 'found'; readonly candidate: Candidate }
  | { readonly kind: 'none' }
  /** Another record is preferred, or nobody can be chosen; it has been told why. */
  | { readonly kind: 'stopped' }

/** Whether no link may take the record. */
export const isGone = (snapshot: Snapshot): boolean =>
  snapshot.deleted === true || snapshot.hidden === true || snapshot.mergedInto !== undefined || snapshot.convertedTo !== undefined

/** A record as messages name it. */
export const nameOf = (snapshot: Snapshot): string => `${snapshot.object} ${snapshot.id}`

const duplicate = (draft: Draft, sync: Sync, own: Snapshot, code: string, message: string, cure: string): Match => {
  const rule = sync.sync.preferRule ?? sync.sync.match[0]?.rule ?? sync.sync.rule
  draft.problem({ side: own.side, object: own.object, recordId: own.id, kind: 'duplicate', code, message, cure, rule })
  draft.decide({ kind: 'error', rule, winner: 'neither', reason: message })
  return { kind: 'stopped' }
}

const PREFER_CURE = 'merge the duplicates, or say in the policy which to `prefer`'

/** Whether this record, rather than another of its side with the same key, may create or link. */
const winsOverRivals = (draft: Draft, sync: Sync, own: Snapshot): Match | undefined => {
  const rivals = draft.link.rivals.filter((each) => !isGone(each) && mayEnter(sync, each))
  if (rivals.length === 0) return undefined
  const all = [own, ...rivals]
  const chosen = preferred(all, (each) => each, sync.sync.prefer)
  const names = all.map(nameOf)
  if (chosen === undefined)
    return duplicate(
      draft,
      sync,
      own,
      'several-sources',
      `${names.join(', ')} share a match key, and nothing says which to take`,
      PREFER_CURE,
    )
  if (chosen === own) return undefined
  const rule = sync.sync.preferRule ?? sync.sync.rule
  draft.decide({ kind: 'match', rule, winner: 'neither', reason: reasons.rivalPreferred(nameOf(chosen)) })
  return { kind: 'stopped' }
}

/** True where the policy has match lines and this record has no valid key for any of them. */
export const hasNoKey = (sync: Sync, own: Snapshot): boolean =>
  sync.sync.match.length > 0 && sync.sync.match.every((match) => keyOf(match, own) === null)

/** Whether a key that a match hangs on was not read, here or there: then there is neither a match nor the certainty that there is none. */
const isBlind = ({ rights }: PlanContext, draft: Draft, sync: Sync, own: Snapshot): boolean => {
  const side = other(own.side)
  const objects = side === 'salesforce' ? sync.sync.salesforce : [sync.sync.hubspot.object]
  const across = objects.map((object) => ({ side, object, ...rightsOf(rights, side, object) }))
  const nearby = [...draft.link.candidates.map(({ snapshot }) => snapshot), ...draft.link.rivals]
  return (
    across.some((each) => each.isClosed === true) ||
    sync.sync.match.some((match) => isKeyUnread(match, own) || [...across, ...nearby].some((each) => isKeyUnread(match, each)))
  )
}

/** The counterpart by the first `match` line that finds one. */
export const findMatch = (context: PlanContext, draft: Draft, sync: Sync, own: Snapshot): Match => {
  if (isBlind(context, draft, sync, own)) {
    draft.asleep = true
    return { kind: 'stopped' }
  }
  const lost = winsOverRivals(draft, sync, own)
  if (lost !== undefined) return lost
  const objects = own.side === 'hubspot' ? sync.sync.salesforce : [sync.sync.hubspot.object]
  const usable = draft.link.candidates.filter(
    ({ snapshot }) => snapshot.side !== own.side && objects.includes(snapshot.object) && !isGone(snapshot),
  )
  const line = sync.sync.match.find((match) => usable.some((each) => each.match === match.rule))?.rule ?? usable[0]?.match
  const candidates = usable.filter((each) => each.match === line)
  const taken = candidates.find((each) => each.linkedTo !== undefined && each.linkedTo !== draft.link.id)
  if (taken !== undefined) {
    const message = `${nameOf(taken.snapshot)} has the same match key, but is linked to another record already`
    return duplicate(draft, sync, own, 'already-linked', message, 'merge the duplicates, or change the match key of one of them')
  }
  if (candidates.length === 0) return { kind: 'none' }
  const candidate = preferred(candidates, (each) => each.snapshot, sync.sync.prefer)
  const names = candidates.map((each) => nameOf(each.snapshot))
  if (candidate === undefined)
    return duplicate(
      draft,
      sync,
      own,
      'several-matches',
      `${names.join(', ')} share the match key, and nothing says which to take`,
      PREFER_CURE,
    )
  if (candidates.length > 1) {
    const rule = sync.sync.preferRule ?? candidate.match
    draft.decide({ kind: 'match', rule, winner: 'neither', reason: reasons.chosen(nameOf(candidate.snapshot), names) })
  }
  return { kind: 'found', candidate }
}
