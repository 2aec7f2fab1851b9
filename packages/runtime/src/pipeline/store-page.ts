/** Puts one page of what a side showed into the store: link rows, keys, edges, read-only records, and the cursor last. */
import type { CompiledSync } from '@lockstep/dsl'
import type { Cursor, Edge, Page } from '../connectors/connector'
import type { Instant, SideName, Snapshot } from '../model'
import { inBatches } from '../store/batches'
import { writeCursor } from '../store/cursors'
import type { Queries } from '../store/database'
import { markDirty } from '../store/dirty'
import { applyEdges, readEdges, readSeen, writeSeen } from '../store/edges'
import { type KeyRow, replaceKeys } from '../store/keys'
import { findLinks, type LinkRow, nextNumbers, writeLinks } from '../store/links'
import { labelFor } from './label'
import { keyRows } from './match-key'
import { commit, type Run } from './run-state'

export type Look = {
  readonly snapshots: readonly Snapshot[]
  readonly edges: readonly Edge[]
  readonly replaces?: Page['replaces']
  readonly gone: Page['gone']
  /** The object that `gone` ids belong to. */
  readonly object: string
  readonly cursor?: Cursor
}

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

const isOwn = (sync: CompiledSync, side: SideName, object: string): boolean =>
  side === 'hubspot' ? sync.hubspot.object === object : sync.salesforce.includes(object)

const hasChanged = (old: Snapshot, fresh: Snapshot, isInventory: boolean): boolean => {
  if ((old.deleted ?? false) !== (fresh.deleted ?? false) || (old.hidden ?? false) !== (fresh.hidden ?? false)) return true
  if (old.mergedInto !== fresh.mergedInto || old.convertedTo !== fresh.convertedTo) return true
  if ((fresh.absorbed ?? []).some((id) => old.absorbed?.includes(id) !== true)) return true
  return Object.entries(fresh.values).some(([name, value]) =>
    isInventory && !(name in old.values) ? false : (old.values[name] ?? null) !== value,
  )
}

/** What was known before, with what was read now on top. */
const overlay = (old: Snapshot, fresh: Snapshot): Snapshot => {
  const { times: _times, ...rest } = old
  const { deleted, hidden, mergedInto, convertedTo } = fresh
  return { ...rest, ...fresh, values: { ...old.values, ...fresh.values }, deleted, hidden, mergedInto, convertedTo }
}

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

const newRow = (id: number, sync: CompiledSync, side: SideName, snapshot: Snapshot, lane: number | null, now: Instant): LinkRow => ({
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
const isStale = (row: LinkRow, side: SideName, fresh: Snapshot, isPage: boolean): boolean => {
  const old = row[side]
  if (old === null || fresh.deleted === true) return false
  // A read by id tells the truth of a restored record, whose stamp may be older than the delete; an index may lag behind the delete.
  if (old.deleted === true) return isPage && fresh.at < old.at
  return fresh.at < Math.max(old.at, side === 'hubspot' ? row.hWrote : row.sWrote)
}

const keysDiffer = (a: readonly KeyRow[], b: readonly KeyRow[]): boolean =>
  a.length !== b.length || a.some((row, at) => row.value !== b[at]?.value || row.line !== b[at]?.line)

const storeSnapshots = async (
  run: Run,
  queries: Queries,
  sync: CompiledSync,
  side: SideName,
  snapshots: readonly Snapshot[],
  options: LookOptions,
): Promise<void> => {
  const now = run.clock.now()
  const newest = new Map<string, Snapshot>()
  for (const snapshot of snapshots) {
    const known = newest.get(snapshot.id)
    if (known === undefined || known.at <= snapshot.at) newest.set(snapshot.id, snapshot)
  }
  const known = await findLinks(queries, run.ws, sync.id, side, [...newest.keys()])
  const strangers = [...newest.values()].filter(
    (snapshot) => !known.has(snapshot.id) && snapshot.deleted !== true && snapshot.hidden !== true,
  )
  const numbers = await nextNumbers(queries, strangers.length)
  const rows: LinkRow[] = strangers.map((snapshot, at) => newRow(numbers[at] ?? 0, sync, side, snapshot, options.lane, now))
  const keys: KeyRow[] = rows.flatMap((row) => keyRows(sync, side, row.id, row[side]))
  const rekeyed: number[] = []
  for (const row of known.values()) {
    const id = row[side]?.id
    const fresh = id === undefined ? undefined : newest.get(id)
    if (fresh === undefined || isStale(row, side, fresh, options.isPage === true)) continue
    const next = afterLook(row, side, fresh, options, now)
    rows.push(next)
    const nextKeys = next.state === 'dead' ? [] : keyRows(sync, side, row.id, next[side])
    if (!keysDiffer(keyRows(sync, side, row.id, row[side]), nextKeys)) continue
    rekeyed.push(row.id)
    keys.push(...nextKeys)
  }
  await writeLinks(queries, run.ws, rows)
  await replaceKeys(queries, run.ws, side, rekeyed, keys)
  await followMerges(run, queries, sync, side, [...newest.values()], options)
}

/** A record that absorbed others tells what became of them: their links are shown where they went. */
const followMerges = async (
  run: Run,
  queries: Queries,
  sync: CompiledSync,
  side: SideName,
  snapshots: readonly Snapshot[],
  options: LookOptions,
): Promise<void> => {
  const winners = new Map(
    snapshots.flatMap((snapshot) => (snapshot.absorbed ?? []).filter((id) => id !== snapshot.id).map((id) => [id, snapshot] as const)),
  )
  const losers = await findLinks(queries, run.ws, sync.id, side, [...winners.keys()])
  const rows: LinkRow[] = []
  for (const [id, row] of losers) {
    const old = row[side]
    const winner = winners.get(id)
    if (old === null || winner === undefined || old.mergedInto === winner.id || row.state === 'dead') continue
    rows.push(afterLook(row, side, { ...old, deleted: true, mergedInto: winner.id, readAt: winner.readAt }, options, run.clock.now()))
  }
  await writeLinks(queries, run.ws, rows)
  await replaceKeys(
    queries,
    run.ws,
    side,
    rows.map((row) => row.id),
    [],
  )
}

const storeGone = async (
  run: Run,
  queries: Queries,
  sync: CompiledSync,
  side: SideName,
  gone: Page['gone'],
  options: LookOptions,
): Promise<void> => {
  const known = await findLinks(
    queries,
    run.ws,
    sync.id,
    side,
    gone.map((each) => each.id),
  )
  const now = run.clock.now()
  const rows: LinkRow[] = []
  for (const { id, how } of gone) {
    const row = known.get(id)
    const old = row?.[side]
    if (row === undefined || old === null || old === undefined) continue
    const fresh: Snapshot = {
      ...old,
      values: {},
      readAt: run.connectors[side].now(),
      ...(how === 'hidden' ? { hidden: true } : { deleted: true }),
    }
    rows.push(afterLook(row, side, { ...fresh, at: how === 'hidden' ? old.at : Math.max(old.at, fresh.readAt) }, options, now))
  }
  await writeLinks(queries, run.ws, rows)
  await replaceKeys(
    queries,
    run.ws,
    side,
    rows.map((row) => row.id),
    [],
  )
}

/** Links whose surroundings changed are to be planned, though their records are the same. */
const dirtyAround = async (run: Run, queries: Queries, side: SideName, records: readonly string[], lane: number | null): Promise<void> => {
  if (lane === null || records.length === 0) return
  for (const sync of run.policy.syncs) {
    const links = await findLinks(queries, run.ws, sync.id, side, [...new Set(records)])
    await markDirty(
      queries,
      run.ws,
      [...links.values()].map((row) => row.id),
      lane,
    )
  }
}

const storeSeen = async (
  run: Run,
  queries: Queries,
  side: SideName,
  snapshots: readonly Snapshot[],
  lane: number | null,
): Promise<void> => {
  for (const batch of inBatches(snapshots)) {
    const known = await readSeen(
      queries,
      run.ws,
      side,
      batch.map((snapshot) => snapshot.id),
    )
    const changed = batch.filter((snapshot) => {
      const old = known.get(snapshot.id)
      return old === undefined || hasChanged(old, snapshot, false)
    })
    await writeSeen(
      queries,
      run.ws,
      side,
      changed.map((snapshot) => {
        const old = known.get(snapshot.id)
        return old === undefined ? snapshot : overlay(old, snapshot)
      }),
    )
    const ids = changed.map((snapshot) => snapshot.id)
    const arriving = await readEdges(queries, run.ws, side, ids, 'to')
    const leaving = await readEdges(queries, run.ws, side, ids, 'from')
    await dirtyAround(run, queries, side, [...arriving.map((edge) => edge.from), ...leaving.map((edge) => edge.to)], lane)
  }
}

/** Stores a page, or what a read by id brought, in one transaction; the cursor goes last. */
export const storePage = async (run: Run, side: SideName, look: Look, given: LookOptions): Promise<void> => {
  await commit(run, async (queries) => {
    const options = { ...given, isPage: look.cursor !== undefined }
    for (const sync of run.policy.syncs) {
      const own = look.snapshots.filter((snapshot) => isOwn(sync, side, snapshot.object))
      for (const batch of inBatches(own)) await storeSnapshots(run, queries, sync, side, batch, options)
      if (isOwn(sync, side, look.object)) await storeGone(run, queries, sync, side, look.gone, options)
    }
    const others = look.snapshots.filter((snapshot) => !run.policy.syncs.some((sync) => isOwn(sync, side, snapshot.object)))
    if (look.edges.length > 0 || (look.replaces?.length ?? 0) > 0) {
      const { added, removed } = await applyEdges(queries, run.ws, side, look.edges, look.replaces ?? [])
      await dirtyAround(
        run,
        queries,
        side,
        [...added, ...removed].flatMap((edge) => [edge.from, edge.to]),
        options.lane,
      )
      countLists(run, side, look, added, removed)
    }
    await storeSeen(run, queries, side, others, options.lane)
    if (look.cursor !== undefined) await writeCursor(queries, run.ws, side, look.object, look.cursor, run.connectors[side].now())
  })
}

const countLists = (run: Run, side: SideName, look: Look, added: readonly Edge[], removed: readonly Edge[]): void => {
  const lists = new Set([...added, ...removed].map((edge) => edge.kind).filter((kind) => kind.startsWith('list:')))
  for (const list of lists) {
    const count = (edges: readonly Edge[]): number => edges.filter((edge) => edge.kind === list && edge.removed !== true).length
    run.tally.countList(side, list, count(added), removed.filter((edge) => edge.kind === list).length, count(look.edges))
  }
}
