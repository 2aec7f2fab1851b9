/** Finds records that were archived, restored, merged or erased: search shows none of it. */
import type { Watch } from '@lockstep/dsl'
import type { Snapshot } from '../../model'
import type { Cursor, Known, Swept } from '../connector'
import type { Exchange } from '../exchange'
import { isRecord, list, optionalText, record } from '../reply'
import { readBatch, targetFor } from './read'
import { search } from './search'
import { toSnapshot } from './snapshot'
import { ownProperties, type Target } from './targets'

/** Records a page of the archived listing and of a batch read (HubSpot: CRM objects). */
const pageSize = 100
const purpose = 'audit' as const

/**
 * Lists what is archived where that takes fewer calls than reading every known id; `memory.pages` tells how many pages it took last time.
 * The listing shows no merged and no erased records: the total of all live ones does, and where it is too small every known id is read.
 */
export async function sweepObject(
  exchange: Exchange,
  watches: readonly Watch[],
  object: string,
  known: Known,
  memory: Cursor | undefined,
): Promise<Swept> {
  const target = { ...targetFor(watches, object), associations: [] }
  const callsById = Math.ceil(known.live.length / pageSize)
  const pagesBefore = typeof memory?.['pages'] === 'number' ? memory['pages'] : 0
  const archived = pagesBefore < callsById ? await listArchived(exchange, target, callsById) : undefined
  if (archived === undefined) {
    const { snapshots, gone } = await readStates(exchange, target, [...known.live, ...known.deleted])
    return { snapshots: differing(snapshots, known), gone: unknownOf(gone, known), memory: { pages: 0 } }
  }
  const found = known.live.flatMap((id) => archived.rows.get(id) ?? [])
  const backs = await readStates(
    exchange,
    target,
    known.deleted.filter((id) => !archived.rows.has(id)),
  )
  const snapshots = [...found, ...differing(backs.snapshots, known)]
  const rest = known.live.filter((id) => !archived.rows.has(id))
  const memoryAfter = { pages: archived.pages }
  if (rest.length === 0 || (await countLive(exchange, target)) >= rest.length) return { snapshots, gone: [], memory: memoryAfter }
  const others = await readStates(exchange, target, rest)
  return { snapshots: [...snapshots, ...differing(others.snapshots, known)], gone: unknownOf(others.gone, known), memory: memoryAfter }
}

type States = { readonly snapshots: readonly Snapshot[]; readonly gone: readonly string[] }

async function readStates(exchange: Exchange, target: Target, ids: readonly string[]): Promise<States> {
  const live = await readBatch(exchange, target, ids, { purpose })
  const archived = await readBatch(exchange, target, live.missing, { purpose, isArchived: true })
  return {
    snapshots: [...live.snapshots, ...archived.snapshots.map((snapshot) => ({ ...snapshot, deleted: true }))],
    gone: archived.missing,
  }
}

function differing(snapshots: readonly Snapshot[], known: Known): readonly Snapshot[] {
  const deleted = new Set(known.deleted)
  return snapshots.filter((snapshot) => {
    const isGone = snapshot.deleted === true || snapshot.mergedInto !== undefined
    return isGone !== deleted.has(snapshot.id) || snapshot.absorbed !== undefined
  })
}

/** What was deleted and cannot be found any more is no news. */
function unknownOf(ids: readonly string[], known: Known): Swept['gone'] {
  const deleted = new Set(known.deleted)
  return ids.filter((id) => !deleted.has(id)).map((id) => ({ id, how: 'unknown' as const }))
}

async function countLive(exchange: Exchange, target: Target): Promise<number> {
  const query = { plural: target.plural, filters: [], sort: 'hs_object_id', properties: ownProperties(target.plural) }
  return (await search(exchange, query, purpose)).total
}

/** All archived records by id, or nothing where there are more pages than `most`. */
async function listArchived(
  exchange: Exchange,
  target: Target,
  most: number,
): Promise<{ readonly rows: ReadonlyMap<string, Snapshot>; readonly pages: number } | undefined> {
  const rows = new Map<string, Snapshot>()
  let after: string | undefined
  for (let pages = 1; pages <= most; pages += 1) {
    const query = {
      limit: String(pageSize),
      archived: 'true',
      properties: ownProperties(target.plural).join(','),
      ...(after === undefined ? {} : { after }),
    }
    const path = `/crm/v3/objects/${encodeURIComponent(target.plural)}`
    const page = await exchange.read({ method: 'GET', path, query, purpose }, (reply) => {
      const body = record(reply.body, 'body')
      const next = isRecord(body['paging']) && isRecord(body['paging']['next']) ? optionalText(body['paging']['next']['after']) : undefined
      const of = { object: target.object, plural: target.plural, readAt: exchange.now() }
      return { snapshots: list(body['results'], 'results').map((row) => toSnapshot(row, [], of)), next }
    })
    for (const snapshot of page.snapshots) rows.set(snapshot.id, { ...snapshot, deleted: true })
    if (page.next === undefined) return { rows, pages }
    after = page.next
  }
  return undefined
}
