/** Remote: a running server's API as an engine, for commands that may not open its embedded database. */
import {
  type ErrorCode,
  type ErrorsReport,
  LockstepError,
  type PlanReport,
  type RunSummary,
  type SyncReport,
  type WhyReport,
} from '@lockstep/runtime'
import type { ApiError, ErrorsChangeResponse, JobAccepted, JobResponse, RunsResponse } from '@lockstep/server/contract'
import type { CommandEngine } from './command-engine'

const PAUSE = 250

const isOurs = (code: string): code is ErrorCode =>
  [
    'authentication',
    'permission',
    'unreachable',
    'quota',
    'bad-reply',
    'suspended',
    'store',
    'setting',
    'policy',
    'held',
    'stale-plan',
    'not-found',
    'interrupted',
  ].includes(code)

/** What the envelope's details say besides the message: what to do, and which system it was. */
const detailOf = (details: unknown, name: 'help' | 'system'): unknown =>
  typeof details === 'object' && details !== null ? Reflect.get(details, name) : undefined

const failure = ({ error }: ApiError): LockstepError => {
  const help = detailOf(error.details, 'help')
  const system = detailOf(error.details, 'system')
  return new LockstepError(isOurs(error.code) ? error.code : 'bad-reply', error.message, {
    ...(typeof help === 'string' ? { help } : {}),
    ...(system === 'hubspot' || system === 'salesforce' ? { system } : {}),
  })
}

const call = async <Body>(url: string, path: string, init: RequestInit = {}): Promise<Body> => {
  let response: Response
  try {
    response = await fetch(`${url}${path}`, { ...init, redirect: 'error' })
  } catch (error) {
    throw new LockstepError('unreachable', `the server at ${url} does not answer`, {
      help: 'start it again, or stop it to run the command here',
      cause: error,
    })
  }
  const body: unknown = await response.json()
  if (!response.ok) throw failure(body as ApiError)
  return body as Body
}

const post = <Body>(url: string, path: string, value: unknown): Promise<Body> =>
  call(url, path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) })

/** The same answers as an engine in this process, except that plans cannot be saved to a file. */
export const remoteEngine = (url: string): CommandEngine => {
  const finish = async (
    path: '/api/plans' | '/api/runs',
    body: unknown,
    signal: AbortSignal | undefined,
    onProgress: ((progress: NonNullable<JobResponse['progress']>) => void) | undefined,
  ): Promise<JobResponse> => {
    const { job } = await post<JobAccepted>(url, path, body)
    for (;;) {
      const state = await call<JobResponse>(url, `/api/jobs/${job}`)
      if (state.progress !== null) onProgress?.(state.progress)
      if (state.state === 'failed' && state.error !== null) throw failure({ error: state.error })
      if (state.state === 'done') return state
      if (signal?.aborted)
        throw new LockstepError('interrupted', 'stopped waiting; the server goes on with the run', { help: 'see it with `lockstep runs`' })
      await new Promise((resolve) => setTimeout(resolve, PAUSE))
    }
  }
  return {
    plan: async (options = {}) => {
      const { plan } = await finish('/api/plans', {}, options.signal, options.onProgress)
      const report: PlanReport | null = plan
      if (report === null) throw new LockstepError('bad-reply', 'the server answered without a plan')
      return { report, saved: { version: 1, policyHash: '', store: '', report, fingerprints: {} } }
    },
    sync: async (options = {}) => {
      if (options.plan !== undefined) {
        throw new LockstepError('locked-store', 'a saved plan cannot be applied while a server holds the database', {
          help: 'apply it on the server’s plan page, or stop the server',
        })
      }
      const { sync } = await finish(
        '/api/runs',
        { start: options.start, setup: options.setup, approve: options.approve },
        options.signal,
        options.onProgress,
      )
      const report: SyncReport | null = sync
      if (report === null) throw new LockstepError('bad-reply', 'the server answered without a report')
      return report
    },
    why: (record) => call<WhyReport>(url, `/api/records/${encodeURIComponent(record)}`),
    errors: (filter = {}) => {
      const query = new URLSearchParams(Object.entries(filter).filter((entry): entry is [string, string] => entry[1] !== undefined))
      return call<ErrorsReport>(url, `/api/errors?${query}`)
    },
    retryErrors: async (ids) => (await post<ErrorsChangeResponse>(url, '/api/errors/retry', { ids })).changed,
    ignoreErrors: async (ids, reason) => (await post<ErrorsChangeResponse>(url, '/api/errors/ignore', { ids, reason })).changed,
    runs: async (): Promise<readonly RunSummary[]> => (await call<RunsResponse>(url, '/api/runs')).runs,
    close: () => Promise.resolve(),
  }
}
