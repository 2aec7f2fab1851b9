/** Step 7, its last part: outcomes become rows, journal and errors in one transaction with the end of the call. */

import type { Intent } from '../model'
import type { CallRow } from '../store/calls'
import type { JournalRow } from '../store/journal'
import type { KeyRow } from '../store/keys'
import type { LinkRow } from '../store/links'
import type { Store } from '../store/store'
import { keyRows } from './match-key'
import { type Done, type Pending, settled } from './pending'
import { commit, type Run, sides } from './run-state'

/** Replaces the keys of rows on both sides. A dead link's living record keeps its own: whoever comes anew may match it. */
export const writeKeys = async (run: Run, store: Store, rows: readonly LinkRow[]): Promise<void> => {
  for (const side of sides) {
    const keys: KeyRow[] = []
    for (const row of rows) {
      const sync = run.policy.syncs.find((each) => each.id === row.sync)
      if (sync !== undefined) keys.push(...keyRows(sync, side, row.id, row[side]))
    }
    await store.replaceKeys(
      side,
      rows.map((row) => row.id),
      keys,
    )
  }
}

/** Records beside the links (a company that was raised) are remembered as written. */
const writeBeside = async (store: Store, done: readonly Done[]): Promise<void> => {
  for (const side of sides) {
    const mine = done.filter((each) => each.intent.side === side && each.intent.id !== undefined)
    if (mine.length === 0) continue
    const seen = await store.readSeen(
      side,
      mine.map((each) => each.id),
    )
    const changed = mine.flatMap((each) => {
      const old = seen.get(each.id)
      if (old === undefined) return []
      const values = Object.fromEntries(Object.entries(each.intent.fields).map(([name, field]) => [name, field.to]))
      return [{ ...old, values: { ...old.values, ...values } }]
    })
    await store.writeSeen(side, changed)
  }
}

export type Recorded = {
  /** Links touched by the call; those without open intents are finished with it. */
  readonly pending: readonly Pending[]
  readonly done: readonly Done[]
  /** The call that ends with it; absent where what was open ended without one. */
  readonly call?: number
  /** What of the call has no outcome yet, as a call of its own that is settled later. */
  readonly remaining?: CallRow
}

/** The part of a call that these intents make up, waiting to be read back. */
export const remainderOf = (row: CallRow, intents: readonly Intent[], deadline: number, sentAt: number): CallRow => {
  const links = new Set(intents.map((intent) => intent.link))
  return {
    ...row,
    state: 'unknown',
    deadline,
    sentAt,
    body: { ...row.body, intents, links: row.body.links.filter((link) => links.has(link.update.link)) },
  }
}

/** Commits the outcome of one call. */
export const recordCall = async (run: Run, { pending: touched, done, call, remaining }: Recorded): Promise<void> => {
  const written = new Set(done.map((each) => each.intent.link))
  const pending = touched.filter((each) => each.open.size === 0 || written.has(String(each.row.id)))
  const finished = pending.filter((each) => each.open.size === 0)
  const now = run.clock.now()
  const before = new Map(pending.map((each) => [each, each.row]))
  for (const each of finished) each.row = settled(each)
  const journal: JournalRow[] = finished.map((each) => ({
    link: each.row.id,
    run: run.id,
    at: now,
    entries: { decisions: each.planned.decisions, written: each.done },
  }))
  const rows = pending.map((each) => each.row)
  const rekeyed = rows.filter((row, at) => {
    const each = pending[at]
    return (
      each !== undefined &&
      (row.state === 'dead' || each.done.some((intent) => intent.action !== 'update' || touchesKey(run, row, Object.keys(intent.fields))))
    )
  })
  try {
    await commit(run, async (store) => {
      await store.writeLinks(rows)
      await writeKeys(run, store, rekeyed)
      await writeBeside(
        store,
        done.filter(({ intent }) => !rows.some((row) => row[intent.side]?.id === intent.id)),
      )
      await store.writeJournal(journal)
      await store.replaceProblems(
        finished.map((each) => each.row.id),
        finished.flatMap((each) => each.problems),
        now,
      )
      if (call !== undefined) await store.deleteCalls([call])
      if (remaining !== undefined) await store.writePlanned([{ ...remaining, id: (await store.nextNumbers(1))[0] ?? 0 }])
      await store.writeRunCounts(run.id, run.tally.holds)
    })
    for (const each of finished) run.tally.conflicts += each.planned.decisions.filter((decision) => decision.kind === 'conflict').length
  } catch (error) {
    for (const [each, row] of before) each.row = row
    throw error
  }
}

const touchesKey = (run: Run, row: LinkRow, fields: readonly string[]): boolean => {
  const sync = run.policy.syncs.find((each) => each.id === row.sync)
  const names = new Set(sync?.match.flatMap((match) => [match.hubspot.name, ...Object.values(match.salesforce).map((end) => end.name)]))
  return fields.some((field) => names.has(field))
}
