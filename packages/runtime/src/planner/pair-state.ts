/** What is known while a pair's mappings are run: both records, as they were and as they will be, and what may cross. */
import { textOfValue } from '@lockstep/dsl'
import type { SideName, Snapshot, Wire } from '../model'
import type { Pairing, Sync } from './compile-sync'
import type { PlanContext } from './contract'
import type { Draft } from './draft'
import { environmentOf, type Surroundings } from './environment'
import type { Merged, Pair } from './meeting'
import type { PlannedRecord } from './record'
import { endOf, isSame, type Rule } from './rule'
import { SIDES } from './side'
import { knownValue } from './truth'

/** What is asked: which records, by which mappings. */
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

/** A pair in the middle of its mappings. */
export type State = PairPlan & {
  readonly now: Surroundings
  readonly before: () => Surroundings
  readonly crosses: { readonly hubspot: boolean; readonly salesforce: boolean }
  readonly isNeverMet: boolean
  /** Rules by id whose refusal or decision has been told. */
  readonly told: Map<string, Merged>
  wrote: boolean
}

/** Notes stand among the bases: the planner's own on lifecycle, and the pipeline's on values that swing. */
export const isNote = (id: string): boolean => id.startsWith('lifecycle:') || id.startsWith('swing:')

const environments = (plan: PairPlan): { readonly now: Surroundings; readonly before: () => Surroundings } => {
  const { link } = plan.draft
  const surroundings = { edges: link.edges, isLinked: true, isIncluded: () => true }
  let before: Surroundings | undefined
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
const unwritten = (record: PlannedRecord) => record.snapshot ?? { object: record.object, values: {}, unread: record.unread }

/** The same record as it was before this run. */
export const earlier = (draft: Draft, record: PlannedRecord): Snapshot | undefined => {
  const before = draft.link.before?.[record.side]
  return before !== undefined && before.id === record.snapshot?.id ? before : undefined
}

const sourceRead = (state: State, rule: Rule, side: SideName): Wire | undefined => {
  const { source } = rule
  if (source?.side !== side) return undefined
  const isUnread = SIDES.some((each) => rule.reads[each].some((name) => state[each].read(name) === undefined))
  const value = isUnread ? undefined : knownValue(source.evaluate, state.now)
  return value === undefined ? undefined : textOfValue(value)
}

/** The value of that end, an expression's included; `undefined` where something it needs was not read. */
export const readEnd = (state: State, rule: Rule, side: SideName): Wire | undefined => {
  const end = endOf(rule, side)
  return end === undefined ? sourceRead(state, rule, side) : state[side].read(end.name)
}

/** Whether either end's value differs from what it was before this run; what was not known then counts as unchanged. */
export const wasTouched = (state: State, rule: Rule, pair: Pair): boolean =>
  SIDES.some((side) => {
    const end = endOf(rule, side)
    const record = earlier(state.draft, state[side])
    if (record === undefined) return false
    if (end === undefined) {
      const isUnread = rule.reads[side].some((name) => record.values[name] === undefined)
      const value = isUnread || rule.source === undefined ? undefined : knownValue(rule.source.evaluate, state.before())
      return value !== undefined && textOfValue(value) !== pair[side]
    }
    const value = record.values[end.name]
    return value !== undefined && !isSame(rule, side, value, pair[side])
  })

/** The state before the first mapping. */
export const startPair = (plan: PairPlan): State => {
  const { sync, salesforce, draft } = plan
  return {
    ...plan,
    ...environments(plan),
    crosses: {
      hubspot: sync.hubspot?.from.onChange.action === 'update',
      salesforce: sync.salesforce.get(salesforce.object)?.from.onChange.action === 'update',
    },
    isNeverMet: !Object.keys(draft.link.base).some((id) => !isNote(id)),
    told: new Map(),
    wrote: false,
  }
}
