/** The engine's door: what commands and server call. One engine holds one store and one workspace (portal and org). */
import type { CompiledPolicy } from '@lockstep/dsl'
import type { Clock } from './clock'
import type { Connector } from './connectors/connector'
import type { Plan } from './planner/contract'
import type { CallMeter } from './quota/meter'
import type { Redactor } from './redact'
import type { ErrorsReport, PlanReport, Progress, RecordRow, RunSummary, SavedPlan, SyncReport, UsageReport, WhyReport } from './reports'
import type { OpenStore } from './store/store'

export type { Clock } from './clock'

/** Called at each numbered step of a run (`engine.md`, A run), so that tests can kill the process there. */
export type StepProbe = (step: string) => void | Promise<void>

export type EngineOptions = {
  readonly policy: CompiledPolicy
  readonly connectors: { readonly hubspot: Connector; readonly salesforce: Connector }
  /** `DATABASE_URL`, or the folder of the embedded database, or `memory`. */
  readonly database:
    | { readonly kind: 'postgres'; readonly url: string }
    | { readonly kind: 'embedded'; readonly folder: string }
    | { readonly kind: 'memory' }
    /** A store that stands already: that of a simulation. */
    | { readonly kind: 'open'; readonly store: OpenStore }
  /** How long the journal and the list of runs reach back, in days; default 400. */
  readonly journalDays?: number
  /** How long a delete waits before it is carried, beyond the search for a record that takes its place, in milliseconds; default 0. */
  readonly deleteDelay?: number
  readonly clock: Clock
  readonly random: () => number
  readonly probe?: StepProbe
  /** Stands in for the planner, for whoever watches it; the real one unless told otherwise. */
  readonly plan?: Plan
  /** The ledger that the connectors were made with: budgets, call counts and usage come from it. */
  readonly meter?: CallMeter
  /** Takes secrets out of the words that are kept of a failed run; by default it knows the shapes of secrets alone. */
  readonly redactor?: Redactor
}

export type SyncOptions = {
  readonly start?: 'all' | 'now'
  readonly setup?: boolean
  readonly plan?: SavedPlan
  readonly approve?: string
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}
export type PlanOptions = { readonly signal?: AbortSignal; readonly onProgress?: (progress: Progress) => void }

export interface Engine {
  plan(options?: PlanOptions): Promise<{ readonly report: PlanReport; readonly saved: SavedPlan }>
  sync(options?: SyncOptions): Promise<SyncReport>
  /** `hubspot:contact:101`, `salesforce:Lead:00Q...`, an email, or a link's id. Throws `not-found`. */
  why(record: string): Promise<WhyReport>
  records(query: {
    readonly text?: string
    readonly state?: string
    readonly limit?: number
    readonly after?: string
  }): Promise<{ readonly rows: readonly RecordRow[]; readonly next: string | null; readonly total: number }>
  errors(filter?: { readonly kind?: string; readonly state?: 'open' | 'ignored' }): Promise<ErrorsReport>
  retryErrors(ids: readonly string[]): Promise<number>
  ignoreErrors(ids: readonly string[], reason: string): Promise<number>
  runs(limit?: number): Promise<readonly RunSummary[]>
  usage(): Promise<UsageReport>
  /** Replaces the deployed policy; writes nothing to either system. */
  deploy(policy: CompiledPolicy): Promise<void>
  /** The same database for the job queue (pg-boss): parameterised SQL only; several statements in one text when `values` is absent. */
  readonly queue: { executeSql(text: string, values?: readonly unknown[]): Promise<{ readonly rows: unknown[] }> }
  close(): Promise<void>
}
