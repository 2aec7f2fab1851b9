/** Records by id: live, deleted and merged; what no query shows is hidden from the connected user or gone for good. */
import type { Watch } from '@lockstep/dsl'
import type { Snapshot } from '../../model'
import type { Edge, Purpose } from '../connector'
import type { CaptureOptions } from './changes'
import { allRows } from './query'
import { readRoleSets } from './roles'
import { toSnapshot } from './snapshot'
import { inQueries } from './soql'
import { selectOf, targetFor } from './targets'

/** Reads records as `Connector.read` promises. Salesforce keeps no history that this side could read: `times` stay absent. */
export async function readRecords(
  options: CaptureOptions,
  watches: readonly Watch[],
  refs: readonly { readonly object: string; readonly id: string }[],
  purpose: Purpose = 'read',
): Promise<{
  readonly snapshots: readonly Snapshot[]
  readonly gone: readonly { readonly id: string; readonly how: 'deleted' | 'hidden' | 'unknown' }[]
  readonly edges: readonly Edge[]
}> {
  const { exchange, version } = options
  const targets = [...new Set(refs.map((ref) => ref.object))].map((object) => targetFor(watches, object))
  const asked = targets.map((target) => ({
    target,
    ids: [...new Set(refs.filter((ref) => ref.object === target.object).map((ref) => ref.id))],
  }))
  const queries = asked.flatMap(({ target, ids }) => inQueries(selectOf(target), 'Id', ids))
  const rows = await allRows(exchange, version, queries, { isAll: true, purpose })
  const readAt = exchange.now()
  const byObject = new Map(targets.map((target) => [target.object, target]))
  const snapshots = rows.flatMap((row) => {
    const target = byObject.get(objectOf(row))
    return target === undefined ? [] : [toSnapshot(row, target, readAt)]
  })
  const found = new Set(snapshots.map((snapshot) => snapshot.id))
  const gone = asked.flatMap(({ ids }) => ids.filter((id) => !found.has(id)).map((id) => ({ id, how: 'hidden' as const })))
  const opportunities = snapshots.filter((snapshot) => snapshot.object === 'Opportunity').map((snapshot) => snapshot.id)
  const edges = opportunities.length === 0 ? [] : await readRoleSets(exchange, version, opportunities, purpose)
  return { snapshots, gone, edges }
}

/** The object a row says it is of, from `attributes.type`. */
function objectOf(row: unknown): string {
  if (typeof row !== 'object' || row === null || !('attributes' in row)) return ''
  const { attributes } = row
  return typeof attributes === 'object' && attributes !== null && 'type' in attributes && typeof attributes.type === 'string'
    ? attributes.type
    : ''
}
