/** Composite: up to 25 subrequests in one call, each able to use what earlier ones answered. */
import type { SandboxResponse } from '../../world/system'
import { Failure, failure, refusal } from '../failure'
import { Transaction } from '../store/transaction'
import { actorOf, apiOf, ruleOptions } from './actor'
import { type Ask, type Handler, jsonBody, notAllowed, pathSegments } from './ask'

const MOST = 25
const MOST_LARGE = 5
/** Everything else a subrequest must say itself. */
const INHERITED = ['accept', 'authorization', 'content-type']

/** One subrequest, its headers completed by what it inherits. */
export type Sub = {
  readonly method: string
  readonly url: string
  readonly referenceId: string
  readonly body: unknown
  readonly headers: Record<string, string>
}
/** What a subrequest answered. */
export type Result = { body: unknown; httpHeaders: Record<string, string>; httpStatusCode: number; referenceId: string }

function malformed(message: string): Failure {
  return failure(400, 'INVALID_INPUT', message)
}

/** Reads subrequests. Throws a `Failure` that refuses all of them. */
export function readSubs(ask: Ask, list: unknown): Sub[] {
  if (!Array.isArray(list)) throw malformed('compositeRequest is required')
  const inherited = Object.fromEntries(INHERITED.flatMap((name) => (ask.headers[name] === undefined ? [] : [[name, ask.headers[name]]])))
  const references = new Set<string>()
  const subs = list.map((entry: unknown): Sub => {
    const { method, url, referenceId, body: content, httpHeaders = {} } = (entry ?? {}) as Record<string, unknown>
    if (typeof method !== 'string' || typeof url !== 'string') throw malformed('method and url are required for each subrequest')
    if (typeof referenceId !== 'string' || !/^\w+$/.test(referenceId))
      throw malformed('referenceId is required and has only letters, numbers and underscores')
    if (references.has(referenceId)) throw malformed(`Duplicate ReferenceId provided: ${referenceId}`)
    references.add(referenceId)
    const own = Object.entries(httpHeaders ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)])
    return { method, url, referenceId, body: content, headers: { ...inherited, ...Object.fromEntries(own) } }
  })
  return subs
}

function verifySize(subs: readonly Sub[]): void {
  if (subs.length > MOST) throw failure(400, 'LIMIT_EXCEEDED', `The number of subrequests exceeds the limit of ${MOST}`)
  const large = subs.filter(({ url }) => /^\/services\/data\/v\d+\.0\/(query|queryAll|composite\/sobjects)\b/.test(url)).length
  if (large > MOST_LARGE) {
    throw failure(400, 'LIMIT_EXCEEDED', `The number of query and sObject Collections subrequests exceeds the limit of ${MOST_LARGE}`)
  }
}

const HALTED = failure(400, 'PROCESSING_HALTED', 'The transaction was rolled back since another operation in the same transaction failed.')

const REFERENCE = /@\{(\w+)((?:\.\w+|\[\d+\])*)\}/g

/** Looks up `@{name.field[0]}` in earlier answers. Throws a `Failure` with code `PROCESSING_HALTED` where it names nothing. */
function lookUp(answers: ReadonlyMap<string, Result>, reference: string, name: string, path: string): unknown {
  const answer = answers.get(name)
  let value: unknown = answer !== undefined && answer.httpStatusCode < 400 ? answer.body : undefined
  for (const [, field, index] of path.matchAll(/\.(\w+)|\[(\d+)\]/g)) {
    if (typeof value !== 'object' || value === null) value = undefined
    else value = Object.entries(value).find(([key]) => key.toLowerCase() === (field ?? index ?? '').toLowerCase())?.[1]
  }
  if (value !== undefined && value !== null) return value
  throw failure(400, 'PROCESSING_HALTED', `Invalid reference specified. No value for ${reference.slice(2, -1)} found in ${name}`)
}

function fill(value: unknown, answers: ReadonlyMap<string, Result>): unknown {
  if (typeof value === 'string') {
    if (!value.includes('@{')) return value
    const [whole] = [...value.matchAll(REFERENCE)]
    if (whole !== undefined && whole[0] === value) return lookUp(answers, whole[0], whole[1]!, whole[2]!)
    return value.replaceAll(REFERENCE, (reference, name: string, path: string) => String(lookUp(answers, reference, name, path)))
  }
  if (Array.isArray(value)) return value.map((item) => fill(item, answers))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, answers)]))
}

/** Whether a subrequest failed for an all-or-none composite: by its status, or by a row of a collection. */
function failed({ httpStatusCode, body }: Result): boolean {
  const isRefusedRow = (row: unknown) => typeof row === 'object' && row !== null && 'success' in row && row.success === false
  return httpStatusCode >= 400 || (Array.isArray(body) && body.some(isRefusedRow))
}

function shownBody(body: unknown): unknown {
  return typeof body === 'string' && /^[[{]/.test(body) ? JSON.parse(body) : (body ?? null)
}

function run(
  ask: Ask,
  sub: Sub,
  answers: ReadonlyMap<string, Result>,
  route: Handler,
  shared: Transaction | undefined,
): { result: Result; records: number } {
  let response: SandboxResponse
  try {
    const url = String(fill(sub.url, answers))
    const path = /^\/services\/data\/(v\d+\.0)\/([^?]*)(\?.*)?$/.exec(url)
    const segments = pathSegments(path?.[2] ?? '')
    const isNested = segments[0] === 'composite' && segments[1] !== 'sobjects' && segments[1] !== 'tree'
    if (path === null || isNested) throw failure(404, 'NOT_FOUND', 'The requested resource does not exist')
    const fault = ask.org.world.faults.take('salesforce', `${sub.method} ${url}`, ['lock', 'late-commit'])
    const played = fault === undefined ? undefined : { kind: fault.kind as 'lock' | 'late-commit', delay: fault.delay ?? 30_000 }
    const inner: Ask = {
      ...ask,
      method: sub.method,
      segments,
      query: new URLSearchParams(path[3] ?? ''),
      headers: sub.headers,
      body: { json: fill(sub.body, answers) },
      version: path[1] ?? ask.version,
      actor:
        shared === undefined
          ? actorOf(ask.actor.userId, sub.headers, ask.actor.call, played ?? playedBy(ask), apiOf(ask.actor))
          : { ...ask.actor, ...ruleOptions(sub.headers, apiOf(ask.actor)) },
      shared,
    }
    const answer = () => route(inner) ?? refusal(failure(404, 'NOT_FOUND', 'The requested resource does not exist'))
    response = shared === undefined ? answer() : shared.actAs(inner.actor, answer)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    response = refusal(error)
  }
  const { 'Last-Modified': _, ...httpHeaders } = { ...response.headers }
  const result = { body: shownBody(response.body), httpHeaders, httpStatusCode: response.status, referenceId: sub.referenceId }
  return { result, records: response.records ?? 0 }
}

/** A fault of the whole request reaches into its subrequests. */
function playedBy(ask: Ask): { kind: 'lock' | 'late-commit'; delay: number } | undefined {
  if (ask.actor.meetsLocks) return { kind: 'lock', delay: 0 }
  return ask.actor.commitsAfter === undefined ? undefined : { kind: 'late-commit', delay: ask.actor.commitsAfter }
}

/** Runs subrequests in turn, in one transaction where `allOrNone`: then one failure undoes all. Every subrequest has its answer. */
export function runSubs(
  ask: Ask,
  subs: readonly Sub[],
  allOrNone: boolean,
  route: Handler,
): { results: Result[]; records: number; succeeded: boolean } {
  const shared = allOrNone ? new Transaction(ask.org, ask.actor, true) : undefined
  const answers = new Map<string, Result>()
  let records = 0
  let broken: string | undefined
  for (const sub of subs) {
    if (broken !== undefined) break
    const { result, records: touched } = run(ask, sub, answers, route, shared)
    answers.set(sub.referenceId, result)
    records += touched
    if (shared !== undefined && failed(result)) broken = sub.referenceId
  }
  if (broken === undefined) shared?.commit()
  else shared?.rollback()
  const results = subs.map(({ referenceId }): Result => {
    const answer = answers.get(referenceId)
    if (answer !== undefined && (broken === undefined || referenceId === broken)) return answer
    return { body: refusal(HALTED).body, httpHeaders: {}, httpStatusCode: 400, referenceId }
  })
  return { results, records, succeeded: broken === undefined }
}

/** Answers `POST /composite`; `route` answers each subrequest as if it had come alone. */
export function composite(ask: Ask, route: Handler): SandboxResponse | undefined {
  if (ask.segments.length !== 1 || ask.segments[0] !== 'composite') return undefined
  if (ask.method === 'GET') return { status: 200, body: compositeResources(ask) }
  if (ask.method !== 'POST') throw notAllowed(ask, ['GET', 'HEAD', 'POST'])
  const body = jsonBody(ask)
  const subs = readSubs(ask, body['compositeRequest'])
  verifySize(subs)
  const { results, records } = runSubs(ask, subs, body['allOrNone'] === true, route)
  return { status: 200, body: { compositeResponse: results }, records }
}

function compositeResources(ask: Ask): Record<string, string> {
  const base = `/services/data/${ask.version}/composite`
  return { tree: `${base}/tree`, batch: `${base}/batch`, sobjects: `${base}/sobjects`, graph: `${base}/graph` }
}
