/** A database connection that breaks while the job queue uses it: no job stays queued for ever, and no scheduled run is left out after it. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type ApiWorld, startApiWorld } from '../testing/api-world'

/** Breaks the connection at the statements that `breaks` chooses, after they were carried out. */
let breaks: (text: string, rows: readonly unknown[]) => boolean
/** Breaks it before they are. */
let refuses: (text: string) => boolean
let world: ApiWorld
let finished: string[]

beforeEach(async () => {
  breaks = () => false
  refuses = () => false
  finished = []
  world = await startApiWorld({
    queue: (executeSql) => async (text, values) => {
      const broken = new Error('Connection terminated unexpectedly')
      if (refuses(text)) throw broken
      const answer = await executeSql(text, values)
      if (breaks(text, answer.rows)) throw broken
      return answer
    },
  })
  world.events.subscribe((event) => {
    if (event.event === 'finished') finished.push(`${event.kind} ${event.state}`)
  })
})
afterEach(async () => {
  vi.useRealTimers()
  await world.close()
})

const untilFinished = (count: number): Promise<void> => vi.waitFor(() => expect(finished.length).toBe(count), { timeout: 60_000 })
/** Holds the minutes of schedule and looks alone: the queue's own timers are of another kind. */
const holdMinutes = (): void => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
}
const minutes = (count: number): Promise<unknown> => vi.advanceTimersByTimeAsync(count * 60_000)

test('a job whose hand-over broke off is put back and done', async () => {
  let isBroken = false
  breaks = (text, rows) => {
    const isHandOver = /'active'/.test(text) && rows.some((row) => JSON.stringify(row).includes('"kind":"plan"'))
    if (!isHandOver || isBroken) return false
    isBroken = true
    return true
  }
  holdMinutes()
  const job = await world.jobs.ask('plan')
  await vi.waitFor(() => expect(isBroken).toBe(true), { timeout: 60_000 })
  await minutes(3)
  expect((await world.jobs.ended(job)).state).toBe('done')
})

test('after a run that could not be asked for, the next ones are', async () => {
  await world.jobs.start()
  holdMinutes()
  world.jobs.schedule(() => 5)
  let left = 1
  refuses = (text) => /insert into/i.test(text) && left-- > 0
  await minutes(5)
  await untilFinished(1)
  await minutes(5)
  await vi.waitFor(() => expect(finished.slice(1)).toContain('sync done'), { timeout: 60_000 })
  expect(finished[0]).toBe('sync failed')
})

test('a pace that cannot be read does not end the schedule', async () => {
  await world.jobs.start()
  holdMinutes()
  let left = 2
  world.jobs.schedule(() => {
    if (left-- > 0) throw Object.assign(new Error("EACCES: permission denied, scandir '/policies'"), { code: 'EACCES' })
    return 5
  })
  await minutes(5)
  await untilFinished(1)
  expect(finished).toEqual(['sync done'])
})
