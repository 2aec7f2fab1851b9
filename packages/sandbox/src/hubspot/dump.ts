/** The whole portal as plain JSON, for a judge to compare. */
import type { Portal } from './portal'
import { isoText } from './records/instants'
import type { ObjectStore } from './records/object-store'
import type { CrmRecord } from './records/record'

/** Told even when they are empty. */
const ALWAYS: ReadonlySet<string> = new Set(['contacts', 'companies', 'deals'])

/** Records by object name, archived, merged and erased ones included and marked; `lists` and `associations` beside them. */
export function dumpPortal(portal: Portal): Record<string, readonly unknown[]> {
  portal.lists.settle(portal.now())
  const objects = Object.fromEntries(
    portal
      .all()
      .filter((store) => ALWAYS.has(store.schema.type.name) || store.all().length > 0 || store.erased.size > 0)
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
  const stores = portal.all()
  const names = stores.map((store) => store.schema.type.name)
  return stores.flatMap((store) =>
    names.flatMap((to) =>
      store
        .all()
        .flatMap((record) =>
          portal.associations
            .of(store.schema.type.name, to, record.id)
            .map((each) => ({ from: store.schema.type.name, fromId: String(record.id), to, toId: String(each.to), types: each.types })),
        ),
    ),
  )
}
