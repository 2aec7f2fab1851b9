/** HubSpot records to snapshots: values in wire form, stamps in milliseconds. */
import type { Instant, Snapshot, Wire } from '../../model'
import { instant, isRecord, list, record, ShapeError, text, truth } from '../reply'
import { modifiedProperty } from './targets'

/** What a snapshot is made for. */
export type SnapshotOf = { readonly object: string; readonly plural: string; readonly readAt: Instant }

/**
 * One record of a reply as a snapshot of `properties`. HubSpot tells a blank as `null` or the empty text; what it leaves out (an archived
 * property, one that the app may not see) is `unread`. Throws `ShapeError` where the reply is not as documented.
 */
export function toSnapshot(given: unknown, properties: readonly string[], of: SnapshotOf): Snapshot {
  const row = record(given, 'results[]')
  const held = record(row['properties'], 'properties')
  const values: Record<string, Wire> = {}
  const unread: string[] = []
  for (const name of properties) {
    if (Object.hasOwn(held, name)) values[name] = wire(held[name], name)
    else unread.push(name)
  }
  const stamp = held[modifiedProperty(of.plural)]
  const at = instant(typeof stamp === 'string' && stamp !== '' ? stamp : row['updatedAt'], 'updatedAt')
  const isArchived = row['archived'] === undefined ? false : truth(row['archived'], 'archived')
  const absorbed = mergedIds(held['hs_merged_object_ids'])
  const times = timesOf(row['propertiesWithHistory'])
  return {
    side: 'hubspot',
    object: of.object,
    id: text(row['id'], 'id'),
    values,
    ...(unread.length === 0 ? {} : { unread }),
    at: isArchived && typeof row['archivedAt'] === 'string' ? Math.max(at, instant(row['archivedAt'], 'archivedAt')) : at,
    readAt: of.readAt,
    ...(row['createdAt'] === undefined ? {} : { createdAt: instant(row['createdAt'], 'createdAt') }),
    ...(times === undefined ? {} : { times }),
    ...(isArchived ? { deleted: true } : {}),
    ...(absorbed.length === 0 ? {} : { absorbed }),
  }
}

/** Ids that a record absorbed in merges, from the `;`-joined property. */
export function mergedIds(value: unknown): readonly string[] {
  return typeof value === 'string' ? value.split(';').filter((part) => part !== '') : []
}

/** A property's value in wire form; blank is `null`. Throws `ShapeError` for lists and objects. */
export function wire(value: unknown, name: string): Wire {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  throw new ShapeError(`properties.${name}`, 'a text')
}

function timesOf(history: unknown): Readonly<Record<string, Instant>> | undefined {
  if (!isRecord(history)) return undefined
  const times: Record<string, Instant> = {}
  for (const [name, versions] of Object.entries(history)) {
    const stamps = list(versions, name).map((version) => instant(record(version, name)['timestamp'], 'timestamp'))
    if (stamps.length > 0) times[name] = Math.max(...stamps)
  }
  return times
}
