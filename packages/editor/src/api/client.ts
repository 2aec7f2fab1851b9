/** Requests to the server's API, with its one error envelope turned into one error class. */
import type {
  ApiError,
  ErrorsChangeResponse,
  ErrorsReport,
  JobAccepted,
  JobResponse,
  PlanResponse,
  PolicyResponse,
  RecordsResponse,
  RunRequest,
  RunsResponse,
  SaveRequest,
  SaveResponse,
  StatusResponse,
  UsageReport,
  WhyReport,
} from '@lockstep/server/contract'
import { s } from '../ui/strings'

/** A refused or failed request: the server's code (`unreachable` when there was no answer) and one plain sentence. */
export class ApiFailure extends Error {
  readonly code: string
  readonly status: number
  readonly details: unknown
  constructor(code: string, message: string, status: number, details?: unknown) {
    super(message)
    this.name = 'ApiFailure'
    this.code = code
    this.status = status
    this.details = details
  }
}

const isApiError = (body: unknown): body is ApiError =>
  typeof body === 'object' &&
  body !== null &&
  'error' in body &&
  typeof body.error === 'object' &&
  body.error !== null &&
  'message' in body.error

const send = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
  const init: RequestInit = { method, headers: { accept: 'application/json' } }
  if (body !== undefined) {
    init.body = JSON.stringify(body)
    init.headers = { accept: 'application/json', 'content-type': 'application/json' }
  }
  let response: Response
  try {
    response = await fetch(`/api${path}`, init)
  } catch (error) {
    if (error instanceof TypeError) throw new ApiFailure('unreachable', s.common.unreachable, 0)
    throw error
  }
  const text = await response.text()
  let parsed: unknown
  try {
    parsed = text === '' ? null : JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) throw new ApiFailure('bad_reply', s.common.badReply, response.status)
    throw error
  }
  if (isApiError(parsed)) throw new ApiFailure(parsed.error.code, parsed.error.message, response.status, parsed.error.details)
  if (!response.ok) throw new ApiFailure('bad_reply', s.common.badReply, response.status)
  return parsed as T
}

const query = (values: Readonly<Record<string, string | undefined>>): string => {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) if (value !== undefined && value !== '') search.set(name, value)
  const text = search.toString()
  return text === '' ? '' : `?${text}`
}

/** One function per route; each rejects with `ApiFailure`. */
export const api = {
  policy: () => send<PolicyResponse>('GET', '/policy'),
  save: (path: string, request: SaveRequest) => send<SaveResponse>('PUT', `/policy/files/${encodeURIComponent(path)}`, request),
  status: () => send<StatusResponse>('GET', '/status'),
  plan: () => send<JobAccepted>('POST', '/plans'),
  planResult: (job: string) => send<PlanResponse>('GET', `/plans/${encodeURIComponent(job)}`),
  run: (request: RunRequest = {}) => send<JobAccepted>('POST', '/runs', request),
  job: (job: string) => send<JobResponse>('GET', `/jobs/${encodeURIComponent(job)}`),
  runs: () => send<RunsResponse>('GET', '/runs'),
  usage: () => send<UsageReport>('GET', '/usage'),
  errors: (filter: { readonly kind?: string; readonly state?: string } = {}) => send<ErrorsReport>('GET', `/errors${query(filter)}`),
  retryErrors: (ids: readonly string[]) => send<ErrorsChangeResponse>('POST', '/errors/retry', { ids }),
  ignoreErrors: (ids: readonly string[], reason: string) => send<ErrorsChangeResponse>('POST', '/errors/ignore', { ids, reason }),
  records: (filter: { readonly text?: string; readonly state?: string; readonly after?: string }) =>
    send<RecordsResponse>('GET', `/records${query(filter)}`),
  record: (link: string) => send<WhyReport>('GET', `/records/${encodeURIComponent(link)}`),
  /** The address of the error list as CSV, for a download link. */
  errorsCsv: (filter: { readonly kind?: string; readonly state?: string } = {}) => `/api/errors.csv${query(filter)}`,
}
