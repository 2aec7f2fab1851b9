/** Rows of the `call` table: the outbox. A call leaves it in the transaction that records its outcome. */
import type { Call } from '../connectors/connector'
import type { Decision, Instant, Intent, LinkUpdate, Problem, SideName } from '../model'
import type { Queries } from './database'
import { fromJsonText, toJsonText } from './storable'

/** All that is needed to record one link's outcome, also by another process after a crash. */
export type PlannedLink = {
  readonly update: LinkUpdate
  readonly decisions: readonly Decision[]
  readonly problems: readonly Problem[]
}

/** `elsewhere`: mappings that other calls carry for the link; after a crash they are taken as not done. */
export type CallBody = {
  readonly call: Call
  readonly intents: readonly Intent[]
  readonly links: readonly (PlannedLink & { readonly elsewhere: readonly string[] })[]
}

export type CallRow = {
  readonly id: number
  readonly run: string
  readonly state: 'planned' | 'sending' | 'unknown'
  readonly system: SideName
  readonly deadline: Instant
  readonly sentAt: Instant
  readonly body: CallBody
}

/** Writes new calls as `planned`; one statement each, since a body may hold megabytes and the embedded database keeps the memory it once took. */
export const writePlanned = async (queries: Queries, ws: string, rows: readonly CallRow[]): Promise<void> => {
  for (const row of rows)
    await queries.query('insert into call (ws, id, run, state, system, deadline, sent_at, body) values ($1, $2, $3, $4, $5, $6, $7, $8)', [
      ws,
      row.id,
      row.run,
      row.state,
      row.system,
      row.deadline,
      row.sentAt,
      toJsonText(row.body),
    ])
}

/** Moves a call on. `sentAt` is the service's own time just before it. */
export const markCall = async (
  queries: Queries,
  ws: string,
  id: number,
  state: CallRow['state'],
  deadline: Instant,
  sentAt: Instant,
): Promise<void> => {
  await queries.query('update call set state = $3, deadline = $4, sent_at = $5 where ws = $1 and id = $2', [
    ws,
    id,
    state,
    deadline,
    sentAt,
  ])
}

/** Removes calls whose outcome is recorded, or which were never sent. */
export const deleteCalls = async (queries: Queries, ws: string, ids: readonly number[]): Promise<void> => {
  if (ids.length > 0) await queries.query('delete from call where ws = $1 and id = any($2::bigint[])', [ws, ids])
}

/** Removes all calls that were planned and never sent; their links are still dirty. */
export const deletePlanned = async (queries: Queries, ws: string): Promise<void> => {
  await queries.query(`delete from call where ws = $1 and state = 'planned'`, [ws])
}

/** Calls whose outcome is open, oldest first. */
export const readOpenCalls = async (queries: Queries, ws: string): Promise<readonly CallRow[]> => {
  const rows = await queries.query<Omit<CallRow, 'body'> & { body: string }>(
    `select id, run, state, system, deadline, sent_at as "sentAt", body from call where ws = $1 and state in ('sending', 'unknown') order by id`,
    [ws],
  )
  return rows.map((row) => ({ ...row, body: fromJsonText(row.body) }))
}
