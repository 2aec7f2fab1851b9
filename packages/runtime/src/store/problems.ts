/** Rows of the `error` table: what stands in the way of a link, how often it was tried, and when it is tried next. */
import type { Instant, Problem, WorkspaceProblem } from '../model'
import { inBatches } from './batches'
import type { Queries } from './database'
import { markDirty, wakes } from './dirty'
import { fromJsonText, toJsonText } from './storable'

export type ErrorRow = {
  readonly id: number
  readonly link: number
  readonly state: 'open' | 'ignored'
  readonly tries: number
  readonly firstSeen: Instant
  readonly lastSeen: Instant
  readonly nextTry: Instant | null
  readonly ignoredBecause: string | null
  readonly problem: Problem
}

const columns = `id, link, state, tries, first_seen as "firstSeen", last_seen as "lastSeen", next_try as "nextTry",
  ignored_because as "ignoredBecause", problem`
type Stored = Omit<ErrorRow, 'problem'> & { readonly problem: string }
const toRow = (stored: Stored): ErrorRow => ({ ...stored, problem: fromJsonText(stored.problem) })

export const twentyMinutes = 20 * 60_000
export const night = 24 * 3_600_000

/** The link number of problems of the workspace: no link bears it, and what is done to links, retries among it, leaves them alone. */
export const workspaceLink = 0

/** Tells one problem of a link from another. */
export const spotOf = (problem: Problem): string => [problem.mapping ?? '', problem.side ?? '', problem.field ?? '', problem.code].join('|')

/**
 * Makes the problems of these links exactly `problems`: new ones are added, known ones counted, others removed as solved.
 * Tried again ten times at 20 minutes, then nightly.
 */
export const replaceProblems = async (
  queries: Queries,
  ws: string,
  links: readonly number[],
  problems: readonly Problem[],
  now: Instant,
): Promise<void> => {
  const rows = new Map(
    problems.map((problem) => [
      `${problem.link}|${spotOf(problem)}`,
      { link: Number(problem.link), spot: spotOf(problem), kind: problem.kind, problem: toJsonText(problem) },
    ]),
  )
  const json = JSON.stringify([...rows.values()])
  for (const batch of inBatches(links))
    await queries.query(
      `delete from error e where e.ws = $1 and e.link = any($2::bigint[])
       and not exists (select 1 from json_to_recordset($3::json) as x(link bigint, spot text) where x.link = e.link and x.spot = e.spot)`,
      [ws, batch, json],
    )
  for (const batch of inBatches([...rows.values()]))
    await queries.query(
      `insert into error as e (ws, id, link, spot, kind, state, tries, first_seen, last_seen, next_try, problem)
       select $1, nextval('row_number'), x.link, x.spot, x.kind, 'open', 1, $3::bigint, $3::bigint, $3::bigint + ${twentyMinutes}, x.problem
       from json_to_recordset($2::json) as x(link bigint, spot text, kind text, problem text)
       on conflict (ws, link, spot) do update set kind = excluded.kind, problem = excluded.problem, tries = e.tries + 1, last_seen = $3::bigint,
         next_try = case when e.state = 'ignored' then null when e.tries < 10 then $3::bigint + ${twentyMinutes} else $3::bigint + ${night} end`,
      [ws, JSON.stringify(batch), now],
    )
}

/** A problem of the workspace as it is kept, and what tells it from the others. */
export const workspaceProblem = (source: string, problem: WorkspaceProblem): { readonly spot: string; readonly problem: Problem } => ({
  spot: [source, problem.side ?? '', problem.object ?? '', problem.field ?? '', problem.code].join('|'),
  problem: { ...problem, link: String(workspaceLink), source },
})

/**
 * Makes the problems of the workspace that `source` finds exactly `problems`: new ones are added, known ones counted, others removed as
 * solved. Nothing else adds, retries, ignores or removes them. `source` is a word without `|`.
 */
export const replaceWorkspaceProblems = async (
  queries: Queries,
  ws: string,
  source: string,
  problems: readonly WorkspaceProblem[],
  now: Instant,
): Promise<void> => {
  const rows = new Map(
    problems.map((given) => {
      const { spot, problem } = workspaceProblem(source, given)
      return [spot, { spot, kind: problem.kind, problem: toJsonText(problem) }]
    }),
  )
  await queries.query(
    `delete from error where ws = $1 and link = ${workspaceLink} and split_part(spot, '|', 1) = $2 and spot <> all($3::text[])`,
    [ws, source, [...rows.keys()]],
  )
  for (const batch of inBatches([...rows.values()]))
    await queries.query(
      `insert into error as e (ws, id, link, spot, kind, state, tries, first_seen, last_seen, next_try, problem)
       select $1, nextval('row_number'), ${workspaceLink}, x.spot, x.kind, 'open', 1, $3::bigint, $3::bigint, null, x.problem
       from json_to_recordset($2::json) as x(spot text, kind text, problem text)
       on conflict (ws, link, spot) do update set kind = excluded.kind, problem = excluded.problem, tries = e.tries + 1, last_seen = $3::bigint`,
      [ws, JSON.stringify(batch), now],
    )
}

/** Makes the links of problems whose time has come dirty, in the lane of retries. */
export const wakeProblems = async (queries: Queries, ws: string, now: Instant, lane: number): Promise<void> => {
  await queries.query(
    `insert into dirty (ws, link, lane) select distinct l.ws, l.id, $3::smallint from error e join link l on l.ws = e.ws and l.id = e.link
     where e.ws = $1 and e.state = 'open' and e.next_try <= $2::bigint on conflict (ws, link) ${wakes}`,
    [ws, now, lane],
  )
}

/** Makes the links of open problems dirty: all of them, or those of these errors. Returns how many errors that concerns. */
export const retryProblems = async (queries: Queries, ws: string, lane: number, ids?: readonly number[]): Promise<number> => {
  const chosen = ids === undefined ? '' : 'and id = any($2::bigint[])'
  const rows = await queries.query<{ link: number }>(
    `update error set state = 'open', ignored_because = null, next_try = 0 where ws = $1 and link <> ${workspaceLink} and ${ids === undefined ? "state = 'open'" : 'true'} ${chosen} returning link`,
    [ws, ...(ids === undefined ? [] : [ids])],
  )
  await markDirty(
    queries,
    ws,
    rows.map((row) => row.link),
    lane,
  )
  return rows.length
}

/** Sets errors aside with a reason: they are not tried again by themselves. */
export const ignoreProblems = async (queries: Queries, ws: string, ids: readonly number[], reason: string): Promise<number> =>
  (
    await queries.query(
      `update error set state = 'ignored', ignored_because = $3, next_try = null
       where ws = $1 and link <> ${workspaceLink} and id = any($2::bigint[]) returning id`,
      [ws, ids, reason],
    )
  ).length

/** Errors, newest first; of one link, one kind or one state where asked. */
export const readProblems = async (
  queries: Queries,
  ws: string,
  filter: { readonly links?: readonly number[]; readonly kind?: string; readonly state?: string },
): Promise<readonly ErrorRow[]> =>
  (
    await queries.query<Stored>(
      `select ${columns} from error where ws = $1 and ($2::text is null or kind = $2) and ($3::text is null or state = $3)
       and ($4::bigint[] is null or link = any($4::bigint[])) order by last_seen desc, id`,
      [ws, filter.kind ?? null, filter.state ?? null, filter.links ?? null],
    )
  ).map(toRow)

/** How many errors are open on each of these links. */
export const countProblems = async (queries: Queries, ws: string, links: readonly number[]): Promise<ReadonlyMap<number, number>> => {
  const rows = await queries.query<{ link: number; n: number }>(
    `select link, count(*) as n from error where ws = $1 and state = 'open' and link = any($2::bigint[]) group by link`,
    [ws, links],
  )
  return new Map(rows.map((row) => [row.link, row.n]))
}

/** How many open errors of records were met since `from`, and all of the workspace, which are not looked for in every run. */
export const countProblemsSince = async (queries: Queries, ws: string, from: Instant): Promise<number> =>
  (
    await queries.query<{ n: number }>(
      `select count(*) as n from error where ws = $1 and state = 'open' and (last_seen >= $2 or link = ${workspaceLink})`,
      [ws, from],
    )
  )[0]?.n ?? 0
