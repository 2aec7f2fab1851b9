/** Reports: the versioned JSON shapes that commands, server and editor show (`plan --json`, `sync --json`, `why --json`, ...). */
import type { CardKind, Instant, LinkState, Problem, SideName, Wire } from './model'

/** Counts by side, then by object: `{ hubspot: { contact: 3 }, salesforce: { Lead: 2 } }`. */
export type Counts = { readonly hubspot: Readonly<Record<string, number>>; readonly salesforce: Readonly<Record<string, number>> }
export type CallCounts = { readonly read: number; readonly write: number }
export type LedgerCounts = CallCounts & {
  /** Looks at what is about to be written. */
  readonly guard: number
  readonly setup: number
  readonly audit: number
  readonly recovery: number
}

export type PlannedChange = {
  readonly side: SideName
  readonly object: string
  /** `null` for a create. */
  readonly id: string | null
  readonly action: 'create' | 'update' | 'delete'
  readonly fields: Readonly<Record<string, { readonly from: Wire; readonly to: Wire; readonly rule: string }>>
  /** `file:line`. */
  readonly rule: string
  readonly reason: string
  readonly link: { readonly hubspot: string | null; readonly salesforce: string | null }
  /** What a person calls the record: an email or a name. */
  readonly label: string
}

export type PlannedConflict = {
  readonly link: { readonly hubspot: string | null; readonly salesforce: string | null }
  readonly mapping: string
  readonly base: Wire
  readonly hubspot: Wire
  readonly salesforce: Wire
  readonly winner: SideName
  readonly rule: string
  readonly reason: string
}

export type PlanReport = {
  readonly version: 1
  readonly policy: string
  readonly changes: readonly PlannedChange[]
  /** What exceeds a hold, and what earlier runs set aside and nobody approved yet: `run` is the run to approve for it. */
  readonly held: readonly {
    readonly what: string
    readonly count: number
    readonly limit: string
    readonly rule: string
    readonly run?: string
  }[]
  readonly waiting: readonly { readonly object: string; readonly id: string; readonly reason: string }[]
  readonly conflicts: readonly PlannedConflict[]
  readonly errors: readonly ErrorItem[]
  readonly setup: readonly { readonly side: SideName; readonly object: string; readonly field: string }[]
  /** What a person may want to know and need not do anything about; absent where there is nothing. */
  readonly notes?: readonly string[]
  readonly calls: { readonly hubspot: CallCounts; readonly salesforce: CallCounts }
  readonly minimum: { readonly hubspot: CallCounts; readonly salesforce: CallCounts }
}

/** A plan that can be applied later: the report, and a fingerprint per link of all the planner read. */
export type SavedPlan = {
  readonly version: 1
  readonly policyHash: string
  readonly store: string
  readonly report: PlanReport
  readonly fingerprints: Readonly<Record<string, string>>
}

export type SyncReport = {
  readonly version: 1
  readonly run: string
  readonly policy: string
  readonly created: Counts
  readonly updated: Counts
  /** Values blanked, counted per record. */
  readonly cleared: Counts
  readonly deleted: Counts
  readonly unchanged: Counts
  readonly linked: number
  readonly conflicts: number
  readonly waiting: number
  readonly errors: number
  readonly calls: { readonly hubspot: LedgerCounts; readonly salesforce: LedgerCounts }
  readonly minimum: { readonly hubspot: CallCounts; readonly salesforce: CallCounts }
  /** Total minimum over total read + write; 1 when there were none. */
  readonly eta: number
  /** Longest look-to-write time, milliseconds. */
  readonly freshness: { readonly hubspot: number; readonly salesforce: number }
  /** What a person may want to know and need not do anything about; absent where there is nothing. */
  readonly notes?: readonly string[]
  readonly milliseconds: number
  /** `held` waits for approval, `stale` refused a saved plan, `paused` reached a budget; each ended with nothing lost. */
  readonly outcome: 'done' | 'held' | 'stale' | 'paused' | 'interrupted'
  /** What stopped this run, or was left out of it since an earlier one; each says which run to approve. */
  readonly held: PlanReport['held']
}

export type Progress = {
  readonly run: string
  readonly phase: 'setup' | 'settle' | 'inventory' | 'capture' | 'match' | 'plan' | 'write' | 'done'
  /** One plain sentence for people. */
  readonly message: string
  readonly done: number
  readonly total: number | null
  readonly calls: { readonly hubspot: number; readonly salesforce: number }
  readonly written: { readonly created: number; readonly updated: number; readonly deleted: number; readonly errors: number }
  readonly at: Instant
}

export type RunSummary = {
  readonly id: string
  readonly kind: 'sync' | 'plan'
  readonly state: 'running' | 'done' | 'held' | 'failed' | 'stale' | 'paused' | 'interrupted'
  readonly startedAt: Instant
  readonly endedAt: Instant | null
  readonly policy: string
  readonly report: SyncReport | null
  readonly message: string | null
}

export type ErrorItem = Problem & {
  readonly id: string
  readonly state: 'open' | 'ignored'
  readonly tries: number
  readonly firstSeen: Instant
  readonly lastSeen: Instant
  readonly nextTry: Instant | null
  readonly ignoredBecause: string | null /** `file:line` */
  readonly line: string | null
  /** `file:line` of every rule that it concerns, `line` first; empty where the deployed policy has none of them. */
  readonly lines: readonly string[]
  readonly hubspotId: string | null
  readonly salesforceId: string | null
  readonly label: string
}
export type ErrorCard = {
  readonly kind: CardKind
  readonly errors: number
  /** Records that these errors are about; those of the workspace are about none. */
  readonly records: number
  readonly firstSeen: Instant
  readonly lastSeen: Instant
}
export type ErrorsReport = { readonly version: 1; readonly cards: readonly ErrorCard[]; readonly items: readonly ErrorItem[] }

export type RecordRow = {
  readonly link: string
  readonly sync: string
  readonly state: LinkState
  readonly label: string
  readonly hubspot: { readonly object: string; readonly id: string } | null
  readonly salesforce: { readonly object: string; readonly id: string } | null
  readonly errors: number
  readonly lastChange: Instant | null
}

export type TimelineEntry = {
  readonly at: Instant
  readonly run: string
  readonly kind: string
  readonly mapping: string | null
  readonly field: string | null
  readonly from: Wire
  readonly to: Wire
  readonly base: Wire
  readonly hubspot: Wire
  readonly salesforce: Wire
  readonly winner: string | null
  readonly rule: string
  readonly reason: string
}

export type WhyReport = {
  readonly version: 1
  readonly record: RecordRow
  readonly cause: string | null
  readonly included: { readonly hubspot: boolean | null; readonly salesforce: boolean | null }
  /** Set aside until a person approves it: `pauses of contact`, and the run to approve. */
  readonly held?: { readonly what: string; readonly run: string }
  readonly values: readonly {
    readonly mapping: string
    readonly property: string | null
    readonly field: string | null
    readonly hubspot: Wire
    readonly salesforce: Wire
    readonly baseHubspot: Wire
    readonly baseSalesforce: Wire
    /** Sides whose last answer left the value out: what is shown of them is the value last read, and the mapping decides nothing. */
    readonly unread: readonly SideName[]
    readonly rule: string
  }[]
  readonly timeline: readonly TimelineEntry[]
  readonly errors: readonly ErrorItem[]
}

export type UsageReport = {
  readonly version: 1
  readonly systems: readonly {
    readonly system: SideName
    readonly last24h: number
    readonly budget: number | null
    readonly limit: number | null
    readonly limitUsed: number | null
    readonly hours: readonly { readonly from: Instant; readonly calls: number }[]
    readonly purposes: Readonly<Record<string, number>>
  }[]
  readonly links: Readonly<Record<LinkState, number>>
  readonly suspended: { readonly cause: string; readonly cure: string } | null
  readonly lastSync: Instant | null
}
