/** Bulk API 2.0: `/jobs/ingest` and `/jobs/query`. */
import type { SandboxResponse } from '../../world/system'
import { failure, NO_RESOURCE } from '../failure'
import { readId } from '../ids'
import { type Ask, jsonBody, notAllowed } from '../rest/ask'
import { readAssigns } from '../rules/assignment'
import { DELIMITERS, LINE_ENDINGS } from './csv'
import { IngestJob } from './ingest-job'
import { QueryJob } from './query-job'
import { parseBulkQuery } from './query-sheet'
import { OPERATIONS, type Task } from './write-rows'

const CSV = 'text/csv'
/** Bytes of an upload [Salesforce: Bulk API 2.0 limits]. */
const MOST_BYTES = 100 * 1024 * 1024

const gone = () => NO_RESOURCE

function chosen(names: Readonly<Record<string, string>>, said: unknown, usual: string, what: string): string {
  const sign = names[String(said ?? usual)]
  if (sign === undefined) throw failure(400, 'INVALIDJOB', `InvalidJob : Invalid ${what}: ${String(said)}`)
  return sign
}

function format(body: Record<string, unknown>): { delimiter: string; lineEnding: string } {
  const { contentType = 'CSV', columnDelimiter, lineEnding } = body
  if (contentType !== 'CSV') throw failure(400, 'INVALIDJOB', 'InvalidJob : Content type must be CSV')
  return {
    delimiter: chosen(DELIMITERS, columnDelimiter, 'COMMA', 'columnDelimiter'),
    lineEnding: chosen(LINE_ENDINGS, lineEnding, 'LF', 'lineEnding'),
  }
}

/** What a job shall do. Throws a `Failure`. */
export function readTask(ask: Ask, { object: name, operation: said, externalIdFieldName }: Record<string, unknown>): Task {
  const operation = OPERATIONS.find((each) => each.toLowerCase() === String(said).toLowerCase())
  if (operation === undefined) throw failure(400, 'INVALIDJOB', `InvalidJob : Invalid operation: ${String(said)}`)
  const object = ask.org.object(ask.actor, String(name))
  if (object === undefined) throw failure(400, 'INVALIDENTITY', `InvalidEntity : Unable to find object: ${String(name)}`)
  if (operation !== 'upsert') return { object, operation }
  if (typeof externalIdFieldName !== 'string' || externalIdFieldName === '') {
    throw failure(400, 'INVALIDJOB', 'InvalidJob : External ID field name is required for upsert')
  }
  const key = ask.org.field(ask.actor, object, externalIdFieldName)
  if (key === undefined || !(key.type === 'id' || key.externalId || key.idLookup)) {
    throw failure(
      400,
      'INVALIDJOB',
      `InvalidJob : Field name provided, ${externalIdFieldName} does not match an External ID, Salesforce Id, or indexed field for ${object.name}`,
    )
  }
  return { object, operation, key }
}

function bodyText(ask: Ask): string {
  if ('text' in ask.body) return ask.body.text
  throw NO_RESOURCE
}

function wrongState(state: string, wanted: string) {
  return failure(400, 'INVALIDJOBSTATE', `Invalid job state. Current state is ${state}, requested state is ${wanted}`)
}

function openIngest(ask: Ask): SandboxResponse {
  const body = jsonBody(ask)
  const { assignmentRuleId } = body
  const options = {
    task: readTask(ask, body),
    ...format(body),
    version: Number(ask.version.slice(1)),
    ...(typeof assignmentRuleId === 'string' ? { assignmentRuleId } : {}),
  }
  // Jobs have no header for duplicates [Salesforce: Bulk API 2.0, Headers]: an alert refuses its row.
  const actor = { ...ask.actor, duplicates: undefined, assigns: readAssigns(options.assignmentRuleId, undefined) }
  const job = new IngestJob(ask.jobs.id('750'), ask.org, actor, options)
  ask.jobs.ingest.set(job.id, job)
  return { status: 200, body: job.info(false) }
}

function upload(ask: Ask, job: IngestJob): SandboxResponse {
  if (ask.method !== 'PUT') throw notAllowed(ask, ['PUT'])
  if (job.state !== 'Open') throw wrongState(job.state, 'Open')
  if (job.hasData) {
    const advice =
      "please 'Close' / 'Abort' / 'Delete' the current Job then create a new Job and make sure you only do 'PUT' once on a given Job."
    throw failure(400, 'BULK_API_ERROR', `Found multiple contents for job: <${job.id}>, ${advice}`)
  }
  const text = bodyText(ask)
  if (Buffer.byteLength(text) > MOST_BYTES) throw failure(400, 'LIMIT_EXCEEDED', 'The data of a job is at most 100 MB')
  job.upload(text)
  return { status: 201 }
}

function changeIngest(ask: Ask, job: IngestJob): SandboxResponse {
  const { state } = jsonBody(ask)
  if (state === 'UploadComplete') {
    if (job.state !== 'Open') throw wrongState(job.state, 'UploadComplete')
    const at = ask.jobs.dueAt()
    job.complete(at)
    ask.jobs.runAt(at, job)
  } else if (state === 'Aborted') {
    if (job.state !== 'Open' && job.state !== 'UploadComplete' && job.state !== 'InProgress') throw wrongState(job.state, 'Aborted')
    job.abort()
  } else throw wrongState(job.state, String(state))
  return { status: 200, body: job.info(false) }
}

function list(ask: Ask, jobs: Iterable<IngestJob | QueryJob>): SandboxResponse {
  const type = ask.query.get('jobType')
  const records = [...jobs].map((job) => job.info(true)).filter(({ jobType }) => type === null || jobType === type)
  return { status: 200, body: { done: true, nextRecordsUrl: null, records } }
}

function ingest(ask: Ask, id: string | undefined, part: string | undefined): SandboxResponse {
  if (id === undefined) {
    if (ask.method === 'POST') return openIngest(ask)
    if (ask.method === 'GET') return list(ask, ask.jobs.ingest.values())
    throw notAllowed(ask, ['GET', 'HEAD', 'POST'])
  }
  const job = ask.jobs.ingest.get(readId(id) ?? id)
  if (job === undefined) throw gone()
  if (part === 'batches') return upload(ask, job)
  if (part !== undefined) {
    const text = ask.method === 'GET' ? job.file(part) : undefined
    if (text === undefined) throw gone()
    return { status: 200, body: text, type: CSV }
  }
  if (ask.method === 'GET') return { status: 200, body: job.info(true) }
  if (ask.method === 'PATCH') return changeIngest(ask, job)
  if (ask.method !== 'DELETE') throw notAllowed(ask, ['DELETE', 'GET', 'HEAD', 'PATCH'])
  if (job.state === 'Open' || job.state === 'InProgress') throw wrongState(job.state, 'Deleted')
  if (job.state === 'UploadComplete') job.abort()
  ask.jobs.ingest.delete(job.id)
  return { status: 204 }
}

function openQuery(ask: Ask): SandboxResponse {
  const body = jsonBody(ask)
  const { operation, query: source } = body
  if (operation !== 'query' && operation !== 'queryAll') {
    throw failure(400, 'INVALIDJOB', `InvalidJob : Invalid operation: ${String(operation)}`)
  }
  if (typeof source !== 'string') throw failure(400, 'MALFORMED_QUERY', 'SOQL is missing')
  const query = parseBulkQuery(source)
  const { org, actor, version } = ask
  const asked = { org, actor, version, source, deleted: operation === 'queryAll' }
  const options = { asked, query, ...format(body), version: Number(version.slice(1)) }
  const at = ask.jobs.dueAt()
  const job = new QueryJob(ask.jobs.id('750'), options, at)
  ask.jobs.runAt(at, job)
  ask.jobs.queries.set(job.id, job)
  return { status: 200, body: job.info(false) }
}

function results(ask: Ask, job: QueryJob): SandboxResponse {
  if (ask.method !== 'GET') throw notAllowed(ask, ['GET', 'HEAD'])
  if (job.state !== 'JobComplete')
    throw failure(400, 'INVALIDJOBSTATE', `Invalid job state. The results of a job that is ${job.state} cannot be read`)
  const locator = ask.query.get('locator')
  const most = ask.query.get('maxRecords')
  const from = locator === null || locator === '' ? 0 : Number(Buffer.from(locator, 'base64url').toString('utf8'))
  const isNumber = most === null || /^[1-9]\d*$/.test(most)
  const page = Number.isInteger(from) && from >= 0 && isNumber ? job.page(from, most === null ? undefined : Number(most)) : undefined
  if (page === undefined) throw failure(400, 'INVALID_QUERY_LOCATOR', 'The locator or the maxRecords of the results is invalid')
  const headers = {
    'Sforce-Locator': page.next === undefined ? 'null' : Buffer.from(String(page.next)).toString('base64url'),
    'Sforce-NumberOfRecords': String(page.count),
  }
  return { status: 200, body: page.text, type: CSV, headers, records: page.count }
}

function queries(ask: Ask, id: string | undefined, part: string | undefined): SandboxResponse {
  if (id === undefined) {
    if (ask.method === 'POST') return openQuery(ask)
    if (ask.method === 'GET') return list(ask, ask.jobs.queries.values())
    throw notAllowed(ask, ['GET', 'HEAD', 'POST'])
  }
  const job = ask.jobs.queries.get(readId(id) ?? id)
  if (job === undefined || (part !== undefined && part !== 'results')) throw gone()
  if (part === 'results') return results(ask, job)
  if (ask.method === 'GET') return { status: 200, body: job.info(true) }
  if (ask.method === 'PATCH') {
    const { state } = jsonBody(ask)
    if (state !== 'Aborted' || (job.state !== 'UploadComplete' && job.state !== 'InProgress')) throw wrongState(job.state, String(state))
    job.abort()
    return { status: 200, body: job.info(false) }
  }
  if (ask.method !== 'DELETE') throw notAllowed(ask, ['DELETE', 'GET', 'HEAD', 'PATCH'])
  if (job.state === 'UploadComplete' || job.state === 'InProgress') throw wrongState(job.state, 'Deleted')
  ask.jobs.queries.delete(job.id)
  return { status: 204 }
}

/** Answers `/jobs/ingest...` and `/jobs/query...`. */
export function bulk(ask: Ask): SandboxResponse | undefined {
  const [first, kind, id, part] = ask.segments
  if (first !== 'jobs' || ask.segments.length > 4) return undefined
  if (kind === 'ingest') return ingest(ask, id, part)
  return kind === 'query' ? queries(ask, id, part) : undefined
}
