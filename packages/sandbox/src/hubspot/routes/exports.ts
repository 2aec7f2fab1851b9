/** Exports: asked for, looked after, fetched. */
import type { SandboxResponse } from '../../world/system'
import { notFound } from '../api-error'
import { isoText } from '../records/instants'
import { type ExportJob, readExport } from '../transfer/export-job'
import { bodyObject, type Context, type Route } from './context'

/** Endpoints of exports, and the files they make. */
export const EXPORT_ROUTES: readonly Route[] = [
  { method: 'POST', version: 'v3', pattern: 'exports/export/async', handle: create },
  { method: 'GET', version: 'v3', pattern: 'exports/export/async/tasks/:id/status', handle: status },
  { method: 'GET', version: 'v3', pattern: 'exports/export/:id', handle: details },
  { method: 'GET', version: 'v3', pattern: 'exports/files/:id', isOpen: true, handle: file },
]

function create(context: Context): SandboxResponse {
  const { portal } = context
  const job = readExport(portal, bodyObject(context), portal.transfers.nextId(), portal.now() + portal.world.bulkLag)
  portal.transfers.addExport(job)
  return { status: 202, body: { id: job.id, links: { status: `${origin(context)}/crm/v3/exports/export/async/tasks/${job.id}/status` } } }
}

function status(context: Context): SandboxResponse {
  const job = jobOf(context)
  const times = { requestedAt: isoText(job.requestedAt), startedAt: isoText(job.requestedAt) }
  if (job.completedAt === undefined) {
    return { status: 200, body: { status: 'PROCESSING', ...times, completedAt: isoText(job.requestedAt) } }
  }
  return {
    status: 200,
    body: {
      status: 'COMPLETE',
      ...times,
      completedAt: isoText(job.completedAt),
      result: `${origin(context)}/crm/v3/exports/files/${job.id}`,
      ...(job.numErrors === 0 ? {} : { numErrors: job.numErrors }),
    },
  }
}

function details(context: Context): SandboxResponse {
  const job = jobOf(context)
  const isDone = job.completedAt !== undefined
  return {
    status: 200,
    body: {
      id: job.id,
      exportName: job.name,
      exportType: job.listId === undefined ? 'VIEW' : 'LIST',
      exportState: isDone ? 'DONE' : 'PROCESSING',
      objectType: job.store.schema.type.id,
      objectProperties: job.properties,
      createdAt: isoText(job.requestedAt),
      updatedAt: isoText(job.completedAt ?? job.requestedAt),
      ...(isDone ? { recordCount: job.records } : {}),
    },
  }
}

/** The file; the service keeps it elsewhere, behind an address that is a secret. */
function file(context: Context): SandboxResponse {
  const { file: text } = jobOf(context)
  if (text === undefined) {
    throw notFound()
  }
  return { status: 200, body: text, type: 'text/csv;charset=UTF-8' }
}

function jobOf({ portal, params }: Context): ExportJob {
  const job = portal.transfers.exports.get(params['id'] ?? '')
  if (job === undefined) {
    throw notFound()
  }
  return job
}

function origin({ request }: Context): string {
  return `http://${request.headers['host'] ?? 'localhost'}`
}
