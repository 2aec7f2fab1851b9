/** Finds the record an id or a unique value means. */
import { ApiError, invalid, notFound } from '../api-error'
import type { ObjectStore } from '../records/object-store'
import type { CrmRecord } from '../records/record'

/** A record id out of a path or body; undefined for what cannot be one. */
export function numericId(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined
}

/** The record by id (through merges) or by the value of a unique property; live, or archived on request. Throws 400 for a property that is not unique. */
export function findRecord(store: ObjectStore, id: string, idProperty: string | undefined, archived = false): CrmRecord | undefined {
  if (idProperty === undefined || idProperty === 'hs_object_id') {
    const number = numericId(id)
    const record = number === undefined ? undefined : store.resolve(number)
    return record !== undefined && (record.archivedAt !== undefined) === archived ? record : undefined
  }
  const property = store.schema.get(idProperty)
  if (property === undefined || !store.schema.isUnique(property)) {
    throw invalid(`idProperty '${idProperty}' is not a unique property of ${store.schema.type.name}`)
  }
  return archived ? undefined : store.holder(idProperty, id)
}

/** The record, or 404. */
export function requireRecord(store: ObjectStore, id: string, idProperty?: string, archived = false): CrmRecord {
  const record = findRecord(store, id, idProperty, archived)
  if (record === undefined) {
    throw notFound()
  }
  return record
}

/** The error of ids that a batch could not find, in the plural as the service words it. */
export function missingObjects(store: ObjectStore, ids: readonly string[]): ApiError {
  const kind = store.schema.type.singular.toUpperCase()
  return new ApiError(
    404,
    'OBJECT_NOT_FOUND',
    `Could not get some ${kind} objects, they may be deleted or not exist. Check that ids are valid.`,
    { context: { ids } },
  )
}
