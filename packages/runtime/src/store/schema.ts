/** The store's tables, one schema for the embedded and the server database; drizzle-kit derives the migrations from it. */
import { sql } from 'drizzle-orm'
import { bigint, boolean, index, integer, jsonb, pgSequence, pgTable, primaryKey, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core'

const instant = (name: string) => bigint(name, { mode: 'number' })

/** Numbers of links, calls, journal rows, errors and runs. */
export const rowNumber = pgSequence('row_number')

/** One row: the portal and org this store belongs to, and the lease of the worker that runs it. */
export const workspace = pgTable('workspace', {
  id: text('id').primaryKey(),
  store: text('store').notNull(),
  portal: text('portal'),
  org: text('org'),
  epoch: integer('epoch').notNull().default(0),
  leaseOwner: text('lease_owner'),
  leaseUntil: instant('lease_until').notNull().default(0),
  policy: text('policy'),
  suspension: jsonb('suspension'),
})

/** Deployed policies; `since` says from when each delete rule stands, by rule id. */
export const policyVersion = pgTable('policy_version', {
  id: text('id').primaryKey(),
  at: instant('at').notNull(),
  plan: text('plan').notNull(),
  since: jsonb('since').notNull(),
})

/** Names of a policy bound to ids of the account: lists, and whatever else has an id of its own there. */
export const binding = pgTable(
  'binding',
  {
    ws: text('ws').notNull(),
    kind: text('kind').notNull(),
    label: text('label').notNull(),
    version: text('version').notNull(),
    id: text('id').notNull(),
    name: text('name').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.ws, t.kind, t.label] })],
)

/**
 * One row a link. Snapshots, base and `before_*` are JSON text. No index holds a column that changes with every value.
 * `h_wrote` and `s_wrote`: our last write by the service's clock; an older snapshot is a stale index.
 */
export const link = pgTable(
  'link',
  {
    ws: text('ws').notNull(),
    id: bigint('id', { mode: 'number' }).notNull(),
    sync: text('sync').notNull(),
    state: text('state').notNull(),
    cause: text('cause'),
    hObject: text('h_object'),
    hId: text('h_id'),
    sObject: text('s_object'),
    sId: text('s_id'),
    hubspot: text('hubspot'),
    salesforce: text('salesforce'),
    beforeH: text('before_h'),
    beforeS: text('before_s'),
    base: text('base').notNull().default('{}'),
    included: text('included').notNull().default('{}'),
    pins: text('pins').notNull().default('[]'),
    generation: integer('generation').notNull().default(0),
    since: instant('since').notNull(),
    /** First seen and not dealt with by a plan yet. */
    fresh: boolean('fresh').notNull().default(false),
    gone: boolean('gone').notNull().default(false),
    hWrote: instant('h_wrote').notNull().default(0),
    sWrote: instant('s_wrote').notNull().default(0),
    hold: text('hold'),
    holdWhat: text('hold_what'),
    approved: boolean('approved').notNull().default(false),
    label: text('label').notNull().default(''),
    changedAt: instant('changed_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.ws, t.id] }),
    uniqueIndex('link_hubspot').on(t.ws, t.sync, t.hId).where(sql`${t.hId} is not null and ${t.state} <> 'dead'`),
    uniqueIndex('link_salesforce').on(t.ws, t.sId).where(sql`${t.sId} is not null and ${t.state} <> 'dead'`),
    index('link_dead_hubspot').on(t.ws, t.hId).where(sql`${t.state} = 'dead'`),
    index('link_dead_salesforce').on(t.ws, t.sId).where(sql`${t.state} = 'dead'`),
    index('link_hold').on(t.ws, t.hold).where(sql`${t.hold} is not null`),
  ],
)

/** Links that a plan has yet to deal with; `lane` says how urgent (lower first). A table of its own, so that a link row is updated in place. */
export const dirty = pgTable(
  'dirty',
  {
    ws: text('ws').notNull(),
    link: bigint('link', { mode: 'number' }).notNull(),
    lane: smallint('lane').notNull(),
  },
  (t) => [primaryKey({ columns: [t.ws, t.link] }), index('dirty_lane').on(t.ws, t.lane, t.link)],
)

/** Normalised match keys of the records of live links. `line` is the position of the `match` line. */
export const key = pgTable(
  'key',
  {
    ws: text('ws').notNull(),
    sync: text('sync').notNull(),
    line: smallint('line').notNull(),
    side: text('side').notNull(),
    value: text('value').notNull(),
    link: bigint('link', { mode: 'number' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.ws, t.sync, t.line, t.value, t.side, t.link] }), index('key_link').on(t.ws, t.link)],
)

/** Associations, look-ups, contact roles and list members, as the connectors name them. */
export const edge = pgTable(
  'edge',
  {
    ws: text('ws').notNull(),
    side: text('side').notNull(),
    kind: text('kind').notNull(),
    from: text('from_id').notNull(),
    to: text('to_id').notNull(),
    rank: integer('rank').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.ws, t.side, t.kind, t.from, t.to] }),
    index('edge_from').on(t.ws, t.side, t.from),
    index('edge_to').on(t.ws, t.side, t.to),
  ],
)

/** Records that are only read: opportunities, companies and accounts in paths. */
export const seen = pgTable(
  'seen',
  {
    ws: text('ws').notNull(),
    side: text('side').notNull(),
    id: text('id').notNull(),
    object: text('object').notNull(),
    snapshot: text('snapshot').notNull(),
  },
  (t) => [primaryKey({ columns: [t.ws, t.side, t.id] })],
)

/** How far capture came, per side and object. `phase` is `inventory` until the first look is complete. */
export const cursor = pgTable(
  'cursor',
  {
    ws: text('ws').notNull(),
    side: text('side').notNull(),
    object: text('object').notNull(),
    phase: text('phase').notNull(),
    value: jsonb('value').notNull(),
    /** When the service was last asked, its clock. */
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.ws, t.side, t.object] })],
)

/** Runs of all kinds. `counts`: per sync, what was created, updated, cleared and deleted, for holds over 24 hours. */
export const run = pgTable(
  'run',
  {
    ws: text('ws').notNull(),
    id: text('id').notNull(),
    kind: text('kind').notNull(),
    state: text('state').notNull(),
    policy: text('policy').notNull(),
    startedAt: instant('started_at').notNull(),
    endedAt: instant('ended_at'),
    counts: jsonb('counts').notNull(),
    report: jsonb('report'),
    message: text('message'),
  },
  (t) => [primaryKey({ columns: [t.ws, t.id] }), index('run_started').on(t.ws, t.startedAt)],
)

/** Outbox: `planned`, `sending`, `unknown`. A finished call leaves with the transaction that records its outcome. */
export const call = pgTable(
  'call',
  {
    ws: text('ws').notNull(),
    id: bigint('id', { mode: 'number' }).notNull(),
    run: text('run').notNull(),
    state: text('state').notNull(),
    system: text('system').notNull(),
    deadline: instant('deadline').notNull(),
    sentAt: instant('sent_at').notNull().default(0),
    /** JSON text: the call, its intents, and what each link becomes. */
    body: text('body').notNull(),
  },
  (t) => [primaryKey({ columns: [t.ws, t.id] }), index('call_state').on(t.ws, t.state)],
)

/** One row a link and plan: its decisions and what was written, as JSON text. */
export const journal = pgTable(
  'journal',
  {
    ws: text('ws').notNull(),
    id: bigint('id', { mode: 'number' }).notNull(),
    link: bigint('link', { mode: 'number' }).notNull(),
    run: text('run').notNull(),
    at: instant('at').notNull(),
    entries: text('entries').notNull(),
  },
  (t) => [primaryKey({ columns: [t.ws, t.id] }), index('journal_link').on(t.ws, t.link, t.at), index('journal_run').on(t.ws, t.run)],
)

/** Problems of links, until they are solved or ignored. */
export const error = pgTable(
  'error',
  {
    ws: text('ws').notNull(),
    id: bigint('id', { mode: 'number' }).notNull(),
    link: bigint('link', { mode: 'number' }).notNull(),
    /** Tells one problem of a link from another: mapping, field, code. */
    spot: text('spot').notNull(),
    kind: text('kind').notNull(),
    state: text('state').notNull(),
    tries: integer('tries').notNull(),
    firstSeen: instant('first_seen').notNull(),
    lastSeen: instant('last_seen').notNull(),
    nextTry: instant('next_try'),
    ignoredBecause: text('ignored_because'),
    problem: text('problem').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.ws, t.id] }),
    uniqueIndex('error_spot').on(t.ws, t.link, t.spot),
    index('error_kind').on(t.ws, t.kind),
    index('error_next').on(t.ws, t.nextTry),
  ],
)

/** Calls made, by minute and purpose: rolling budgets. */
export const usage = pgTable(
  'usage',
  {
    ws: text('ws').notNull(),
    system: text('system').notNull(),
    minute: instant('minute').notNull(),
    purpose: text('purpose').notNull(),
    calls: integer('calls').notNull(),
  },
  (t) => [primaryKey({ columns: [t.ws, t.system, t.minute, t.purpose] })],
)
