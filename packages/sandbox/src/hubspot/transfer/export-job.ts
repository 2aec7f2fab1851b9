/** An export: records of a view or a list as a file of comma-separated values. */
import { ApiError, invalid } from '../api-error'
import type { Portal } from '../portal'
import type { ObjectStore } from '../records/object-store'
import type { CrmRecord } from '../records/record'
import { search } from '../search/search'
import { readSearch, type SearchRequest } from '../search/search-request'
import { writeCsv } from './csv'

type Json = Readonly<Record<string, unknown>>

/** Times are milliseconds. `file` is there once the export is complete. */
export type ExportJob = {
  readonly id: string
  readonly name: string
  readonly store: ObjectStore
  readonly properties: readonly string[]
  readonly internalNames: boolean
  readonly internalValues: boolean
  readonly listId?: string
  readonly search?: SearchRequest
  readonly requestedAt: number
  readonly due: number
  completedAt: number | undefined
  file: string | undefined
  numErrors: number
  /** How many it holds. */
  records: number
}

/** Throws an `ApiError` 400 for anything the service cannot export. */
export function readExport(portal: Portal, body: Json, id: string, due: number): ExportJob {
  const { exportType, format, exportName, objectType, objectProperties, listId, publicCrmSearchRequest } = body
  const missing = Object.entries({ exportType, format, exportName, objectType, objectProperties }).flatMap(([name, value]) =>
    value === undefined || value === null ? [name] : [],
  )
  if (missing.length > 0 || !Array.isArray(objectProperties)) {
    throw invalid(`Some required fields were not set: [${missing.join(', ') || 'objectProperties'}]`)
  }
  if (exportType !== 'VIEW' && exportType !== 'LIST') {
    throw invalid(`exportType is VIEW or LIST, not '${String(exportType)}'`)
  }
  if (format !== 'CSV') {
    throw invalid(`The sandbox exports CSV alone, not '${String(format)}'`)
  }
  const store = portal.store(String(objectType))
  if (store === undefined) {
    throw invalid(`Unable to infer object type from: ${String(objectType)}`)
  }
  if (exportType === 'LIST' && portal.lists.get(String(listId)) === undefined) {
    throw invalid(`List does not exist with ID ${String(listId)}.`)
  }
  const internal = Array.isArray(body['exportInternalValuesOptions']) ? body['exportInternalValuesOptions'] : []
  const job: ExportJob = {
    id,
    name: String(exportName),
    store,
    properties: objectProperties.map(String).filter((name) => store.schema.get(name) !== undefined),
    internalNames: internal.includes('NAMES'),
    internalValues: internal.includes('VALUES'),
    ...(exportType === 'LIST' ? { listId: String(listId) } : {}),
    ...(publicCrmSearchRequest === undefined || publicCrmSearchRequest === null ? {} : { search: readView(publicCrmSearchRequest) }),
    requestedAt: portal.now(),
    due,
    completedAt: undefined,
    file: undefined,
    numErrors: 0,
    records: 0,
  }
  // A view that cannot be searched is refused now and not when its time has come.
  recordsOf(portal, job)
  return job
}

/** Writes the file. */
export function runExport(portal: Portal, job: ExportJob): void {
  const { store, properties } = job
  const label = (name: string): string => (job.internalNames ? name : (store.schema.get(name)?.label ?? name))
  const rows = readable(portal, job).map((record) => [String(record.id), ...properties.map((name) => shown(job, record, name))])
  job.file = writeCsv([['Record ID', ...properties.map(label)], ...rows])
  job.records = rows.length
  job.completedAt = portal.now()
}

/** A property of the view may be gone since the export was asked for: then there is nothing to tell but the error. */
function readable(portal: Portal, job: ExportJob): readonly CrmRecord[] {
  try {
    return recordsOf(portal, job)
  } catch (error) {
    if (error instanceof ApiError) {
      job.numErrors += 1
      return []
    }
    throw error
  }
}

function recordsOf(portal: Portal, job: ExportJob): readonly CrmRecord[] {
  const { store } = job
  if (job.listId !== undefined) {
    portal.lists.settle(portal.now())
    const members = portal.lists.get(job.listId)?.inIdOrder() ?? []
    return members.flatMap(({ recordId }) => store.live(recordId) ?? [])
  }
  if (job.search === undefined) {
    return [...store.withIds(0, Number.POSITIVE_INFINITY)]
  }
  const view = { shown: Number.POSITIVE_INFINITY, now: portal.now() }
  const everything = { ...job.search, after: 0, limit: Number.MAX_SAFE_INTEGER }
  return search(store, everything, view, (record, toType) =>
    portal.associations.of(store.schema.type.name, portal.store(toType)?.schema.type.name ?? '', record.id).map(({ to }) => String(to)),
  ).records
}

/** Labels of options, unless the values themselves were asked for. */
function shown({ store, internalValues }: ExportJob, record: CrmRecord, name: string): string {
  const value = store.value(record, name) ?? ''
  const options = store.schema.get(name)?.options ?? []
  return internalValues ? value : (options.find((option) => option.value === value)?.label ?? value)
}

function readView(given: unknown): SearchRequest {
  const { filters, filterGroups, query, sorts } = typeof given === 'object' && given !== null ? (given as Json) : ({} as Json)
  const groups = filterGroups ?? (filters === undefined ? undefined : [{ filters }])
  const body = { filterGroups: groups, query, sorts }
  return readSearch(body, JSON.stringify(body))
}
