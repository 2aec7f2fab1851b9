/** Runs that nobody asks for: at the policy's pace, one at a time, from now on. */
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { type ApiWorld, startApiWorld } from '../testing/api-world'

let world: ApiWorld
let finished: string[]

beforeAll(async () => {
  world = await startApiWorld()
  // The queue's own timers are started before those of the tests are held, and go on as they are.
  await world.jobs.start()
  finished = []
  world.events.subscribe((event) => {
    if (event.event === 'finished') finished.push(`${event.kind} ${event.state}`)
  })
})
afterAll(() => world.close())
afterEach(() => {
  world.jobs.schedule(() => 0)
  vi.useRealTimers()
  finished.length = 0
})

const begin = (everyMinutes: () => number | undefined): void => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  world.jobs.schedule(everyMinutes)
}
const minutes = (count: number): void => {
  vi.advanceTimersByTime(count * 60_000)
}
const runs = async (): Promise<number> => (await (await world.workspace.opened()).runs()).filter(({ kind }) => kind === 'sync').length
const untilRuns = (count: number): Promise<void> => vi.waitFor(async () => expect(finished.length).toBe(count), { timeout: 60_000 })

/** Jobs are taken in order: once a plan asked for now is made, whatever was asked for before has ended too. */
const drained = async (): Promise<void> => {
  await world.jobs.ended(await world.jobs.ask('plan'))
}

test('a run begins each time the minutes have passed, and not before', async () => {
  const before = await runs()
  begin(() => 5)
  minutes(4)
  expect(world.jobs.running()).toBe(null)
  minutes(1)
  await untilRuns(1)
  minutes(5)
  await untilRuns(2)
  expect({ finished, runs: (await runs()) - before }).toEqual({ finished: ['sync done', 'sync done'], runs: 2 })
})

test('a new pace counts from the next minute on, and none means no runs', async () => {
  let every: number | undefined
  begin(() => every)
  minutes(60)
  every = 61
  minutes(1)
  await untilRuns(1)
  every = 0
  minutes(600)
  await drained()
  expect(finished).toEqual(['sync done', 'plan done'])
})

test('while a job is queued or runs no other is asked for', async () => {
  begin(() => 1)
  const asked = await world.jobs.ask('sync')
  minutes(30)
  await world.jobs.ended(asked)
  await drained()
  expect(finished).toEqual(['sync done', 'plan done'])
})

test('what existed before the first scheduled run is left as it is', async () => {
  const fresh = await startApiWorld()
  try {
    await fresh.edit({ email: 'ada@example.com', lastname: 'Lovelace' })
    await fresh.jobs.start()
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const ended = new Promise<string>((resolve) => fresh.events.subscribe((event) => event.event === 'finished' && resolve(event.state)))
    fresh.jobs.schedule(() => 5)
    minutes(5)
    expect(await ended).toBe('done')
    const [run] = await (await fresh.workspace.opened()).runs()
    expect(run?.report?.created).toEqual({ hubspot: {}, salesforce: {} })
  } finally {
    await fresh.close()
  }
})
