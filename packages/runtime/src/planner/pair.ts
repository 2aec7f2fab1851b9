/** Merges two records, or one and its counterpart to be created, mapping by mapping until nothing more follows. */

import type { Wire } from '../model'
import { apply, guardLifecycle } from './apply-merged'
import { baseFor, isAtRest, isOwedMeeting, keepTime, owe, ownDefault } from './base'
import { take } from './carry'
import type { Meeting, Pair } from './meeting'
import { mergeMapping } from './merge'
import { newestOf } from './newest'
import { type PairPlan, readEnd, type State, startPair, wasTouched } from './pair-state'
import { reasons } from './reasons'
import { agree, type Rule } from './rule'
import { other } from './side'
import { isStopped, needsSecondLook, type PairOutcome } from './stops'

/** A chain of mappings longer than this does not settle; the checker refuses loops. */
const MOST_PASSES = 12

/** `only on create`, and what it reads could not be read then: the value is still due. */
const isOwedOnce = (state: State, rule: Rule): boolean => {
  if (!rule.mapping.once) return false
  const stored = state.draft.link.base[rule.id]
  return stored !== undefined && stored !== 'none' && stored.owed === true
}

const isAwake = (state: State, rule: Rule): boolean => {
  if (rule.mapping.once && state.making === undefined && !isOwedOnce(state, rule)) return false
  if (state.isPaused && rule.sticky?.evenWhenPaused !== true) return false
  if (rule.when === undefined) return true
  const [before, now] = [rule.when(state.before()), rule.when(state.now)]
  if (before !== 'unknown' && now !== 'unknown') return before
  state.draft.asleep = true
  return false
}

/** Leaves a mapping as it is of which one end was not read: base and both sides stay, and a first meeting stays due. */
const leaveUnread = (state: State, rule: Rule, salesforce: Wire | undefined): void => {
  if (state.hubspot.unread.length > 0 || state.salesforce.unread.length > 0 || state.now.unread.isMet) state.draft.asleep = true
  const { once } = rule.mapping
  if (once && state.making !== undefined) state.draft.base[rule.id] = { h: null, s: null, owed: true }
  else if (!once && (state.isFresh || state.isNeverMet)) owe(state, rule)
  else if (salesforce !== undefined) keepTime(state, rule, salesforce)
}

/** A pin holds until either of its two values changes. */
const isPinned = (state: State, rule: Rule, pair: Pair): boolean =>
  state.draft.link.pins.includes(rule.id) && !wasTouched(state, rule, pair)

const meet = (state: State, rule: Rule): void => {
  const hubspot = readEnd(state, rule, 'hubspot')
  const salesforce = readEnd(state, rule, 'salesforce')
  // What was not read is not blank: nothing is decided on it.
  if (hubspot === undefined || salesforce === undefined) {
    leaveUnread(state, rule, salesforce)
    return
  }
  if (isAtRest(state, rule.id, hubspot, salesforce)) return
  const pair: Pair = { hubspot, salesforce }
  if (!isAwake(state, rule)) {
    if (rule.mapping.once) return
    if (isOwedMeeting(state, rule, pair)) owe(state, rule)
    else keepTime(state, rule, salesforce)
    return
  }
  if (isPinned(state, rule, pair)) return
  const base = baseFor(state, rule, pair)
  if (base === 'stands') return
  const meeting: Meeting = {
    rule,
    ...pair,
    crosses: state.crosses,
    ...(base === 'meets' ? {} : { base }),
    ...(state.making === undefined ? {} : { making: state.making }),
  }
  const newest = () => {
    const { draft, context } = state
    if (state.hubspot.snapshot === undefined || state.salesforce.snapshot === undefined) return 'undecided'
    return newestOf(meeting, draft.link, state.hubspot.snapshot, state.salesforce.snapshot, context.clockOffset)
  }
  const own = base === 'meets' && !agree(rule, hubspot, salesforce) ? ownDefault(state, rule, pair) : undefined
  const decided =
    own === undefined ? mergeMapping(meeting, state.sync.sync.conflicts, newest) : take(meeting, other(own), reasons.ownDefault(own))
  const merged = guardLifecycle(meeting, decided)
  apply(state, rule, meeting, merged)
  if (base === 'meets' && merged.kind === 'refused' && !isOwedOnce(state, rule))
    owe(state, rule, own === undefined ? undefined : { side: own, value: pair[own] })
}

/** Runs every mapping until nothing more follows; writes, base pairs, decisions and problems gather in the draft and the records. */
export const mergePair = (plan: PairPlan): PairOutcome => {
  const { sync, draft } = plan
  const state = startPair(plan)
  for (let pass = 0; ; pass += 1) {
    state.wrote = false
    for (const rule of plan.pairing.rules) meet(state, rule)
    if (!state.wrote || !plan.pairing.isChained) break
    if (pass < MOST_PASSES) continue
    draft.problem({
      kind: 'automations disagree',
      code: 'does-not-settle',
      message: 'the mappings of this record go on changing each other',
      cure: 'break the loop: let one of the mappings carry in one direction only',
      rule: sync.sync.rule,
    })
    return 'stopped'
  }
  const outcome = isStopped(state) ? 'stopped' : 'done'
  draft.again = needsSecondLook(state, outcome)
  return outcome
}
