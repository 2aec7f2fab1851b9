/** What a mapping's two ends agreed on last, on this link; and meetings that are still due. */
import type { Base, Wire } from '../model'
import type { Draft } from './draft'
import type { Pair } from './meeting'
import { changeInterval, noticedOf } from './newest'
import { earlier, type State, wasTouched } from './pair-state'
import { isSame, type Rule } from './rule'

const basePair = (base: Base | null | undefined): Pair | undefined =>
  base === undefined || base === null || base === 'none' ? undefined : { hubspot: base.h, salesforce: base.s }

/** `stands`: the mapping is new to this link, and nothing happens until one of its fields changes. */
export const baseFor = (state: State, rule: Rule, pair: Pair): Pair | 'meets' | 'stands' => {
  const planned = basePair(state.draft.base[rule.id])
  if (planned !== undefined) return planned
  const stored = state.draft.link.base[rule.id]
  if (state.isFresh || state.isNeverMet || stored === 'none') return 'meets'
  const known = basePair(stored)
  if (known !== undefined) return known
  return wasTouched(state, rule, pair) ? 'meets' : 'stands'
}

/** Keeps when a Salesforce change was noticed that cannot be merged yet. */
export const keepTime = (state: State, rule: Rule, value: Wire): void => {
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

/** Whether a mapping that may not meet now must meet as soon as it may. */
export const isOwedMeeting = (state: State, rule: Rule, pair: Pair): boolean =>
  state.isFresh || state.isNeverMet || (state.draft.link.base[rule.id] === undefined && wasTouched(state, rule, pair))

/** Notes that the mapping has not met yet. */
export const owe = (state: State, rule: Rule): void => {
  if (state.isFresh || state.draft.link.base[rule.id] !== 'none') state.draft.base[rule.id] = 'none'
}

/** The common case, told without asking a converter: both values are letter by letter what was agreed. */
export const isAtRest = (state: State, id: string, hubspot: Wire, salesforce: Wire): boolean => {
  if (state.isFresh || id in state.draft.base) return false
  const base = state.draft.link.base[id]
  return base !== undefined && base !== 'none' && base.h === hubspot && base.s === salesforce
}

/** Notes the pair that both sides will hold; nothing where that is stored already. */
export const setBase = (draft: Draft, id: string, pair: { readonly h: Wire; readonly s: Wire }): void => {
  const stored = draft.link.base[id]
  const isStored = stored !== undefined && stored !== 'none' && stored.h === pair.h && stored.s === pair.s && stored.seen === undefined
  if (isStored) delete draft.base[id]
  else draft.base[id] = pair
}
