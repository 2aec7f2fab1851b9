/** What the store need not remember for ever: old journal rows, runs, and counts of calls. */
import type { Instant } from '../model'
import type { Queries } from './database'

export const day = 24 * 3_600_000
/** The rolling budgets look back a day, reports a week. */
export const usageDays = 8
const batch = 5_000
/** So that a first clearing of years holds no run up; the next one goes on. */
const mostBatches = 20

/** Journal rows are numbered in the order of time, so the oldest are found without an index on it. */
const forgetJournal = async (queries: Queries, ws: string, before: Instant): Promise<void> => {
  for (let times = 0; times < mostBatches; times += 1) {
    const gone = await queries.query<{ id: number }>(
      `delete from journal where ws = $1 and id = any(array(
         select o.id from (select id, at from journal where ws = $1 order by id limit ${batch}) o where o.at < $2::bigint)) returning id`,
      [ws, before],
    )
    if (gone.length < batch) return
  }
}

/** Forgets journal rows and runs older than `journalDays`, and counts of calls that no budget needs. Cheap where nothing is old. */
export const forgetOld = async (queries: Queries, ws: string, now: Instant, journalDays: number): Promise<void> => {
  const before = now - journalDays * day
  await forgetJournal(queries, ws, before)
  await queries.query(
    `delete from run r where ws = $1 and started_at < $2 and state <> 'running'
     and not exists (select from link l where l.ws = r.ws and l.hold is not null and l.hold = r.id)`,
    [ws, before],
  )
  await queries.query('delete from usage where ws = $1 and minute < $2', [ws, now - usageDays * day])
}
