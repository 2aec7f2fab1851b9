/** Imports: files of rows that become records. */
import type { SandboxResponse } from '../../world/system'
import { invalid, notFound } from '../api-error'
import { isoText } from '../records/instants'
import type { ImportError, ImportJob } from '../transfer/import-job'
import { readImportRequest } from '../transfer/import-request'
import { readMultipart } from '../transfer/multipart'
import { type Context, type Json, nextPage, queryLimit, type Route } from './context'
import { numericId } from './find-record'

const PAGE = 100

/** Endpoints of imports. */
export const IMPORT_ROUTES: readonly Route[] = [
  { method: 'GET', version: 'v3', pattern: 'imports', handle: list },
  { method: 'POST', version: 'v3', pattern: 'imports', handle: create },
  { method: 'GET', version: 'v3', pattern: 'imports/:id', handle: (context) => ({ status: 200, body: importBody(jobOf(context)) }) },
  { method: 'POST', version: 'v3', pattern: 'imports/:id/cancel', handle: cancel },
  { method: 'GET', version: 'v3', pattern: 'imports/:id/errors', handle: errors },
]

function list(context: Context): SandboxResponse {
  return paged(context, [...context.portal.transfers.imports.values()].reverse(), importBody)
}

function create(context: Context): SandboxResponse {
  const { portal, request } = context
  const parts = readMultipart(request.headers['content-type'] ?? '', request.body)
  const text = parts?.find((part) => part.name === 'importRequest')?.content
  if (parts === undefined || text === undefined) {
    throw invalid('The body must be multipart/form-data with the parts importRequest and files.')
  }
  const json = readJson(text)
  const wanted = readImportRequest(portal, json)
  const contents = new Map(parts.filter((part) => part.name === 'files').map((part) => [part.fileName ?? '', part.content]))
  const absent = wanted.files.find((file) => !contents.has(file.name))
  if (absent !== undefined) {
    throw invalid(`The file '${absent.name}' is not part of the request.`)
  }
  const now = portal.now()
  const id = portal.transfers.nextId()
  const job: ImportJob = {
    id,
    request: wanted,
    json,
    contents,
    actor: { source: { sourceType: 'IMPORT', sourceId: id }, by: context.actor.by, call: request.call },
    createdAt: now,
    due: now + portal.world.bulkLag,
    updatedAt: now,
    state: 'STARTED',
    counters: new Map(),
    errors: [],
  }
  portal.transfers.addImport(job)
  return { status: 200, body: importBody(job) }
}

function cancel(context: Context): SandboxResponse {
  const job = jobOf(context)
  const now = context.portal.now()
  if (!context.portal.transfers.cancel(job, now)) {
    throw invalid(`The import ${job.id} is ${job.state} and cannot be canceled.`)
  }
  return { status: 200, body: { status: 'CANCELED', startedAt: isoText(job.createdAt), completedAt: isoText(now) } }
}

function errors(context: Context): SandboxResponse {
  const job = jobOf(context)
  return paged(context, job.errors, (error) => errorBody(job, error))
}

function paged<Item>(context: Context, all: readonly Item[], body: (item: Item) => unknown): SandboxResponse {
  const limit = queryLimit(context, PAGE, PAGE)
  const start = numericId(context.request.query.get('after') ?? '0') ?? 0
  const end = start + limit
  const paging = end < all.length ? nextPage(context, String(end)) : {}
  return { status: 200, body: { results: all.slice(start, end).map(body), ...paging } }
}

function jobOf({ portal, params }: Context): ImportJob {
  const job = portal.transfers.imports.get(params['id'] ?? '')
  if (job === undefined) {
    throw notFound()
  }
  return job
}

function readJson(text: string): Json {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Json
    }
  } catch (error) {
    throw invalid(`Invalid input JSON in importRequest: ${error instanceof SyntaxError ? error.message : 'unreadable'}`)
  }
  throw invalid('Invalid input JSON in importRequest: an object was expected')
}

function importBody(job: ImportJob) {
  const stores = new Set(job.request.files.flatMap((file) => file.columns.map((column) => column.store.schema.type.id)))
  return {
    id: job.id,
    state: job.state,
    createdAt: isoText(job.createdAt),
    updatedAt: isoText(job.updatedAt),
    importName: job.request.name,
    importSource: 'API',
    importRequestJson: job.json,
    mappedObjectTypeIds: [...stores],
    optOutImport: false,
    metadata: {
      counters: Object.fromEntries(job.counters),
      fileIds: job.request.files.map((_, index) => `${job.id}${index}`),
      objectLists: [],
    },
  }
}

function errorBody(job: ImportJob, { id, errorType, line, row, store, column, value, message }: ImportError) {
  return {
    id,
    createdAt: job.updatedAt,
    errorType,
    errorMessage: message,
    sourceData: { fileId: Number(`${job.id}0`), lineNumber: line, rowData: row, containsEncryptedProperties: false },
    ...(store === undefined ? {} : { objectTypeId: store.schema.type.id, objectType: store.schema.type.singular.toUpperCase() }),
    ...(column === undefined ? {} : { knownColumnNumber: column }),
    ...(value === undefined ? {} : { invalidValue: value, invalidValueToDisplay: value }),
  }
}
