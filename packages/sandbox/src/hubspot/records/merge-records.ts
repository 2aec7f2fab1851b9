/** Merges two records into a new one, as HubSpot does since 2025: both old ids lead to it. */
import { invalid } from '../api-error'
import { mirrorAssociations } from '../associations/mirrored-properties'
import type { Portal } from '../portal'
import type { Changes } from './draft'
import type { ObjectStore } from './object-store'
import { type CrmRecord, newRecord, type Values } from './record'
import { type Actor, commit, tell } from './write-records'

/** Records that may have gone into one [HubSpot: error handling, merges]. */
const MOST_MERGED = 250

/**
 * The primary's values win; the other's fill the gaps, and its email becomes an additional one. The histories of both are kept. Associations
 * and static list memberships move along. Throws an `ApiError` when both are the same record.
 */
export function mergeRecords(portal: Portal, store: ObjectStore, primary: CrmRecord, other: CrmRecord, actor: Actor): CrmRecord {
  if (primary === other) {
    throw invalid('Cannot merge an object with itself.')
  }
  const at = portal.now()
  const { schema } = store
  const values = mergedValues(store, primary, other)
  const mergedSlot = schema.slot('hs_merged_object_ids')
  const earlier = [primary, other].flatMap((record) => record.values[mergedSlot]?.split(';') ?? [])
  const merged = new Set([...earlier, String(primary.id), String(other.id)])
  if (merged.size > MOST_MERGED) {
    throw invalid(`A record cannot be merged from more than ${MOST_MERGED} records.`)
  }
  values[mergedSlot] = [...merged].join(';')

  const [first, second] = primary.createdAt <= other.createdAt ? [primary, other] : [other, primary]
  const record: CrmRecord = {
    ...newRecord(store.nextId(), first.createdAt, primary.createdBy, values),
    bornAt: at,
    valuedAt: primary.valuedAt,
    absorbed: other,
  }
  record.modifiedAt = at
  record.revisions = historyOfPrimary(primary, other, values, at)
  portal.lists.settle(at)
  const lists = portal.lists.all().filter((list) => list.processingType !== 'DYNAMIC' && list.objectTypeId === schema.type.id)
  const joined = lists.filter((list) => list.member(first.id) !== undefined || list.member(second.id) !== undefined)
  store.absorb(primary, record.id, at)
  store.absorb(other, record.id, at)
  store.add(record)
  for (const list of joined) {
    list.join(record.id, at)
  }
  for (const old of [primary, other]) {
    mirrorAssociations(portal, portal.associations.move(schema.type.name, old.id, record.id))
  }
  commit(portal, store, primary.id, actor, ['*', null, `merged:${record.id}`])
  commit(portal, store, other.id, actor, ['*', null, `merged:${record.id}`])
  commit(portal, store, record.id, actor, ['*', null, 'created'])
  const moved: Changes = new Map(values.flatMap((value, slot) => (value === primary.values[slot] ? [] : [[slot, value] as const])))
  tell(portal, store, record.id, actor, 'MERGE', moved, { merged: [primary.id, other.id] })
  return record
}

function mergedValues(store: ObjectStore, primary: CrmRecord, other: CrmRecord): Values {
  const { schema } = store
  const values: Values = []
  for (let slot = 0; slot < Math.max(primary.values.length, other.values.length); slot += 1) {
    values[slot] = primary.values[slot] ?? other.values[slot]
  }
  if (schema.type.name === 'contacts') {
    const email = schema.slot('email')
    const more = schema.slot('hs_additional_emails')
    const all = [primary, other].flatMap((record) => [record.values[email], ...(record.values[more]?.split(';') ?? [])])
    const additional = [...new Set(all)].filter((each) => each !== undefined && each !== '' && each !== values[email])
    values[more] = additional.length === 0 ? undefined : additional.join(';')
  }
  if (schema.get('lifecyclestage') !== undefined) {
    const slot = schema.slot('lifecyclestage')
    const order = schema.require('lifecyclestage').options.map((option) => option.value)
    const [one, two] = [primary.values[slot], other.values[slot]]
    values[slot] = order.indexOf(one ?? '') >= order.indexOf(two ?? '') ? one : two
  }
  return values
}

/** The undo log of the new record: what the merge changed against the primary, then the primary's own past. */
function historyOfPrimary(primary: CrmRecord, other: CrmRecord, values: Values, at: number): NonNullable<CrmRecord['revisions']> {
  const slots = values.flatMap((value, slot) => (value === primary.values[slot] ? [] : [slot]))
  const merge = {
    at,
    source: { sourceType: 'MERGE_OBJECTS', sourceId: `${primary.id}:${other.id}` },
    slots,
    before: slots.map((slot) => primary.values[slot]),
    stamp: primary.modifiedAt,
  }
  return [...(primary.revisions ?? []), merge]
}
