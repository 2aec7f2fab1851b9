/** Rows of the `journal` table: one a link and plan, with its decisions and what was written. */
import type { Decision, Instant, Intent } from '../model'
import { inBatches } from './batches'
import type { Queries } from './database'
import { fromJsonText, toJsonText } from './storable'

export type JournalEntries = {
  readonly decisions: readonly Decision[]
  /** Intents that were carried out; a create bears the id it got. */
  readonly written: readonly Intent[]
}
export type JournalRow = { readonly link: number; readonly run: string; readonly at: Instant; readonly entries: JournalEntries }

/** Appends rows; links without a decision or a write leave none. */
export const writeJournal = async (queries: Queries, ws: string, rows: readonly JournalRow[]): Promise<void> => {
  const telling = rows.filter((row) => row.entries.decisions.length > 0 || row.entries.written.length > 0)
  for (const batch of inBatches(telling))
    await queries.query(
      `insert into journal (ws, id, link, run, at, entries)
       select $1, nextval('row_number'), x.link, x.run, x.at, x.entries
       from json_to_recordset($2::json) as x(link bigint, run text, at bigint, entries text)`,
      [ws, JSON.stringify(batch.map((row) => ({ ...row, entries: toJsonText(row.entries) })))],
    )
}

/** All rows of one link, oldest first. */
export const readJournal = async (queries: Queries, ws: string, link: number): Promise<readonly JournalRow[]> => {
  const rows = await queries.query<Omit<JournalRow, 'entries'> & { entries: string }>(
    'select link, run, at, entries from journal where ws = $1 and link = $2 order by at, id',
    [ws, link],
  )
  return rows.map((row) => ({ ...row, entries: fromJsonText(row.entries) }))
}
