/** The portal as HubSpot's screens show it, and the lists that people fill by hand. */
import { EditRefused } from '../world/system'
import type { ListView, Membership, ObjectView, RecordView, Viewer } from '../world/view'
import { person } from './people'
import type { Portal } from './portal'
import type { ObjectStore } from './records/object-store'
import type { CrmRecord } from './records/record'
import { commit } from './records/write-records'
import { findRecord } from './routes/find-record'

const TITLES = ['email', 'firstname', 'lastname', 'name', 'dealname', 'subject', 'hs_title', 'domain']

/** `portal` is asked for anew each time, since a reset puts another in its place. */
export function viewPortal(portal: () => Portal): Viewer {
  const named = (object: string) => portal().store(object)
  return {
    objects: () => portal().all().map(objectView),
    records: (object, wanted) => {
      const store = named(object)
      return store === undefined ? undefined : newestFirst(store, wanted)
    },
    record: (object, id) => {
      const store = named(object)
      const record = store === undefined ? undefined : (findRecord(store, id, undefined) ?? findRecord(store, id, undefined, true))
      return store === undefined || record === undefined ? undefined : recordView(store, record)
    },
    lists: () => listViews(portal()),
    setMembership: (change) => setMembership(portal(), change),
  }
}

function objectView({ schema }: ObjectStore): ObjectView {
  const fields = schema.list().map(({ name, label, readOnlyValue, calculated, options }) => ({
    name,
    label,
    isEditable: !readOnlyValue && !calculated,
    isFirst: TITLES.includes(name) || schema.type.required.includes(name),
    ...(options.length === 0 ? {} : { options: options.map(({ value }) => value) }),
  }))
  const present = new Set(fields.map(({ name }) => name))
  const { name, custom } = schema.type
  return { name, label: custom?.labels.plural ?? name, titles: TITLES.filter((each) => present.has(each)), fields }
}

function holds({ id, values }: CrmRecord, wanted: RegExp): boolean {
  return wanted.test(String(id)) || values.some((value) => value !== undefined && wanted.test(value))
}

function* newestFirst(store: ObjectStore, wanted: readonly RegExp[]): Generator<RecordView> {
  const records = store.all()
  for (let index = records.length - 1; index >= 0; index -= 1) {
    const record = records[index]
    if (record !== undefined && wanted.every((each) => holds(record, each))) {
      yield recordView(store, record)
    }
  }
}

function recordView(store: ObjectStore, record: CrmRecord): RecordView {
  const values: Record<string, string> = {}
  record.values.forEach((value, slot) => {
    if (value !== undefined && value !== '') {
      values[store.schema.nameAt(slot)] = value
    }
  })
  return { id: String(record.id), isDeleted: record.archivedAt !== undefined || record.mergedInto !== undefined, values }
}

function listViews(portal: Portal): ListView[] {
  portal.lists.settle(portal.now())
  return portal.lists
    .all()
    .filter((list) => list.processingType !== 'DYNAMIC')
    .map((list) => ({
      id: list.id,
      name: list.name,
      object: portal.store(list.objectTypeId)?.schema.type.name ?? list.objectTypeId,
      members: list.inIdOrder().map(({ recordId }) => String(recordId)),
    }))
}

function setMembership(portal: Portal, { list: id, ids, isMember, by }: Membership): void {
  const list = portal.lists.require(id)
  const store = portal.store(list.objectTypeId)
  if (store === undefined || list.processingType === 'DYNAMIC') {
    throw new EditRefused(`List ${id} has processing type DYNAMIC: its memberships cannot be edited.`)
  }
  const at = portal.now()
  const records = ids.map((each) => {
    const record = store.live(Number(each))
    if (record === undefined) {
      throw new EditRefused(`no ${store.schema.type.singular} has the id ${each}`)
    }
    return record
  })
  for (const record of records) {
    if (isMember ? portal.lists.join(list, record, at) : portal.lists.leave(list, record, at)) {
      portal.lists.touch(record, list.objectTypeId, at)
      commit(portal, store, record.id, person(by), [`list:${list.id}`, isMember ? null : 'member', isMember ? 'member' : null])
    }
  }
}
