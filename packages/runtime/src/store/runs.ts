/** Rows of the `run` table. */
import type { HoldKind } from '@lockstep/dsl'
import type { Instant } from '../model'
import type { RunSummary, SyncReport } from '../reports'
import type { Queries } from './database'

/** What a run did to one sync, for holds over 24 hours. */
export type HoldCounts = Readonly<Record<HoldKind, number>>
const counts = (of: (kind: HoldKind) => number): HoldCounts => ({
  deletes: of('deletes'),
  creates: of('creates'),
  updates: of('updates'),
  clears: of('clears'),
  pauses: of('pauses'),
})
export const noCounts: HoldCounts = counts(() => 0)

/** Both together; what an older program kept may lack a kind. */
export const addCounts = (a: HoldCounts, b: Partial<HoldCounts>): HoldCounts => counts((kind) => a[kind] + (b[kind] ?? 0))

/** Adds a run as `running`; runs of dead processes that still look so are closed as `interrupted`. */
export const startRun = async (
  queries: Queries,
  ws: string,
  run: { readonly id: string; readonly kind: string; readonly policy: string },
  now: Instant,
): Promise<void> => {
  await queries.query(
    `update run set state = 'interrupted', ended_at = $2, message = 'the process ended before the run did' where ws = $1 and state = 'running'`,
    [ws, now],
  )
  await queries.query(
    `insert into run (ws, id, kind, state, policy, started_at, counts) values ($1, $2, $3, 'running', $4, $5, '{}'::jsonb)`,
    [ws, run.id, run.kind, run.policy, now],
  )
}

/** Keeps what the run has written so far. */
export const writeRunCounts = async (
  queries: Queries,
  ws: string,
  run: string,
  counts: Readonly<Record<string, HoldCounts>>,
): Promise<void> => {
  await queries.query('update run set counts = $3::jsonb where ws = $1 and id = $2', [ws, run, JSON.stringify(counts)])
}

/** Closes a run. */
export const endRun = async (
  queries: Queries,
  ws: string,
  run: string,
  end: { readonly state: RunSummary['state']; readonly report: SyncReport | null; readonly message: string | null },
  now: Instant,
): Promise<void> => {
  await queries.query('update run set state = $3, report = $4::jsonb, message = $5, ended_at = $6 where ws = $1 and id = $2', [
    ws,
    run,
    end.state,
    end.report === null ? null : JSON.stringify(end.report),
    end.message,
    now,
  ])
}

/** The latest runs, newest first. */
export const readRuns = async (queries: Queries, ws: string, limit: number): Promise<readonly RunSummary[]> =>
  queries.query<RunSummary>(
    `select id, kind, state, started_at as "startedAt", ended_at as "endedAt", policy, report, message from run where ws = $1 order by started_at desc, id desc limit $2`,
    [ws, limit],
  )

/** When a sync was done last, or null before the first. */
export const readLastSync = async (queries: Queries, ws: string): Promise<Instant | null> => {
  const [last] = await queries.query<{ at: number | null }>(
    `select max(ended_at) as at from run where ws = $1 and kind = 'sync' and state = 'done'`,
    [ws],
  )
  return last?.at ?? null
}

/** What runs since `from` did, summed by sync. */
export const countsSince = async (queries: Queries, ws: string, from: Instant): Promise<Readonly<Record<string, HoldCounts>>> => {
  const rows = await queries.query<{ counts: Record<string, Partial<HoldCounts>> }>(
    'select counts from run where ws = $1 and started_at >= $2',
    [ws, from],
  )
  const sums: Record<string, HoldCounts> = {}
  for (const { counts } of rows) for (const [sync, more] of Object.entries(counts)) sums[sync] = addCounts(sums[sync] ?? noCounts, more)
  return sums
}
