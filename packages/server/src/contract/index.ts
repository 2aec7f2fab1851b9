/** Request and response types of the HTTP API; no runtime code, imported by the editor as types only. */
import type { Catalog, Diagnostic } from '@lockstep/dsl'
import type { ErrorsReport, PlanReport, Progress, RecordRow, RunSummary, SyncReport, UsageReport, WhyReport } from '@lockstep/runtime'

export type { ErrorsReport, PlanReport, Progress, RecordRow, RunSummary, SyncReport, UsageReport, WhyReport }

/** The one error envelope. */
export type ApiError = { readonly error: { readonly code: string; readonly message: string; readonly details?: unknown } }

export type PolicyFile = {
  /** relative to the folder, `/`-separated */ readonly path: string
  readonly text: string /** content hash */
  readonly version: string
}

/** GET /api/policy */
export type PolicyResponse = { readonly folder: string; readonly files: readonly PolicyFile[]; readonly catalog: Catalog | null }

/** PUT /api/policy/files/{path}: `base` is the version that was edited (`null`: a new file). 409 `version_conflict` carries `{ theirs: PolicyFile | null }`. */
export type SaveRequest = { readonly text: string; readonly base: string | null }
export type SaveResponse = { readonly file: PolicyFile; readonly diagnostics: readonly Diagnostic[] }

/** POST /api/checks: checks unsaved files against the folder's catalog. */
export type CheckRequest = { readonly files: readonly { readonly path: string; readonly text: string }[] }
export type CheckResponse = { readonly diagnostics: readonly Diagnostic[] }

/** GET /api/status */
export type StatusResponse = {
  readonly version: string
  readonly policy: { readonly name: string | null; readonly hash: string | null; readonly errors: number; readonly warnings: number }
  readonly connections: readonly {
    readonly system: 'hubspot' | 'salesforce'
    readonly url: string
    readonly state: 'connected' | 'failed' | 'unknown'
    readonly account: string | null
    readonly user: string | null
    readonly message: string | null
    readonly sandbox: boolean
  }[]
  readonly database: 'embedded' | 'postgres'
  /** `run` is the engine's id of it, or the job's until it has one. */
  readonly running: { readonly job: string; readonly run: string; readonly kind: 'sync' | 'plan' } | null
  readonly every: number
  readonly schedule: 'on' | 'off'
}

/** POST /api/plans -> 202 { job }; the result arrives as an event and at GET /api/plans/{job}. */
export type JobAccepted = { readonly job: string }
export type PlanResponse = {
  readonly job: string
  readonly state: 'running' | 'done' | 'failed'
  readonly report: PlanReport | null
  readonly error: ApiError['error'] | null /** whether it can still be applied */
  readonly applicable: boolean
}

/** POST /api/runs -> 202 { job }. `plan`: apply exactly that plan. `approve`: let go what the run of that id held. */
export type RunRequest = {
  readonly plan?: string
  readonly start?: 'all' | 'now'
  readonly setup?: boolean
  readonly approve?: string
}

/** GET /api/jobs/{job}: a queued, running or finished plan or run. */
export type JobResponse = {
  readonly job: string
  readonly kind: 'sync' | 'plan'
  readonly state: 'queued' | 'running' | 'done' | 'failed'
  readonly progress: Progress | null
  readonly plan: PlanReport | null
  readonly sync: SyncReport | null
  readonly error: ApiError['error'] | null
  readonly applicable: boolean
}

/** GET /api/events: server-sent events, each `event: NAME` with this JSON as `data`. */
export type ServerEvent =
  | { readonly event: 'progress'; readonly job: string; readonly kind: 'sync' | 'plan'; readonly progress: Progress }
  | {
      readonly event: 'finished'
      readonly job: string
      readonly kind: 'sync' | 'plan'
      readonly state: RunSummary['state']
      readonly message: string | null
    }
  | { readonly event: 'policy'; readonly path: string; readonly version: string | null }

/** GET /api/runs, GET /api/usage, GET /api/errors?kind=&state=, GET /api/errors.csv, GET /api/records?text=&state=&after=, GET /api/records/{link} */
export type RunsResponse = { readonly runs: readonly RunSummary[] }
export type RecordsResponse = { readonly rows: readonly RecordRow[]; readonly next: string | null; readonly total: number }
/** POST /api/errors/retry { ids } and POST /api/errors/ignore { ids, reason } -> { changed }. */
export type ErrorsChangeRequest = { readonly ids: readonly string[]; readonly reason?: string }
export type ErrorsChangeResponse = { readonly changed: number }
