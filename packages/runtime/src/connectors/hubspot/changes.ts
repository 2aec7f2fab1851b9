/** Changes since the cursors: one window per object, associations of what changed, then list memberships. */
import type { Watch } from '@lockstep/dsl'
import type { Instant, Snapshot } from '../../model'
import type { Cursor, LookAround, Page } from '../connector'
import type { Exchange } from '../exchange'
import { associationBatch, readAssociations } from './associations'
import { orClosed } from './closed'
import { listChanges, listsObject } from './lists'
import { type Filter, propertyGroups, search } from './search'
import { toSnapshot } from './snapshot'
import { listsOf, modifiedProperty, type Target, targetsOf } from './targets'
import { type AskPage, readWindow } from './window'

/** `overlapMs`: how far each window reaches back over the last one, because the index lags behind writes. */
export type CaptureOptions = { readonly exchange: Exchange; readonly overlapMs: number }

/** Everything modified since the cursors, oldest first within an object; memberships last. An object without a cursor starts now. */
export async function* readChanges(
  options: CaptureOptions,
  watches: readonly Watch[],
  cursors: Readonly<Record<string, Cursor>>,
  { without = [], lists }: LookAround = {},
): AsyncGenerator<Page> {
  for (const target of openTargets(watches, without))
    yield* orClosed(readTarget(options, target, cursors), target.object, cursors[target.object])
  if (!without.includes(listsObject))
    yield* orClosed(listChanges(options.exchange, listsOf(watches), cursors[listsObject], lists), listsObject, cursors[listsObject])
}

/** The targets that may be read, with the associations that may. */
export const openTargets = (watches: readonly Watch[], without: readonly string[]): readonly Target[] =>
  targetsOf(watches)
    .filter((target) => !without.includes(target.object))
    .map((target) => ({ ...target, associations: target.associations.filter(({ to }) => !without.includes(to)) }))

async function* readTarget(options: CaptureOptions, target: Target, cursors: Readonly<Record<string, Cursor>>): AsyncGenerator<Page> {
  const { exchange } = options
  const until = exchange.now()
  const since = instantOf(cursors[target.object]) ?? until
  const stretches = readWindow({
    modified: modifiedProperty(target.plural),
    from: Math.max(0, since - options.overlapMs),
    until,
    ask: askPages(exchange, target),
  })
  let waiting: Snapshot[] = []
  let cursor: Cursor = { since }
  let total = 0
  const flush = async (): Promise<Page> => {
    const page = await withAssociations(exchange, target, waiting, cursor, total)
    waiting = []
    return page
  }
  let isEmpty = true
  for await (const stretch of stretches) {
    const isPageFull = waiting.length + stretch.snapshots.length > associationBatch || target.associations.length === 0
    if (waiting.length > 0 && isPageFull) yield await flush()
    waiting.push(...stretch.snapshots)
    cursor = { since: Math.max(since, stretch.since) }
    total = stretch.total
    isEmpty = false
  }
  if (waiting.length > 0 || isEmpty || instantOf(cursor) !== since) yield await flush()
}

/** Asks a page of every property group and joins the groups by id and stamp; a row edited in between is left out, and so noticed. */
export function askPages(exchange: Exchange, target: Target): AskPage {
  const groups = propertyGroups(target.plural, target.properties)
  return async (query) => {
    const asked: { filters: readonly Filter[]; sort: string; after?: string } = query
    let joined: { snapshots: readonly Snapshot[]; total: number; after?: string; readAt: Instant } | undefined
    for (const properties of groups) {
      const found = await search(exchange, { ...asked, plural: target.plural, properties }, 'read')
      const wanted = properties.filter((name) => target.properties.includes(name))
      const of = { object: target.object, plural: target.plural, readAt: found.readAt }
      const snapshots = found.rows.map((row) => toSnapshot(row, wanted, of))
      if (joined === undefined) {
        joined = { snapshots, total: found.total, after: found.after, readAt: found.readAt }
        continue
      }
      joined = { ...joined, snapshots: joinGroups(joined.snapshots, snapshots) }
    }
    return joined ?? { snapshots: [], total: 0, readAt: exchange.now() }
  }
}

/** Rows present in both with the same stamp, with the values of both. */
export function joinGroups(left: readonly Snapshot[], right: readonly Snapshot[]): readonly Snapshot[] {
  const others = new Map(right.map((snapshot) => [snapshot.id, snapshot]))
  return left.flatMap((snapshot) => {
    const other = others.get(snapshot.id)
    if (other === undefined || other.at !== snapshot.at) return []
    const unread = [...(snapshot.unread ?? []), ...(other.unread ?? [])]
    return [{ ...snapshot, values: { ...snapshot.values, ...other.values }, ...(unread.length === 0 ? {} : { unread }) }]
  })
}

/** A page of records with the associations that the policy reads. */
export async function withAssociations(
  exchange: Exchange,
  target: Target,
  snapshots: readonly Snapshot[],
  cursor: Cursor,
  total: number,
): Promise<Page> {
  const page: Page = { object: target.object, snapshots, edges: [], gone: [], cursor, total }
  if (target.associations.length === 0 || snapshots.length === 0) return page
  const ids = [...new Set(snapshots.map((snapshot) => snapshot.id))]
  return { ...page, ...(await readAssociations(exchange, target, ids, 'read')) }
}

/** The start of the next window, from a stored cursor. */
export function instantOf(cursor: Cursor | undefined): Instant | undefined {
  const since = cursor?.['since']
  return typeof since === 'number' && Number.isFinite(since) ? since : undefined
}
