/** Acts as a person in the user interface: edits, deletions and merges that no API request makes. */
import { type Edit, EditRefused, type Merge, type Removal } from '../world/system'
import { ApiError } from './api-error'
import type { Portal } from './portal'
import { draft } from './records/draft'
import { mergeRecords } from './records/merge-records'
import { isLive, type ObjectStore } from './records/object-store'
import { type Actor, archiveRecord, createRecord, draftContext, editRecord, restoreRecord } from './records/write-records'
import { findRecord } from './routes/find-record'

/** Whoever sits before the screen: a user's id or any name. */
export function person(by: string | undefined): Actor {
  const userId = Number(by)
  const source = { sourceType: 'CRM_UI', sourceId: `userId:${by ?? 'unknown'}`, ...(Number.isInteger(userId) ? { userId } : {}) }
  return { source, by: by ?? 'person' }
}

/** Creates without an id; a change may take a lifecycle stage back. Throws `EditRefused` in HubSpot's words. */
export function editAsPerson(portal: Portal, { object, id, values, by }: Edit): { readonly id: string } {
  const store = storeNamed(portal, object)
  const actor = person(by)
  if (id === undefined) {
    const changes = draft(draftContext(portal, store, actor), values, undefined)
    return { id: String(createRecord(portal, store, changes, actor).id) }
  }
  const record = recordNamed(store, id)
  editRecord(portal, store, record, values, actor)
  return { id: String(record.id) }
}

/** Archives. Throws `EditRefused`. */
export function removeAsPerson(portal: Portal, { object, id, by }: Removal): void {
  const store = storeNamed(portal, object)
  archiveRecord(portal, store, recordNamed(store, id), person(by))
}

/** Brings a record back from the archive. Throws `EditRefused`. */
export function restoreAsPerson(portal: Portal, { object, id, by }: Removal): void {
  const store = storeNamed(portal, object)
  const record = findRecord(store, id, undefined, true)
  if (record === undefined) {
    throw new EditRefused(`no archived ${store.schema.type.singular} has the id ${id}`)
  }
  restoreRecord(portal, store, record, person(by))
}

/** Merges the losers into the winner one after the other; returns the id of the last new record. Throws `EditRefused`. */
export function mergeAsPerson(portal: Portal, { object, winner, losers, by }: Merge): { readonly id: string } {
  const store = storeNamed(portal, object)
  let record = recordNamed(store, winner)
  for (const loser of losers) {
    record = mergeRecords(portal, store, record, recordNamed(store, loser), person(by))
  }
  return { id: String(record.id) }
}

function storeNamed(portal: Portal, object: string): ObjectStore {
  const store = portal.store(object)
  if (store === undefined) {
    throw new EditRefused(`HubSpot has no object \`${object}\` here`)
  }
  return store
}

function recordNamed(store: ObjectStore, id: string) {
  const record = findRecord(store, id, undefined)
  if (record === undefined || !isLive(record)) {
    throw new EditRefused(`no ${store.schema.type.singular} has the id ${id}`)
  }
  return record
}

/** Runs an edit and turns the API's refusal into one of the control API. */
export function refusing<Result>(act: () => Result): Result {
  try {
    return act()
  } catch (error) {
    throw error instanceof ApiError ? new EditRefused(error.message) : error
  }
}
