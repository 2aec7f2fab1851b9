/** What the two ends of a link's mappings agreed on, after one of its records gave way to another one. */
import type { Base, Snapshot } from '../model'
import type { Sync } from './compile-sync'
import type { Draft } from './draft'
import { endOf, type Rule } from './rule'

/** The base of each mapping that both Salesforce objects share is kept; the others meet for the first time. */
export const movedBase = (sync: Sync, draft: Draft, from: string, to: string): Record<string, Base> => {
  const base: Record<string, Base> = {}
  const shared = new Set(sync.pairings.get(from)?.rules.map((rule) => rule.id))
  for (const rule of sync.pairings.get(to)?.rules ?? []) {
    const kept = shared.has(rule.id) ? draft.link.base[rule.id] : 'none'
    if (kept !== undefined) base[rule.id] = kept
  }
  for (const [id, note] of Object.entries(draft.link.base)) if (id.startsWith('lifecycle:')) base[id] = note
  return base
}

const isBlankIn = (rule: Rule, snapshot: Snapshot): boolean => {
  const end = endOf(rule, snapshot.side)
  const names = end === undefined ? rule.reads[snapshot.side] : [end.name]
  return names.some((name) => snapshot.values[name] === null)
}

/** Mappings whose value a record that was made anew leaves blank: it never held it, so the blank is no clear. */
export const unmetIn = (sync: Sync, base: Readonly<Record<string, Base>>, salesforceObject: string, made: Snapshot): readonly string[] =>
  (sync.pairings.get(salesforceObject)?.rules ?? [])
    .filter((rule) => base[rule.id] !== undefined && isBlankIn(rule, made))
    .map(({ id }) => id)
