/** The older Bulk API, `/services/async/62.0/job...`, in XML and JSON. */
import type { SandboxRequest, SandboxResponse } from '../../world/system'
import type { Sessions } from '../auth/sessions'
import { Failure, failure } from '../failure'
import { readId } from '../ids'
import { actorOf } from '../rest/actor'
import type { Services } from '../rest/ask'
import { verifyApiAccess } from '../rules/allow'
import { readAssigns } from '../rules/assignment'
import type { Actor } from '../store/org'
import { BadXml, readXml } from '../xml/read'
import { Batch, ClassicJob, type ClassicOperation, type ContentType } from './classic-job'
import { queryResults, resultList, rowResults, xmlDocument } from './classic-results'
import { columnOf, OPERATIONS, type Task } from './write-rows'

const PATH = /^\/services\/async\/(\d+\.\d)\/job(?:\/(\w+))?(?:\/(batch)(?:\/(\w+)(?:\/(request|result)(?:\/(\w+))?)?)?)?\/?$/
/** Bytes of one batch [Salesforce: Bulk API limits]. */
const MOST_BYTES = 10_000_000

type Call = { readonly request: SandboxRequest; readonly services: Services; readonly actor: Actor; readonly version: string }

/** The client writes JSON, or says that it reads it. */
function speaksJson({ headers }: SandboxRequest): boolean {
  return /json/.test(headers['content-type'] ?? '') || /json/.test(headers['accept'] ?? '')
}

function refused(request: SandboxRequest, status: number, code: string, message: string): SandboxResponse {
  const told = { exceptionCode: code, exceptionMessage: message }
  return speaksJson(request) ? { status, body: told } : { ...xmlDocument('error', told), status }
}

/** The answer to a jobInfo is of the format that it came in. */
function told(call: Call, name: string, content: Record<string, unknown>, status = 200): SandboxResponse {
  return speaksJson(call.request) ? { status, body: content } : { ...xmlDocument(name, content), status }
}

/** What is read of a job, and the answer to a batch, is JSON for jobs of JSON alone, whatever the headers of a GET say [singer-io/tap-salesforce bulk]. */
function shown(job: ClassicJob, name: string, content: Record<string, unknown>, status = 200): SandboxResponse {
  return job.options.contentType === 'JSON' ? { status, body: content } : { ...xmlDocument(name, content), status }
}

/** The members of a jobInfo. Throws a `Failure`. */
function readInfo({ request }: Call): Record<string, unknown> {
  try {
    if (speaksJson(request)) {
      const value: unknown = JSON.parse(request.body)
      if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
      throw failure(400, 'InvalidJob', 'Unable to parse Job')
    }
    return Object.fromEntries(readXml(request.body).children.map(({ name, text }) => [name, text.trim()]))
  } catch (error) {
    if (error instanceof BadXml || error instanceof SyntaxError) throw failure(400, 'InvalidJob', 'Unable to parse Job')
    throw error
  }
}

function open(call: Call): SandboxResponse {
  const { org, jobs } = call.services
  const info = readInfo(call)
  const text = (name: string) => (typeof info[name] === 'string' ? info[name] : undefined)
  const known: readonly ClassicOperation[] = [...OPERATIONS, 'query', 'queryAll']
  const operation = known.find((each) => each === info['operation'])
  if (operation === undefined) throw failure(400, 'InvalidJob', `Unknown operation: ${String(info['operation'])}`)
  const object = org.object(call.actor, text('object') ?? '')
  if (object === undefined) throw failure(400, 'InvalidJob', `Unable to find object: ${text('object') ?? ''}`)
  const contentType = (text('contentType') ?? 'XML') as ContentType
  if (!['CSV', 'JSON', 'XML'].includes(contentType)) throw failure(400, 'InvalidJob', `Unsupported content type: ${contentType}`)
  const name = text('externalIdFieldName')
  const key = name === undefined ? undefined : columnOf(org, call.actor, object, name)?.field
  if (operation === 'upsert' && key === undefined) throw failure(400, 'InvalidJob', 'External ID was blank for an upsert operation')
  const task: Task | undefined = operation === 'query' || operation === 'queryAll' ? undefined : { object, operation, key }
  const concurrencyMode = text('concurrencyMode') ?? 'Parallel'
  const options = { object: object.name, operation, task, contentType, concurrencyMode, version: call.version }
  const actor = { ...call.actor, assigns: readAssigns(text('assignmentRuleId'), undefined) }
  const job = new ClassicJob(jobs.id('750'), org, actor, options)
  jobs.classic.set(job.id, job)
  return told(call, 'jobInfo', job.info(), 201)
}

function change(call: Call, job: ClassicJob): SandboxResponse {
  const { state } = readInfo(call)
  if (state !== 'Closed' && state !== 'Aborted') throw failure(400, 'InvalidJobState', `Invalid state: ${String(state)}`)
  job.end(state)
  return told(call, 'jobInfo', job.info())
}

function addBatch(call: Call, job: ClassicJob): SandboxResponse {
  const { jobs } = call.services
  if (job.state !== 'Open') throw failure(400, 'InvalidJobState', `Batch can only be added to an open job. This job is ${job.state}`)
  const { body } = call.request
  if (body.trim() === '') throw failure(400, 'ClientInputError', 'Request body is empty')
  if (Buffer.byteLength(body) > MOST_BYTES) throw failure(400, 'ClientInputError', 'Request body is larger than 10 MB')
  const at = jobs.dueAt()
  const actor = { ...call.actor, duplicates: undefined, assigns: job.actor.assigns }
  const batch = new Batch(jobs.id('751'), jobs.id('752'), job, actor, body, at)
  jobs.runAt(at, batch)
  job.batches.push(batch)
  return shown(job, 'batchInfo', batch.info(), 201)
}

function showBatch(batch: Batch, part: string | undefined, resultId: string | undefined): SandboxResponse {
  const { job } = batch
  if (part === undefined) return shown(job, 'batchInfo', batch.info())
  if (part === 'request') return { status: 200, body: batch.request, type: `text/${job.options.contentType.toLowerCase()}` }
  if (batch.state !== 'Completed') throw failure(400, 'InvalidBatch', `Batch is not completed: it is ${batch.state}`)
  if (batch.sheet === undefined) return rowResults(batch)
  if (resultId === undefined) return resultList(batch)
  if (readId(resultId) !== batch.resultId) throw failure(400, 'InvalidBatch', `Unable to find result: ${resultId}`)
  return queryResults(batch, batch.sheet)
}

function carryOut(call: Call, path: RegExpExecArray): SandboxResponse {
  const [, , jobId, listed, batchId, part, resultId] = path
  const { method } = call.request
  if (jobId === undefined) {
    if (method === 'POST') return open(call)
    throw failure(405, 'InvalidUrl', 'Only POST makes a job')
  }
  const job = call.services.jobs.classic.get(readId(jobId) ?? jobId)
  if (job === undefined) throw failure(400, 'InvalidJob', `Unable to find job: ${jobId}`)
  if (listed === undefined) return method === 'POST' ? change(call, job) : shown(job, 'jobInfo', job.info())
  if (batchId === undefined) {
    if (method === 'POST') return addBatch(call, job)
    return shown(job, 'batchInfoList', { batchInfo: job.batches.map((batch) => batch.info()) })
  }
  const batch = job.batches.find(({ id }) => id === (readId(batchId) ?? batchId))
  if (batch === undefined) throw failure(400, 'InvalidBatch', `Unable to find batch: ${batchId}`)
  return showBatch(batch, part, resultId)
}

/** Answers a path below `/services/async`; `undefined` for others. */
export function classicBulk(request: SandboxRequest, services: Services, sessions: Sessions): SandboxResponse | undefined {
  const path = PATH.exec(request.path)
  if (path === null) return undefined
  const bearer = /^(?:Bearer|OAuth) (.+)$/i.exec(request.headers['authorization'] ?? '')?.[1]
  const userId = sessions.user(request.headers['x-sfdc-session'] ?? bearer ?? '')
  if (userId === undefined) return refused(request, 400, 'InvalidSessionId', 'Invalid session id')
  if (services.usage.count() !== undefined) return refused(request, 403, 'ExceededQuota', 'ApiRequests Limit exceeded.')
  const api = `com/salesforce/api/async/${path[1]}`
  const actor = actorOf(userId, request.headers, request.call, request.fault, api)
  try {
    verifyApiAccess(services.org, userId)
    return carryOut({ request, services, actor, version: path[1] ?? '' }, path)
  } catch (error) {
    if (error instanceof Failure) return refused(request, error.status, error.problems[0]?.code ?? '', error.message)
    throw error
  }
}
