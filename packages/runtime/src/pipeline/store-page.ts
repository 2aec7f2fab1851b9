/** Puts one page of what a side showed into the store: link rows, keys, edges, read-only records, and the cursor last. */
import type { CompiledSync } from '@lockstep/dsl'
import type { Closed, Cursor, Edge, Page } from '../connectors/connector'
import type { SideName, Snapshot } from '../model'
import { inBatches } from '../store/batches'
import type { KeyRow } from '../store/keys'
import type { LinkRow } from '../store/links'
import type { Store } from '../store/store'
import { afterLook, isStale, type LookOptions, newRow } from './after-look'
import { keyRows } from './match-key'
import { commit, otherSide, type Run } from './run-state'
import { dirtyAround, storeSeen } from './store-around'
import { wakeSharers } from './wake-sharers'

export type Look = {
  readonly snapshots: readonly Snapshot[]
  readonly edges: readonly Edge[]
  readonly replaces?: Page['replaces']
  readonly gone: Page['gone']
  /** The object that `gone` ids belong to. */
  readonly object: string
  readonly cursor?: Cursor
  readonly closed?: readonly Closed[] | undefined
}

const isOwn = (sync: CompiledSync, side: SideName, object: string): boolean =>
  side === 'hubspot' ? sync.hubspot.object === object : sync.salesforce.includes(object)

const keysDiffer = (a: readonly KeyRow[], b: readonly KeyRow[]): boolean =>
  a.length !== b.length || a.some((row, at) => row.value !== b[at]?.value || row.line !== b[at]?.line)

/** A record that comes back to a dead link whose other record has found another partner since stands alone, as if it were new. */
const detachTaken = async (store: Store, sync: CompiledSync, side: SideName, rows: readonly LinkRow[]): Promise<readonly LinkRow[]> => {
  const other = otherSide(side)
  const isBack = (row: LinkRow): boolean =>
    row.state === 'dead' && row.lane !== null && row[side]?.deleted !== true && row[other] !== null && row[other].deleted !== true
  const back = rows.filter(isBack)
  if (back.length === 0) return rows
  const ids = back.flatMap((row) => row[other]?.id ?? [])
  const holders = await store.findLinks(sync.id, other, ids)
  const isTaken = (row: LinkRow): boolean => {
    const holder = isBack(row) ? holders.get(row[other]?.id ?? '') : undefined
    return holder !== undefined && holder.state !== 'dead'
  }
  const taken = rows.filter(isTaken).map((row) => row.id)
  await store.replaceKeys(other, taken, [])
  const before = other === 'hubspot' ? 'beforeH' : 'beforeS'
  return rows.map((row) =>
    isTaken(row) ? { ...row, state: 'alone', cause: null, [other]: null, [before]: null, base: {}, included: {} } : row,
  )
}

const storeSnapshots = async (
  run: Run,
  store: Store,
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
  const known = await store.findLinks(sync.id, side, [...newest.keys()])
  const strangers = [...newest.values()].filter(
    (snapshot) => !known.has(snapshot.id) && snapshot.deleted !== true && snapshot.hidden !== true,
  )
  const numbers = await store.nextNumbers(strangers.length)
  const rows: LinkRow[] = strangers.map((snapshot, at) => newRow(numbers[at] ?? 0, sync, side, snapshot, options.lane, now))
  const keys: KeyRow[] = rows.flatMap((row) => keyRows(sync, side, row.id, row[side]))
  const rekeyed: number[] = []
  const lostKeys: KeyRow[] = []
  for (const row of known.values()) {
    const id = row[side]?.id
    const fresh = id === undefined ? undefined : newest.get(id)
    if (fresh === undefined || isStale(row, side, fresh, options.isPage === true)) continue
    const next = afterLook(row, side, fresh, options, now)
    rows.push(next)
    const nextKeys = keyRows(sync, side, row.id, next[side])
    if (!keysDiffer(keyRows(sync, side, row.id, row[side]), nextKeys)) continue
    rekeyed.push(row.id)
    lostKeys.push(...keyRows(sync, side, row.id, row[side]))
    keys.push(...nextKeys)
  }
  await store.writeLinks(await detachTaken(store, sync, side, rows))
  await wakeSharers(store, lostKeys)
  await store.replaceKeys(side, rekeyed, keys)
  await followMerges(run, store, sync, side, [...newest.values()], options)
}

/** A record that absorbed others tells what became of them: their links are shown where they went. */
const followMerges = async (
  run: Run,
  store: Store,
  sync: CompiledSync,
  side: SideName,
  snapshots: readonly Snapshot[],
  options: LookOptions,
): Promise<void> => {
  const winners = new Map(
    snapshots.flatMap((snapshot) => (snapshot.absorbed ?? []).filter((id) => id !== snapshot.id).map((id) => [id, snapshot] as const)),
  )
  const losers = await store.findLinks(sync.id, side, [...winners.keys()])
  const rows: LinkRow[] = []
  for (const [id, row] of losers) {
    const old = row[side]
    const winner = winners.get(id)
    if (old === null || winner === undefined || old.mergedInto === winner.id || row.state === 'dead') continue
    rows.push(afterLook(row, side, { ...old, deleted: true, mergedInto: winner.id, readAt: winner.readAt }, options, run.clock.now()))
  }
  await store.writeLinks(rows)
  await store.replaceKeys(
    side,
    rows.map((row) => row.id),
    [],
  )
}

const storeGone = async (
  run: Run,
  store: Store,
  sync: CompiledSync,
  side: SideName,
  gone: Page['gone'],
  options: LookOptions,
): Promise<void> => {
  const known = await store.findLinks(
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
      ...(how === 'unknown' ? { unfound: true } : {}),
    }
    rows.push(afterLook(row, side, { ...fresh, at: how === 'hidden' ? old.at : Math.max(old.at, fresh.readAt) }, options, now))
  }
  await store.writeLinks(rows)
  await store.replaceKeys(
    side,
    rows.map((row) => row.id),
    [],
  )
}

/** Stores a page, or what a read by id brought, in one transaction; the cursor goes last. */
export const storePage = async (run: Run, side: SideName, look: Look, given: LookOptions): Promise<void> => {
  for (const closed of look.closed ?? []) run.sight.close(side, closed)
  for (const snapshot of look.snapshots) if (snapshot.unread !== undefined) run.sight.notice(snapshot)
  const isClosed = look.closed?.some((closed) => closed.object === look.object) === true
  await commit(run, async (store) => {
    const options = { ...given, isPage: look.cursor !== undefined }
    for (const sync of run.policy.syncs) {
      const own = look.snapshots.filter((snapshot) => isOwn(sync, side, snapshot.object))
      for (const batch of inBatches(own)) await storeSnapshots(run, store, sync, side, batch, options)
      if (isOwn(sync, side, look.object)) await storeGone(run, store, sync, side, look.gone, options)
    }
    const others = look.snapshots.filter((snapshot) => !run.policy.syncs.some((sync) => isOwn(sync, side, snapshot.object)))
    if (look.edges.length > 0 || (look.replaces?.length ?? 0) > 0) {
      const { added, removed } = await store.applyEdges(side, look.edges, look.replaces ?? [])
      await dirtyAround(
        run,
        store,
        side,
        [...added, ...removed].flatMap((edge) => [edge.from, edge.to]),
        options.lane,
      )
      countLists(run, side, look, added, removed)
    }
    await storeSeen(run, store, side, others, options.lane)
    // The cursor of an object that may not be read stays where it was.
    if (look.cursor !== undefined && !isClosed) await store.writeCursor(side, look.object, look.cursor, run.connectors[side].now())
  })
}

const countLists = (run: Run, side: SideName, look: Look, added: readonly Edge[], removed: readonly Edge[]): void => {
  const lists = new Set([...added, ...removed].map((edge) => edge.kind).filter((kind) => kind.startsWith('list:')))
  for (const list of lists) {
    const count = (edges: readonly Edge[]): number => edges.filter((edge) => edge.kind === list && edge.removed !== true).length
    run.tally.countList(side, list, count(added), removed.filter((edge) => edge.kind === list).length, count(look.edges))
  }
}
