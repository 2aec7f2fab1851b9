/** What a mapping's two ends agreed on last, on this link; and meetings that are still due. */
import type { Base, SideName, Wire } from '../model'
import type { Draft } from './draft'
import type { Pair } from './meeting'
import { changeInterval, noticedOf } from './newest'
import { earlier, type State, wasTouched } from './pair-state'
import { endOf, isSame, type Rule } from './rule'
import { other, SIDES } from './side'

/** Whether the mapping has not met on this link, but must as soon as it can. */
export const isOwed = (base: Base | undefined): boolean => base === 'none' || base?.owed === true

const basePair = (base: Base | null | undefined): Pair | undefined =>
  base === undefined || base === null || base === 'none' || base.owed === true ? undefined : { hubspot: base.h, salesforce: base.s }

/** `stands`: the mapping is new to this link, and nothing happens until one of its fields changes. */
export const baseFor = (state: State, rule: Rule, pair: Pair): Pair | 'meets' | 'stands' => {
  const planned = basePair(state.draft.base[rule.id])
  if (planned !== undefined) return planned
  const stored = state.draft.link.base[rule.id]
  if (state.isFresh || state.isNeverMet || isOwed(stored)) return 'meets'
  const known = basePair(stored)
  if (known !== undefined) return known
  return wasTouched(state, rule, pair) ? 'meets' : 'stands'
}

/** Keeps when a Salesforce change was noticed that cannot be merged yet. */
export const keepTime = (state: State, rule: Rule, value: Wire): void => {
  const { draft, salesforce } = state
  const stored = draft.link.base[rule.id]
  const field = rule.salesforce?.name
  if (stored === undefined || stored === 'none' || stored.owed === true || field === undefined || salesforce.snapshot === undefined) return
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

/**
 * The side whose value is its system's own doing: the mapping was owed when we created the record there, so the first value seen in it is a
 * default (of a picklist, an owner), and not what a person entered on the other side.
 */
export const ownDefault = (state: State, rule: Rule, pair: Pair): SideName | undefined => {
  const stored = state.draft.link.base[rule.id]
  if (state.making !== undefined || state.isFresh || stored === undefined || !isOwed(stored)) return undefined
  return SIDES.find((side) => {
    const end = endOf(rule, side)
    const record = earlier(state.draft, state[side])
    const value = pair[side]
    const away = rule.mapping.kind === (side === 'salesforce' ? 'to-hubspot' : 'to-salesforce')
    if (end?.updateable !== true || away || value === null || pair[other(side)] === null || !state.crosses[other(side)]) return false
    if (stored !== 'none') return isSame(rule, side, value, side === 'hubspot' ? stored.h : stored.s)
    return record !== undefined && record.values[end.name] === undefined
  })
}

/** Notes that the mapping has not met yet; `own` as `ownDefault` tells. */
export const owe = (state: State, rule: Rule, own?: { readonly side: SideName; readonly value: Wire }): void => {
  if (own !== undefined) {
    const h = own.side === 'hubspot' ? own.value : null
    const s = own.side === 'salesforce' ? own.value : null
    const stored = state.draft.link.base[rule.id]
    const isStored = stored !== undefined && stored !== 'none' && stored.owed === true && stored.h === h && stored.s === s
    if (!isStored) state.draft.base[rule.id] = { h, s, owed: true }
    return
  }
  if (state.isFresh || state.draft.link.base[rule.id] !== 'none') state.draft.base[rule.id] = 'none'
}

/** The common case, told without asking a converter: both values are letter by letter what was agreed. */
export const isAtRest = (state: State, id: string, hubspot: Wire, salesforce: Wire): boolean => {
  if (state.isFresh || id in state.draft.base) return false
  const base = state.draft.link.base[id]
  return base !== undefined && base !== 'none' && base.owed !== true && base.h === hubspot && base.s === salesforce
}

/** Notes the pair that both sides will hold; nothing where that is stored already. */
export const setBase = (draft: Draft, id: string, pair: { readonly h: Wire; readonly s: Wire }): void => {
  const stored = draft.link.base[id]
  const isStored =
    stored !== undefined &&
    stored !== 'none' &&
    stored.h === pair.h &&
    stored.s === pair.s &&
    stored.seen === undefined &&
    stored.owed === undefined
  if (isStored) delete draft.base[id]
  else draft.base[id] = pair
}
