/** Records by id: live, deleted and merged; what no query shows is hidden from the connected user or gone for good. */
import type { Watch } from '@lockstep/dsl'
import type { Snapshot } from '../../model'
import type { Closed, Edge, Purpose } from '../connector'
import { type CaptureOptions, withVisible } from './ask'
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
  readonly closed?: readonly Closed[]
}> {
  const { exchange, version } = options
  const targets = [...new Set(refs.map((ref) => ref.object))].map((object) => targetFor(watches, object))
  const idsOf = (object: string) => [...new Set(refs.filter((ref) => ref.object === object).map((ref) => ref.id))]
  const { result: snapshots, closed } = await withVisible(options, targets, async (visible) => {
    const queries = visible.flatMap((target) => inQueries(selectOf(target), 'Id', idsOf(target.object)))
    const rows = await allRows(exchange, version, queries, { isAll: true, purpose })
    const readAt = exchange.now()
    const byObject = new Map(visible.map((target) => [target.object, target]))
    return rows.flatMap((row) => {
      const target = byObject.get(objectOf(row))
      return target === undefined ? [] : [toSnapshot(row, target, readAt)]
    })
  })
  const found = new Set(snapshots.map((snapshot) => snapshot.id))
  // Of an object that may not be read at all nothing is known, not even that a record is hidden.
  const isOpen = (object: string): boolean => closed.every((each) => each.object !== object)
  const asked = targets.filter((target) => isOpen(target.object)).map((target) => idsOf(target.object))
  const gone = asked.flatMap((ids) => ids.filter((id) => !found.has(id)).map((id) => ({ id, how: 'hidden' as const })))
  const opportunities = snapshots.filter((snapshot) => snapshot.object === 'Opportunity').map((snapshot) => snapshot.id)
  const edges = opportunities.length === 0 ? [] : await readRoleSets(exchange, version, opportunities, purpose)
  return { snapshots, gone, edges, ...(closed.length === 0 ? {} : { closed }) }
}

/** The object a row says it is of, from `attributes.type`. */
function objectOf(row: unknown): string {
  if (typeof row !== 'object' || row === null || !('attributes' in row)) return ''
  const { attributes } = row
  return typeof attributes === 'object' && attributes !== null && 'type' in attributes && typeof attributes.type === 'string'
    ? attributes.type
    : ''
}
