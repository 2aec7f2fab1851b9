/** What a look at a record makes of its link row, as values: changed or not, stale, new. */
import type { CompiledSync } from '@lockstep/dsl'
import type { Instant, SideName, Snapshot } from '../model'
import type { LinkRow } from '../store/links'
import { labelFor } from './label'

export type LookOptions = {
  /** The lane of records that changed, or null to store them without a trigger. */
  readonly lane: number | null
  /** In an inventory, a property that was never read before is news to us, not a change. */
  readonly isInventory: boolean
  /** When this side was last captured completely, its clock: an old value is known to have stood until then. */
  readonly coveredAt: Instant
  /** From a page of changes, which may come from an index that lags; absent for a read by id. */
  readonly isPage?: boolean
}

/** Whether a look shows what was not known: a value, a delete, a merge, a conversion. */
export const hasChanged = (old: Snapshot, fresh: Snapshot, isInventory: boolean): boolean => {
  if ((old.deleted ?? false) !== (fresh.deleted ?? false) || (old.hidden ?? false) !== (fresh.hidden ?? false)) return true
  if (old.mergedInto !== fresh.mergedInto || old.convertedTo !== fresh.convertedTo) return true
  if ((fresh.absorbed ?? []).some((id) => old.absorbed?.includes(id) !== true)) return true
  // What could not be read for a while is news when it is read again, even where it is the same.
  if (old.unread?.some((name) => name in fresh.values) === true) return true
  return Object.entries(fresh.values).some(([name, value]) =>
    isInventory && !(name in old.values) ? false : (old.values[name] ?? null) !== value,
  )
}

/** What is not read by now: what a look left out, and what it did not ask for and no earlier one has read. */
const unreadAfter = (old: Snapshot, fresh: Snapshot): { readonly unread?: readonly string[] } => {
  if (old.unread === undefined && fresh.unread === undefined) return {}
  const unread = [...new Set([...(old.unread ?? []), ...(fresh.unread ?? [])])].filter((name) => !(name in fresh.values)).sort()
  return unread.length === 0 ? {} : { unread }
}

/** What was known before, with what was read now on top. A value that is not read any more is kept, and marked. */
export const overlay = (old: Snapshot, fresh: Snapshot): Snapshot => {
  const { times: _times, unread: _old, ...rest } = old
  const { deleted, unfound, hidden, mergedInto, convertedTo } = fresh
  const { unread: _fresh, ...news } = fresh
  const values = { ...old.values, ...fresh.values }
  return { ...rest, ...news, values, ...unreadAfter(old, fresh), deleted, unfound, hidden, mergedInto, convertedTo }
}

/** Whether a look left out what an earlier one had read. */
export const hasLostSight = (old: Snapshot, fresh: Snapshot): boolean =>
  fresh.unread?.some((name) => old.unread?.includes(name) !== true) === true

const later = (lane: number | null, other: number | null): number | null =>
  lane === null ? other : other === null ? lane : Math.min(lane, other)

/** A link row after one of its records was seen anew. */
export const afterLook = (row: LinkRow, side: SideName, fresh: Snapshot, options: LookOptions, now: Instant): LinkRow => {
  const old = row[side]
  if (old === null) return { ...row, [side]: fresh }
  const next = overlay(old, fresh)
  const settled: LinkRow = { ...row, [side]: next, gone: (row.gone && old.deleted === true ? false : row.gone) || next.deleted === true }
  if (!hasChanged(old, fresh, options.isInventory)) return settled
  const before = side === 'hubspot' ? 'beforeH' : 'beforeS'
  return {
    ...settled,
    lane: later(row.lane, options.lane),
    [before]: row[before] ?? { ...old, readAt: Math.max(old.readAt, options.coveredAt) },
    hold: null,
    holdWhat: null,
    approved: false,
    label: labelFor(side === 'hubspot' ? next : row.hubspot, side === 'salesforce' ? next : row.salesforce),
    changedAt: now,
  }
}

/** A row for a record that no link holds yet. */
export const newRow = (id: number, sync: CompiledSync, side: SideName, snapshot: Snapshot, lane: number | null, now: Instant): LinkRow => ({
  id,
  sync: sync.id,
  state: 'alone',
  cause: null,
  lane,
  hubspot: side === 'hubspot' ? snapshot : null,
  salesforce: side === 'salesforce' ? snapshot : null,
  beforeH: null,
  beforeS: null,
  base: {},
  included: {},
  pins: [],
  generation: 0,
  since: snapshot.readAt,
  fresh: lane !== null,
  gone: false,
  hWrote: 0,
  sWrote: 0,
  hold: null,
  holdWhat: null,
  approved: false,
  label: labelFor(snapshot, null),
  changedAt: now,
})

/** Older than what we know, or than our own last write: a stale index shows it, and its newer version will come. */
export const isStale = (row: LinkRow, side: SideName, fresh: Snapshot, isPage: boolean): boolean => {
  const old = row[side]
  if (old === null || fresh.deleted === true) return false
  // A read by id tells the truth of a restored record, whose stamp may be older than the delete; an index may lag behind the delete.
  if (old.deleted === true) return isPage && fresh.at < old.at
  return fresh.at < Math.max(old.at, side === 'hubspot' ? row.hWrote : row.sWrote)
}
