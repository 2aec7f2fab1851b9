/** The whole portal as plain JSON, for a judge to compare. */
import type { Portal } from './portal'
import { isoText } from './records/instants'
import type { ObjectStore } from './records/object-store'
import type { CrmRecord } from './records/record'
import { OBJECT_TYPES } from './schema/object-types'

/** Records by object name, archived, merged and erased ones included and marked; `lists` and `associations` beside them. */
export function dumpPortal(portal: Portal): Record<string, readonly unknown[]> {
  portal.lists.settle(portal.now())
  const objects = Object.fromEntries(
    portal
      .all()
      .map((store) => [
        store.schema.type.name,
        [...store.all().map((record) => recordDump(store, record)), ...[...store.erased].map((id) => ({ id: String(id), erased: true }))],
      ]),
  )
  const lists = portal.lists.all().map((list) => ({
    id: list.id,
    name: list.name,
    objectTypeId: list.objectTypeId,
    members: list.inIdOrder().map((member) => String(member.recordId)),
  }))
  return { ...objects, lists, associations: associationDump(portal) }
}

function recordDump(store: ObjectStore, record: CrmRecord) {
  const values: Record<string, string> = {}
  record.values.forEach((value, slot) => {
    if (value !== undefined) {
      values[store.schema.nameAt(slot)] = value
    }
  })
  const { mergedInto, archivedAt } = record
  return {
    id: String(record.id),
    values,
    createdAt: isoText(record.createdAt),
    updatedAt: isoText(record.modifiedAt),
    ...(mergedInto === undefined ? (archivedAt === undefined ? {} : { archived: true }) : { mergedInto: String(mergedInto) }),
  }
}

function associationDump(portal: Portal): unknown[] {
  return OBJECT_TYPES.flatMap((from) =>
    OBJECT_TYPES.flatMap((to) =>
      (portal.store(from.name)?.all() ?? []).flatMap((record) =>
        portal.associations
          .of(from.name, to.name, record.id)
          .map((each) => ({ from: from.name, fromId: String(record.id), to: to.name, toId: String(each.to), types: each.types })),
      ),
    ),
  )
}
