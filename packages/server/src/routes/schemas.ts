/** Schemas of requests and responses, from which the OpenAPI document is made; the types of the contract are checked against them. */
import { z } from '@hono/zod-openapi'

const json = z.unknown()
const rows = z.array(z.looseObject({}))

/** A text of a request, of at most `most` characters: databases hold neither U+0000 nor half a surrogate pair, so no id or name has one. */
export const givenText = (most: number) =>
  z
    .string()
    .max(most)
    .refine((given) => !given.includes('\u0000') && !/\p{Surrogate}/u.test(given), { error: 'has a character that no text may have' })

/** The one error envelope. */
export const apiError = z.object({ error: z.object({ code: z.string(), message: z.string(), details: json.optional() }) }).openapi('Error')

const span = z.object({ start: z.number().int(), end: z.number().int() })
const location = z.object({ file: z.string(), span })
/** A diagnostic of the policy. */
export const diagnostic = z
  .object({
    code: z.string().openapi({ example: 'LS2003' }),
    name: z.string(),
    severity: z.enum(['error', 'warning', 'info']),
    file: z.string(),
    span,
    message: z.string(),
    help: z.string().optional(),
    related: z.array(z.object({ location, message: z.string() })),
    fix: z.object({ title: z.string(), edits: z.array(z.object({ span, text: z.string() })) }).optional(),
  })
  .openapi('Diagnostic')

export const policyFile = z.object({ path: z.string(), text: z.string(), version: z.string() }).openapi('PolicyFile')
export const policyResponse = z.object({ folder: z.string(), files: z.array(policyFile), catalog: json.nullable() }).openapi('Policy')
export const saveRequest = z.strictObject({ text: z.string().max(4_000_000), base: givenText(100).nullable() }).openapi('SaveRequest')
export const saveResponse = z.object({ file: policyFile, diagnostics: z.array(diagnostic) }).openapi('SaveResponse')
export const checkRequest = z
  .strictObject({ files: z.array(z.strictObject({ path: givenText(2_000), text: z.string().max(4_000_000) })).max(1_000) })
  .openapi('CheckRequest')
export const checkResponse = z.object({ diagnostics: z.array(diagnostic) }).openapi('CheckResponse')

const system = z.enum(['hubspot', 'salesforce'])
export const statusResponse = z
  .object({
    version: z.string(),
    policy: z.object({ name: z.string().nullable(), hash: z.string().nullable(), errors: z.number(), warnings: z.number() }),
    connections: z.array(
      z.object({
        system,
        url: z.string(),
        state: z.enum(['connected', 'failed', 'unknown']),
        account: z.string().nullable(),
        user: z.string().nullable(),
        message: z.string().nullable(),
        sandbox: z.boolean(),
      }),
    ),
    database: z.enum(['embedded', 'postgres']),
    running: z.object({ job: z.string(), run: z.string(), kind: z.enum(['sync', 'plan']) }).nullable(),
    every: z.number(),
    schedule: z.enum(['on', 'off']),
  })
  .openapi('Status')

export const jobAccepted = z.object({ job: z.string() }).openapi('JobAccepted')
export const planRequest = z.strictObject({}).openapi('PlanRequest')
export const runRequest = z
  .strictObject({
    plan: givenText(100).optional(),
    start: z.enum(['all', 'now']).optional(),
    setup: z.boolean().optional(),
    approve: givenText(100).optional(),
  })
  .openapi('RunRequest')
const jobError = z.object({ code: z.string(), message: z.string(), details: json.optional() }).nullable()

const counts = z.object({ hubspot: z.record(z.string(), z.number()), salesforce: z.record(z.string(), z.number()) })
const calls = z.object({ read: z.number(), write: z.number() })
const bySystem = z.object({ hubspot: calls, salesforce: calls })
const ledger = calls.extend({ guard: z.number(), setup: z.number(), audit: z.number(), recovery: z.number() })
const wire = z.string().nullable()
const linkIds = z.object({ hubspot: z.string().nullable(), salesforce: z.string().nullable() })

/** `plan --json`. */
export const planReport = z
  .object({
    version: z.literal(1),
    policy: z.string(),
    changes: z.array(
      z.object({
        side: system,
        object: z.string(),
        id: z.string().nullable(),
        action: z.enum(['create', 'update', 'delete']),
        fields: z.record(z.string(), z.object({ from: wire, to: wire, rule: z.string() })),
        rule: z.string(),
        reason: z.string(),
        link: linkIds,
        label: z.string(),
      }),
    ),
    held: z.array(z.object({ what: z.string(), count: z.number(), limit: z.string(), rule: z.string(), run: z.string().optional() })),
    waiting: z.array(z.object({ object: z.string(), id: z.string(), reason: z.string() })),
    conflicts: rows,
    errors: rows,
    setup: z.array(z.object({ side: system, object: z.string(), field: z.string() })),
    notes: z.array(z.string()).optional(),
    calls: bySystem,
    minimum: bySystem,
  })
  .openapi('PlanReport')

/** `sync --json`. */
export const syncReport = z
  .object({
    version: z.literal(1),
    run: z.string(),
    policy: z.string(),
    created: counts,
    updated: counts,
    cleared: counts,
    deleted: counts,
    unchanged: counts,
    linked: z.number(),
    conflicts: z.number(),
    waiting: z.number(),
    errors: z.number(),
    calls: z.object({ hubspot: ledger, salesforce: ledger }),
    minimum: bySystem,
    eta: z.number(),
    freshness: z.object({ hubspot: z.number(), salesforce: z.number() }),
    notes: z.array(z.string()).optional(),
    milliseconds: z.number(),
    outcome: z.enum(['done', 'held', 'stale', 'paused', 'interrupted']),
    held: z.array(z.looseObject({})),
  })
  .openapi('SyncReport')

export const planResponse = z
  .object({
    job: z.string(),
    state: z.enum(['running', 'done', 'failed']),
    report: planReport.nullable(),
    error: jobError,
    applicable: z.boolean(),
  })
  .openapi('Plan')

export const jobResponse = z
  .object({
    job: z.string(),
    kind: z.enum(['sync', 'plan']),
    state: z.enum(['queued', 'running', 'done', 'failed']),
    progress: z.looseObject({}).nullable(),
    plan: planReport.nullable(),
    sync: syncReport.nullable(),
    error: jobError,
    applicable: z.boolean(),
  })
  .openapi('Job')

export const runsResponse = z.object({ runs: rows }).openapi('Runs')
export const usageResponse = z
  .object({
    version: z.literal(1),
    systems: rows,
    links: z.record(z.string(), z.number()),
    suspended: z.looseObject({}).nullable(),
    lastSync: z.number().nullable(),
  })
  .openapi('Usage')
export const errorsResponse = z.object({ version: z.literal(1), cards: rows, items: rows }).openapi('Errors')
export const errorsChange = z
  .strictObject({ ids: z.array(givenText(200)).min(1).max(10_000), reason: givenText(1_000).min(1).optional() })
  .openapi('ErrorsChange')
export const errorsChanged = z.object({ changed: z.number() }).openapi('ErrorsChanged')
export const recordsResponse = z.object({ rows, next: z.string().nullable(), total: z.number() }).openapi('Records')
export const whyResponse = z
  .object({
    version: z.literal(1),
    record: z.looseObject({}),
    cause: z.string().nullable(),
    included: z.looseObject({}),
    held: z.object({ what: z.string(), run: z.string() }).optional(),
    values: rows,
    timeline: rows,
    errors: rows,
  })
  .openapi('Record')
