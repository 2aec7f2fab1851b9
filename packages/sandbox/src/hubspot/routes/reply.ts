/** Builds the bodies of replies: records, errors, paging, batches. */
import type { SandboxResponse } from '../../world/system'
import type { ApiError } from '../api-error'
import { instantText, isoText } from '../records/instants'
import type { ObjectStore } from '../records/object-store'
import { COMPUTED_PROPERTIES } from '../records/property-value'
import { type CrmRecord, type Version, versionsOf } from '../records/record'

/** Which parts of a record a reply shows. `properties` undefined: the object's defaults. */
export type Shown = { readonly properties?: readonly string[]; readonly history?: readonly string[] }

/** A record as the objects API tells it. Properties nobody defined are left out, ones without a value are null. */
export function recordBody(store: ObjectStore, record: CrmRecord, shown: Shown = {}): Record<string, unknown> {
  const { type } = store.schema
  const always = ['hs_object_id', type.created, type.modified]
  const history = (shown.history ?? []).filter((name) => store.schema.get(name) !== undefined)
  const names =
    shown.properties === undefined && history.length === 0 ? type.defaults : [...(shown.properties ?? []), ...history, ...always]
  const properties: Record<string, string | null> = {}
  for (const name of names) {
    if (store.schema.get(name) !== undefined) {
      properties[name] = store.value(record, name) ?? null
    }
  }
  return {
    id: String(record.id),
    properties,
    ...(history.length === 0 ? {} : { propertiesWithHistory: historyBody(store, record, history) }),
    createdAt: isoText(record.createdAt),
    updatedAt: isoText(record.modifiedAt),
    archived: record.archivedAt !== undefined,
    ...(record.archivedAt === undefined ? {} : { archivedAt: isoText(record.archivedAt) }),
  }
}

/** A written record: all properties that have a value, as replies to writes show them. */
export function writtenBody(store: ObjectStore, record: CrmRecord, names: Iterable<string>): Record<string, unknown> {
  return recordBody(store, record, { properties: [...new Set([...names].map((name) => name.toLowerCase()))] })
}

/** The error body; every field as [HubSpot: error handling] lists it. */
export function errorReply(error: ApiError, correlationId: string): SandboxResponse {
  const { message, category, subCategory, context, errors, links } = error
  return {
    status: error.status,
    body: {
      status: 'error',
      message,
      correlationId,
      ...(context === undefined ? {} : { context }),
      ...(errors.length === 0 ? {} : { errors }),
      ...(links === undefined ? {} : { links }),
      category,
      ...(subCategory === undefined ? {} : { subCategory }),
    },
  }
}

/** One failed row inside a 207. */
export function rowError(error: ApiError, context: Readonly<Record<string, readonly string[]>>): Record<string, unknown> {
  return {
    status: 'error',
    category: error.category,
    ...(error.subCategory === undefined ? {} : { subCategory: error.subCategory }),
    message: error.message,
    context: { ...error.context, ...context },
    ...(error.errors.length === 0 ? {} : { errors: error.errors }),
  }
}

/**
 * A batch reply: `status` without errors, 207 with them; the dated APIs keep `status` and carry the errors inside
 * [HubSpot OpenAPI: contacts 2026-09].
 */
export function batchReply(
  status: number,
  results: readonly unknown[],
  errors: readonly unknown[],
  at: number,
  isDated: boolean,
): SandboxResponse {
  const failed = errors.length === 0 ? {} : { numErrors: errors.length, errors }
  return {
    status: errors.length === 0 || isDated ? status : 207,
    body: { status: 'COMPLETE', results, ...failed, startedAt: isoText(at), completedAt: isoText(at) },
    records: results.length + errors.length,
  }
}

/** All values a property had, the newest first; of one that is worked out, the present value. */
export function versionsOfProperty(store: ObjectStore, record: CrmRecord, name: string): Version[] {
  if (COMPUTED_PROPERTIES.has(name) || store.computed.has(name)) {
    const source = { sourceType: 'CALCULATED' }
    return [{ value: store.value(record, name) ?? '', at: record.modifiedAt, source }]
  }
  return versionsOf(record, store.schema.slot(name))
}

function historyBody(store: ObjectStore, record: CrmRecord, names: readonly string[]): Record<string, unknown> {
  const entries = names.map((name) => [
    name,
    versionsOfProperty(store, record, name).map(({ value, at, source }) => ({
      value,
      timestamp: instantText(at),
      sourceType: source.sourceType,
      ...(source.sourceId === undefined ? {} : { sourceId: source.sourceId }),
      ...(source.userId === undefined ? {} : { updatedByUserId: source.userId }),
    })),
  ])
  return Object.fromEntries(entries)
}
