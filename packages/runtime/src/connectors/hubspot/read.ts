/** Records by id: live, archived, merged or unknown; with the times of properties where asked. */
import type { Watch } from '@lockstep/dsl'
import type { Snapshot } from '../../model'
import type { Closed, Edge, Purpose } from '../connector'
import type { Exchange } from '../exchange'
import { list, record } from '../reply'
import { readAssociations } from './associations'
import { closedBy } from './closed'
import { toSnapshot } from './snapshot'
import { ownProperties, pluralOf, type Target, targetsOf } from './targets'

/** Inputs of one batch read, and of one that asks for history (HubSpot: batch read). */
const batchSize = { plain: 100, history: 50 } as const

type Gone = { readonly id: string; readonly how: 'deleted' | 'hidden' | 'unknown' }
type BatchOptions = {
  readonly purpose: Purpose
  readonly history?: readonly string[]
  readonly isArchived?: boolean
  readonly idProperty?: string
}

/** Reads records as `Connector.read` promises. A merged id brings the winner and a snapshot of the loser that names it. */
export async function readRecords(
  exchange: Exchange,
  watches: readonly Watch[],
  refs: readonly { readonly object: string; readonly id: string }[],
  options: { readonly history?: readonly string[]; readonly purpose?: Purpose } = {},
): Promise<{
  readonly snapshots: readonly Snapshot[]
  readonly gone: readonly Gone[]
  readonly edges: readonly Edge[]
  readonly closed?: readonly Closed[]
}> {
  const purpose = options.purpose ?? 'read'
  const snapshots: Snapshot[] = []
  const gone: Gone[] = []
  const edges: Edge[] = []
  const closed: Closed[] = []
  for (const object of new Set(refs.map((ref) => ref.object))) {
    const target = targetFor(watches, object)
    const ids = [...new Set(refs.filter((ref) => ref.object === object).map((ref) => ref.id))]
    try {
      const live = await readBatch(exchange, target, ids, { purpose, history: options.history })
      snapshots.push(...live.snapshots)
      if (live.missing.length > 0) {
        const archived = await readBatch(exchange, target, live.missing, { purpose, isArchived: true })
        snapshots.push(...archived.snapshots.map((snapshot) => ({ ...snapshot, deleted: true })))
        for (const id of archived.missing) gone.push({ id, how: 'unknown' })
      }
      const seen = live.snapshots.filter((snapshot) => snapshot.mergedInto === undefined).map((snapshot) => snapshot.id)
      if (target.associations.length === 0 || seen.length === 0 || options.history !== undefined) continue
      const around = await readAssociations(exchange, target, seen, purpose)
      edges.push(...around.edges)
      closed.push(...(around.closed ?? []))
    } catch (error) {
      const shut = closedBy(error, object)
      if (shut === undefined) throw error
      closed.push(shut)
    }
  }
  return { snapshots, gone, edges, ...(closed.length === 0 ? {} : { closed }) }
}

/** One object's records in as few calls as may be; `missing` are the ids that no reply answers for. */
export async function readBatch(
  exchange: Exchange,
  target: Target,
  ids: readonly string[],
  options: BatchOptions,
): Promise<{ readonly snapshots: readonly Snapshot[]; readonly missing: readonly string[] }> {
  const snapshots: Snapshot[] = []
  const missing: string[] = []
  const size = options.history === undefined ? batchSize.plain : batchSize.history
  for (let start = 0; start < ids.length; start += size) {
    const asked = ids.slice(start, start + size)
    const rows = await askBatch(exchange, target, asked, options)
    const found = new Map(rows.map((row) => [row.id, row]))
    snapshots.push(...found.values())
    if (options.idProperty !== undefined) continue
    const unanswered = asked.filter((id) => !found.has(id))
    const winners = [...found.values()].filter((row) => !asked.includes(row.id) || row.absorbed !== undefined)
    for (const id of unanswered) {
      const winner = winners.find((row) => row.absorbed?.includes(id))
      if (winner === undefined) missing.push(id)
      else snapshots.push(loser(winner, id))
    }
  }
  return { snapshots, missing }
}

/** The target that the policy watches under this object's name, or a bare one. */
export function targetFor(watches: readonly Watch[], object: string): Target {
  const known = targetsOf(watches).find((target) => target.object === object)
  return known ?? { object, plural: pluralOf(object), properties: [], associations: [] }
}

async function askBatch(
  exchange: Exchange,
  target: Target,
  values: readonly string[],
  options: BatchOptions,
): Promise<readonly Snapshot[]> {
  const named = options.idProperty === undefined ? [] : [options.idProperty]
  const wanted = [...new Set([...target.properties, ...(options.history ?? []), ...named])]
  const ask = {
    method: 'POST' as const,
    path: `/crm/v3/objects/${encodeURIComponent(target.plural)}/batch/read`,
    ...(options.isArchived ? { query: { archived: 'true' } } : {}),
    body: {
      inputs: values.map((value) => ({ id: value })),
      properties: [...new Set([...ownProperties(target.plural), ...wanted])],
      propertiesWithHistory: options.history ?? [],
      ...(options.idProperty === undefined ? {} : { idProperty: options.idProperty }),
    },
    purpose: options.purpose,
  }
  return exchange.read(ask, (reply) => {
    const of = { object: target.object, plural: target.plural, readAt: exchange.now() }
    return list(record(reply.body, 'body')['results'], 'results').map((row) => toSnapshot(row, wanted, of))
  })
}

/** What is left of a record that lost a merge: HubSpot answers for it with the winner. */
function loser(winner: Snapshot, id: string): Snapshot {
  return { side: 'hubspot', object: winner.object, id, values: {}, at: winner.at, readAt: winner.readAt, mergedInto: winner.id }
}
