import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Database } from './database'
import { writeJournal } from './journal'
import { openStore } from './open-store'
import { forgetOld } from './retention'
import { endRun, readRuns, startRun } from './runs'
import { addUsage, readUsage } from './usage'

const ws = 'main'
const day = 24 * 3_600_000
const now = Date.UTC(2026, 0, 5)
let database: Database
beforeEach(async () => {
  database = await openStore({ kind: 'memory' })
}, 60_000)
afterEach(() => database.close())

const journalDays = async (): Promise<readonly number[]> =>
  (await database.query<{ at: number }>('select at from journal order by id')).map(({ at }) => (now - at) / day)

test('journal rows, runs and counts of calls are forgotten when they are old, and nothing else', async () => {
  const ages = [500, 401, 400, 399, 1]
  for (const age of ages) {
    await startRun(database, ws, { id: `run-${age}`, kind: 'sync', policy: 'p' }, now - age * day)
    await endRun(database, ws, `run-${age}`, { state: 'done', report: null, message: null }, now - age * day)
    const decision = { link: '1', rule: 'r', kind: 'update' as const, reason: 'because' }
    const row = { link: 1, run: `run-${age}`, at: now - age * day, entries: { decisions: [decision], written: [] } }
    await writeJournal(database, ws, [row])
    await addUsage(database, ws, [{ system: 'hubspot', minute: now - age * day, purpose: 'read', calls: 3 }])
  }
  // What a run holds can be approved however long ago it was.
  await database.query(
    `insert into link (ws, id, sync, state, since, changed_at, hold) values ($1, 1, 'contact', 'linked', 0, 0, 'run-500')`,
    [ws],
  )
  await forgetOld(database, ws, now, 400)
  expect([
    await journalDays(),
    (await readRuns(database, ws, 50)).map(({ id }) => id),
    (await readUsage(database, ws, 0)).map(({ minute }) => (now - minute) / day),
  ]).toEqual([[400, 399, 1], ['run-1', 'run-399', 'run-400', 'run-500'], [1]])
})

test('many old rows go in one clearing, up to what a run may be held up for', async () => {
  const insert = (count: number, at: number) =>
    database.query(
      `insert into journal (ws, id, link, run, at, entries) select $1, nextval('row_number'), 1, 'r', $2, '{}' from generate_series(1, $3::int)`,
      [ws, at, count],
    )
  await insert(104_000, now - 500 * day)
  await insert(7, now - day)
  await forgetOld(database, ws, now, 400)
  const left = async (): Promise<number | undefined> => (await database.query<{ n: number }>('select count(*) as n from journal'))[0]?.n
  const first = await left()
  await forgetOld(database, ws, now, 400)
  expect([first, await left()]).toEqual([4_007, 7])
})
