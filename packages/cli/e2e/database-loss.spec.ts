/** A server whose PostgreSQL database ends under it: it lives, answers with an error, says so in one line, and goes on once it is back. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hasPostgres, type PostgresServer, startPostgres } from '../../runtime/src/store/testing/postgres'
import { type Background, freePort, startWorld, type World } from './world'

type Answer = { readonly status: number; readonly body: unknown }
type Job = {
  readonly state: string
  readonly error: { readonly code: string; readonly message: string } | null
  readonly sync: { readonly outcome: string } | null
}

/** The messages of a server's log. */
const logged = (said: string): readonly string[] =>
  said
    .split('\n')
    .filter((line) => line !== '' && line !== 'stopping …')
    .map((line) => (line.startsWith('{') ? (JSON.parse(line) as { msg: string }).msg : line))

const help = 'the next run goes on where this one stopped'
const lostError = {
  code: 'store',
  message: 'the connection to the database was lost',
  details: { help: `start the database again: ${help}`, system: null },
}
const awayError = {
  code: 'store',
  message: 'the database cannot be reached (ECONNREFUSED)',
  details: { help: `start it, or check \`DATABASE_URL\`: ${help}`, system: null },
}

if (hasPostgres())
  describe('on a PostgreSQL server', () => {
    let database: PostgresServer
    let world: World
    let started: Background[] = []
    let number = 0
    beforeAll(async () => {
      database = await startPostgres()
      world = await startWorld()
    })
    beforeEach(() => world.control('POST', '/reset', { empty: true }))
    afterEach(async () => {
      for (const { child } of started) if (child.exitCode === null) child.kill('SIGKILL')
      await Promise.all(started.map(({ ended }) => ended))
      started = []
    })
    afterAll(async () => {
      await world.close()
      await database.stop()
    })

    const serve = async (url: string) => {
      const background = world.start(['serve', '--no-schedule'], { PORT: String(await freePort()), DATABASE_URL: url })
      started.push(background)
      const at = (await background.firstLine).replace('Lockstep is at ', '').replace('localhost', '127.0.0.1')
      const call = async (method: 'GET' | 'POST', path: string): Promise<Answer> => {
        const response = await fetch(`${at}${path}`, { method })
        return { status: response.status, body: await response.json() }
      }
      const ended = async (job: string): Promise<Job> => {
        for (;;) {
          const { body } = await call('GET', `/api/jobs/${job}`)
          if (['done', 'failed'].includes((body as Job).state)) return body as Job
          await new Promise((resolve) => setTimeout(resolve, 50))
        }
      }
      const run = async (): Promise<string> => ((await call('POST', '/api/runs')).body as { job: string }).job
      /** Asks until the database answers again. */
      const runOnceBack = async (): Promise<Job> => {
        for (;;) {
          const job = await run()
          if (job !== undefined) return ended(job)
          await new Promise((resolve) => setTimeout(resolve, 50))
        }
      }
      /** Resolves once the server has said something on standard error. */
      const said = new Promise<void>((resolve) => background.child.stderr?.once('data', () => resolve()))
      const stop = async () => {
        background.child.kill('SIGTERM')
        const { code, said } = await background.ended
        return { code, log: logged(said) }
      }
      return { call, ended, run, runOnceBack, said, stop }
    }
    const create = (): Promise<string> => {
      number += 1
      return database.create(`serve_${number}`)
    }
    const invite = async (count: number): Promise<void> => {
      for (let person = 0; person < count; person += 1)
        await world.edit('hubspot', 'contact', { email: `person${person}@example.com`, lastname: `Person ${person}` })
    }

    test('ended in the middle of a run: an error meanwhile, and a later run does the rest', { timeout: 180_000 }, async () => {
      const server = await serve(await create())
      expect((await server.ended(await server.run())).sync?.outcome).toBe('done')
      await invite(5)
      await world.control('POST', '/faults', { system: 'salesforce', match: '/composite', kind: 'slow', times: 1, delay: 1_500 })
      const job = await server.run()
      for (let left = 1; left > 0; ) left = (await world.control<{ times: number }[]>('GET', '/faults'))[0]?.times ?? 0
      await database.crash()
      const failed = await server.ended(job)
      const meanwhile = [await server.call('GET', '/api/runs'), await server.call('POST', '/api/runs')]
      await database.restart()
      const later = await server.runOnceBack()
      const { hubspot, salesforce } = await world.people()
      expect({
        failed: failed.error,
        meanwhile,
        later: later.sync?.outcome,
        people: [hubspot.length, salesforce.length],
        ...(await server.stop()),
      }).toEqual({
        failed: expect.toBeOneOf([lostError, awayError]),
        meanwhile: [
          { status: 503, body: { error: awayError } },
          { status: 503, body: { error: awayError } },
        ],
        later: 'done',
        people: [5, 5],
        code: 0,
        log: [expect.toBeOneOf([lostError.message, awayError.message]), 'the database answers again'],
      })
    })

    test('ended while nothing runs: one line, and the next run is as if nothing had happened', { timeout: 180_000 }, async () => {
      const server = await serve(await create())
      expect((await server.ended(await server.run())).sync?.outcome).toBe('done')
      await invite(3)
      await database.crash()
      await server.said
      const meanwhile = await server.call('GET', '/api/errors')
      await database.restart()
      const later = await server.runOnceBack()
      const { salesforce } = await world.people()
      expect({ meanwhile, later: later.sync?.outcome, people: salesforce.length, ...(await server.stop()) }).toEqual({
        meanwhile: { status: 503, body: { error: expect.toBeOneOf([lostError, awayError]) } },
        later: 'done',
        people: 3,
        code: 0,
        log: [expect.toBeOneOf([lostError.message, awayError.message]), 'the database answers again'],
      })
    })

    test('away when the server starts, and when it stops', { timeout: 180_000 }, async () => {
      const url = await create()
      await database.crash()
      const server = await serve(url)
      const meanwhile = await server.call('POST', '/api/runs')
      await database.restart()
      const later = await server.runOnceBack()
      await database.crash()
      const stopped = await server.stop()
      await database.restart()
      expect({ meanwhile, later: later.sync?.outcome, code: stopped.code, log: [...new Set(stopped.log)] }).toEqual({
        meanwhile: { status: 503, body: { error: awayError } },
        later: 'done',
        code: 0,
        log: expect.arrayContaining(['the first look at both systems failed']),
      })
    })
  })
