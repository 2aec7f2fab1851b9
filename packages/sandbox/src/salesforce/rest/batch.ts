/** Composite batch: up to 25 requests in one call that know nothing of each other. */
import type { SandboxResponse } from '../../world/system'
import { Failure, failure, NO_RESOURCE, refusal } from '../failure'
import { actorOf, apiOf } from './actor'
import { type Ask, type Handler, jsonBody, notAllowed, pathSegments } from './ask'

const MOST = 25
const HALTED = failure(412, 'BATCH_PROCESSING_HALTED', 'Batch processing halted per request as haltOnError was set to true.')

type Sub = { readonly method: string; readonly url: string; readonly input: unknown }

function readSubs(body: Record<string, unknown>): Sub[] {
  const list = body['batchRequests']
  if (!Array.isArray(list)) throw failure(400, 'INVALID_INPUT', 'batchRequests is required')
  if (list.length > MOST) throw failure(400, 'LIMIT_EXCEEDED', `The number of subrequests exceeds the limit of ${MOST}`)
  return list.map((entry: unknown): Sub => {
    const { method, url, richInput } = (entry ?? {}) as Record<string, unknown>
    if (typeof method !== 'string' || typeof url !== 'string') {
      throw failure(400, 'INVALID_INPUT', 'method and url are required for each subrequest')
    }
    return { method: method.toUpperCase(), url, input: richInput }
  })
}

/** Addresses begin with the version, with or without what stands before it. */
function run(ask: Ask, { method, url, input }: Sub, route: Handler): SandboxResponse {
  const path = /^(?:\/?services\/data\/|\/)?(v\d+\.\d)\/([^?]*)(\?.*)?$/.exec(url)
  const segments = pathSegments(path?.[2] ?? '')
  if (path === null || (segments[0] === 'composite' && segments[1] !== 'sobjects')) return refusal(NO_RESOURCE)
  const { 'if-match': _match, 'if-modified-since': _since, 'if-unmodified-since': _until, ...headers } = ask.headers
  try {
    const inner: Ask = {
      ...ask,
      method,
      segments,
      query: new URLSearchParams(path[3] ?? ''),
      headers,
      body: { json: input },
      version: path[1] ?? ask.version,
      actor: { ...actorOf(ask.actor.userId, headers, ask.actor.call, undefined, apiOf(ask.actor)), meetsLocks: ask.actor.meetsLocks },
    }
    return route(inner) ?? refusal(NO_RESOURCE)
  } catch (error) {
    if (error instanceof Failure) return refusal(error)
    throw error
  }
}

/** Answers `POST /composite/batch`; every subrequest counts as a call. */
export function batch(ask: Ask, route: Handler): SandboxResponse | undefined {
  if (ask.segments.length !== 2 || ask.segments[0] !== 'composite' || ask.segments[1] !== 'batch') return undefined
  if (ask.method !== 'POST') throw notAllowed(ask, ['POST'])
  const body = jsonBody(ask)
  const halts = body['haltOnError'] === true
  let hasErrors = false
  let records = 0
  const results = readSubs(body).map((sub, index) => {
    const over = index === 0 ? undefined : ask.usage.count()
    const response = hasErrors && halts ? refusal(HALTED) : (over ?? run(ask, sub, route))
    hasErrors ||= response.status >= 400
    records += response.records ?? 0
    const { body: result } = response
    return {
      statusCode: response.status,
      result: typeof result === 'string' && /^[[{]/.test(result) ? JSON.parse(result) : (result ?? null),
    }
  })
  return { status: 200, body: { hasErrors, results }, records }
}
