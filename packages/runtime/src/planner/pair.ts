/** Merges two records, or one and its counterpart to be created, mapping by mapping until nothing more follows. */

import type { Environment } from '@lockstep/dsl'
import { textOfValue } from '@lockstep/dsl'
import type { Base, SideName, Snapshot, Wire } from '../model'
import { refusesBlank } from './carry'
import type { Pairing, Sync } from './compile-sync'
import type { PlanContext } from './contract'
import type { Draft } from './draft'
import { environmentOf } from './environment'
import type { Meeting, Merged, Pair } from './meeting'
import { mergeMapping } from './merge'
import { changeInterval, newestOf, noticedOf } from './newest'
import { reasons } from './reasons'
import type { PlannedRecord } from './record'
import { convert, endOf, isSame, type Rule } from './rule'
import { SIDES } from './side'
import { refusalToWrite } from './stages'

/** A chain of mappings longer than this does not settle; the checker refuses loops. */
const MOST_PASSES = 12

export type PairPlan = {
  readonly context: PlanContext
  readonly sync: Sync
  readonly pairing: Pairing
  readonly draft: Draft
  readonly hubspot: PlannedRecord
  readonly salesforce: PlannedRecord
  /** The side whose record is about to be created. */
  readonly making?: SideName
  /** The records meet now: no base counts. */
  readonly isFresh: boolean
  /** Values cross although the link is paused: only mappings that say so. */
  readonly isPaused: boolean
}

/** Whether the record may be written. */
export type PairOutcome = 'done' | 'stopped'

type State = PairPlan & {
  readonly now: Environment
  readonly before: () => Environment
  readonly crosses: { readonly hubspot: boolean; readonly salesforce: boolean }
  readonly isNeverMet: boolean
  /** Rules by id whose refusal or decision has been told. */
  readonly told: Map<string, Merged>
  wrote: boolean
}

const lifecycleNote = (id: string): boolean => id.startsWith('lifecycle:')

const environments = (plan: PairPlan): { readonly now: Environment; readonly before: () => Environment } => {
  const { link } = plan.draft
  const surroundings = { edges: link.edges, isLinked: true, isIncluded: () => true }
  let before: Environment | undefined
  return {
    now: environmentOf({ hubspot: plan.hubspot, salesforce: plan.salesforce, ...surroundings }),
    before: () => {
      before ??= environmentOf({
        hubspot: earlier(plan.draft, plan.hubspot) ?? unwritten(plan.hubspot),
        salesforce: earlier(plan.draft, plan.salesforce) ?? unwritten(plan.salesforce),
        ...surroundings,
      })
      return before
    },
  }
}

/** The record without this plan's writes; blank where it is yet to be created. */
const unwritten = (record: PlannedRecord) => record.snapshot ?? { object: record.object, values: {} }

/** The same record as it was before this run. */
const earlier = (draft: Draft, record: PlannedRecord): Snapshot | undefined => {
  const before = draft.link.before?.[record.side]
  return before !== undefined && before.id === record.snapshot?.id ? before : undefined
}

const sourceRead = (state: State, rule: Rule, side: SideName): Wire | undefined => {
  const { source } = rule
  if (source?.side !== side) return undefined
  const isUnread = SIDES.some((each) => rule.reads[each].some((name) => state[each].read(name) === undefined))
  return isUnread ? undefined : textOfValue(source.evaluate(state.now))
}

const readEnd = (state: State, rule: Rule, side: SideName): Wire | undefined => {
  const end = endOf(rule, side)
  return end === undefined ? sourceRead(state, rule, side) : state[side].read(end.name)
}

/** Whether either end's value differs from what it was before this run; what was not known then counts as unchanged. */
const wasTouched = (state: State, rule: Rule, pair: Pair): boolean =>
  SIDES.some((side) => {
    const end = endOf(rule, side)
    const record = earlier(state.draft, state[side])
    if (record === undefined) return false
    if (end === undefined) {
      const isUnread = rule.reads[side].some((name) => record.values[name] === undefined)
      return !isUnread && rule.source !== undefined && textOfValue(rule.source.evaluate(state.before())) !== pair[side]
    }
    const value = record.values[end.name]
    return value !== undefined && !isSame(rule, side, value, pair[side])
  })

const basePair = (base: Base | null | undefined): Pair | undefined =>
  base === undefined || base === null || base === 'none' ? undefined : { hubspot: base.h, salesforce: base.s }

/** `stands`: the mapping is new to this link, and nothing happens until one of its fields changes. */
const baseFor = (state: State, rule: Rule, pair: Pair): Pair | 'meets' | 'stands' => {
  const planned = basePair(state.draft.base[rule.id])
  if (planned !== undefined) return planned
  const stored = state.draft.link.base[rule.id]
  if (state.isFresh || state.isNeverMet || stored === 'none') return 'meets'
  const known = basePair(stored)
  if (known !== undefined) return known
  return wasTouched(state, rule, pair) ? 'meets' : 'stands'
}

/** Keeps when a Salesforce change was noticed that cannot be merged yet. */
const keepTime = (state: State, rule: Rule, value: Wire): void => {
  const { draft, salesforce } = state
  const stored = draft.link.base[rule.id]
  const field = rule.salesforce?.name
  if (stored === undefined || stored === 'none' || field === undefined || salesforce.snapshot === undefined) return
  if (isSame(rule, 'salesforce', value, stored.s)) return
  const before = earlier(draft, salesforce)
  if (before === undefined) return
  const same = (a: Wire, b: Wire): boolean => isSame(rule, 'salesforce', a, b)
  const seen = changeInterval(field, value, salesforce.snapshot, before, noticedOf(stored), same)
  if (!Number.isFinite(seen.from) || (stored.seen?.from === seen.from && stored.seen.to === seen.to)) return
  draft.base[rule.id] = { h: stored.h, s: stored.s, seen }
}

/** A lifecycle stage is never written backwards; where the mapping carries HubSpot's values, Salesforce is set back. */
const guardLifecycle = (meeting: Meeting, merged: Merged): Merged => {
  const { rule } = meeting
  if (rule.lifecycle === undefined || (merged.kind !== 'merged' && merged.kind !== 'conflict')) return merged
  if (merged.hubspot === meeting.hubspot || isSame(rule, 'hubspot', merged.hubspot, meeting.hubspot)) return merged
  const reason = refusalToWrite(rule.lifecycle, meeting.hubspot, merged.hubspot)
  if (reason === undefined) return merged
  const back = rule.mapping.kind === 'to-hubspot' || !meeting.crosses.hubspot ? undefined : convert(rule, 'hubspot', meeting.hubspot)
  const mayReturn = back?.ok === true && !(back.value === null && refusesBlank(rule.salesforce)) && meeting.making === undefined
  return { kind: 'lifecycle', hubspot: meeting.hubspot, salesforce: mayReturn ? back.value : meeting.salesforce, winner: 'hubspot', reason }
}

/** Values that the catalog forbids to write are never sent. */
const isWritable = (state: State, rule: Rule, side: SideName): boolean => {
  const end = endOf(rule, side)
  return end !== undefined && (state.making === side ? end.createable : end.updateable)
}

const tell = (state: State, rule: Rule, meeting: Meeting, merged: Merged): void => {
  const { draft } = state
  if (merged.kind === 'idle' || merged.kind === 'want' || state.told.has(rule.id)) return
  const stored = draft.link.base[rule.id]
  const values = {
    mapping: rule.id,
    ...(stored === undefined ? {} : { base: stored }),
    hubspot: meeting.hubspot,
    salesforce: meeting.salesforce,
  }
  const refusal = merged.refusal
  if (refusal !== undefined) {
    const record = state[refusal.side]
    draft.refuse(refusal, rule.id, rule.mapping.rule, {
      object: record.object,
      ...(record.snapshot === undefined ? {} : { id: record.snapshot.id }),
    })
    draft.decide({
      kind: 'error',
      ...values,
      winner: merged.kind === 'refused' ? 'neither' : merged.winner,
      rule: rule.mapping.rule,
      reason: refusal.message,
    })
    state.told.set(rule.id, merged)
  }
  if (merged.kind === 'refused') return
  const isWritten = merged.hubspot !== meeting.hubspot || merged.salesforce !== meeting.salesforce
  if (merged.kind === 'merged' && (!isWritten || state.making !== undefined)) return
  state.told.set(rule.id, merged)
  const kind = merged.kind === 'merged' ? 'update' : merged.kind
  draft.decide({ kind, ...values, winner: merged.winner, rule: rule.mapping.rule, reason: merged.reason })
}

const apply = (state: State, rule: Rule, meeting: Meeting, merged: Merged): void => {
  const { draft } = state
  if (merged.kind === 'idle') return
  if (merged.kind === 'want') {
    const { snapshot } = state.hubspot
    if (snapshot !== undefined && rule.hubspot !== undefined) draft.want(snapshot, [rule.hubspot.name])
    return
  }
  if (merged.kind === 'refused') {
    tell(state, rule, meeting, merged)
    keepTime(state, rule, meeting.salesforce)
    return
  }
  const writes = SIDES.filter((side) => merged[side] !== meeting[side])
  if (writes.some((side) => !isWritable(state, rule, side))) {
    if (state.making !== undefined) draft.base[rule.id] = 'none'
    return
  }
  tell(state, rule, meeting, merged)
  for (const side of writes) {
    const end = endOf(rule, side)
    if (end === undefined) continue
    state[side].write(end.name, merged[side], rule.id, rule.mapping.rule)
    state.wrote = true
  }
  setBase(draft, rule.id, { h: merged.hubspot, s: merged.salesforce })
}

const setBase = (draft: Draft, id: string, pair: { readonly h: Wire; readonly s: Wire }): void => {
  const stored = draft.link.base[id]
  const isStored = stored !== undefined && stored !== 'none' && stored.h === pair.h && stored.s === pair.s && stored.seen === undefined
  if (isStored) delete draft.base[id]
  else draft.base[id] = pair
}

const isAwake = (state: State, rule: Rule): boolean => {
  if (rule.mapping.once && state.making === undefined) return false
  if (state.isPaused && rule.sticky?.evenWhenPaused !== true) return false
  return rule.when === undefined || rule.when(state.before())
}

/** A pin holds until either of its two values changes. */
const isPinned = (state: State, rule: Rule, pair: Pair): boolean =>
  state.draft.link.pins.includes(rule.id) && !wasTouched(state, rule, pair)

/** Whether a mapping that may not meet now must meet as soon as it may. */
const isOwedMeeting = (state: State, rule: Rule, pair: Pair): boolean =>
  state.isFresh || state.isNeverMet || (state.draft.link.base[rule.id] === undefined && wasTouched(state, rule, pair))

const owe = (state: State, rule: Rule): void => {
  if (state.isFresh || state.draft.link.base[rule.id] !== 'none') state.draft.base[rule.id] = 'none'
}

/** The common case, told without asking a converter: both values are letter by letter what was agreed. */
const isAtRest = (state: State, id: string, hubspot: Wire, salesforce: Wire): boolean => {
  if (state.isFresh || id in state.draft.base) return false
  const base = state.draft.link.base[id]
  return base !== undefined && base !== 'none' && base.h === hubspot && base.s === salesforce
}

const meet = (state: State, rule: Rule): void => {
  const hubspot = readEnd(state, rule, 'hubspot')
  const salesforce = readEnd(state, rule, 'salesforce')
  // What was not read is not blank: nothing is decided on it.
  if (hubspot === undefined || salesforce === undefined) {
    if ((state.isFresh || state.isNeverMet) && !rule.mapping.once) owe(state, rule)
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
  const merged = guardLifecycle(meeting, mergeMapping(meeting, state.sync.sync.conflicts, newest))
  apply(state, rule, meeting, merged)
  if (base === 'meets' && merged.kind === 'refused') owe(state, rule)
}

/** The record that is created must have every field that its system requires. */
const missesRequired = (state: State): boolean => {
  const { making, draft, pairing } = state
  if (making === undefined) return false
  let isMissing = false
  for (const rule of pairing.rules) {
    const end = endOf(rule, making)
    if (end?.required !== true || end.type === 'boolean' || (state[making].read(end.name) ?? null) !== null) continue
    isMissing = true
    if (draft.problems.some((each) => each.mapping === rule.id)) continue
    const message = `\`${end.name}\` is required to create a ${state[making].object}, and there is no value for it`
    const refusal = {
      kind: 'property value' as const,
      code: 'required-field',
      side: making,
      field: end.name,
      value: null,
      message,
      cure: 'fill the value at its source, or give the mapping a `default`',
    }
    draft.refuse(refusal, rule.id, rule.mapping.rule, { object: state[making].object })
  }
  return isMissing
}

/** A field that the new record needs, or a mapping that the policy calls required, failed. */
const isStopped = (state: State): boolean => {
  if (missesRequired(state)) return true
  if (!state.pairing.rules.some((rule) => rule.mapping.required && state.told.get(rule.id)?.kind === 'refused')) return false
  state.draft.decide({ kind: 'error', rule: state.sync.sync.rule, winner: 'neither', reason: reasons.recordStopped })
  return true
}

/**
 * A mapping that slept by the records as they were may wake by the records as they will be; and one that stopped the record
 * may fall asleep.
 */
const needsSecondLook = (state: State, outcome: PairOutcome): boolean =>
  !state.isPaused &&
  state.pairing.rules.some((rule) => {
    if (rule.when === undefined) return false
    const isAwake = rule.when(state.now)
    return rule.when(state.before()) !== isAwake && (isAwake || outcome === 'stopped')
  })

/** Runs every mapping until nothing more follows; writes, base pairs, decisions and problems gather in the draft and the records. */
export const mergePair = (plan: PairPlan): PairOutcome => {
  const { sync, salesforce, draft } = plan
  const state: State = {
    ...plan,
    ...environments(plan),
    crosses: {
      hubspot: sync.hubspot?.from.onChange.action === 'update',
      salesforce: sync.salesforce.get(salesforce.object)?.from.onChange.action === 'update',
    },
    isNeverMet: !Object.keys(draft.link.base).some((id) => !lifecycleNote(id)),
    told: new Map(),
    wrote: false,
  }
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
