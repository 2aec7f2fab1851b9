/** A PostgreSQL server that ends in the middle of a run, or between two: the engine lives, says so, and the next run does the rest. */
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LockstepError } from '../errors'
import { hasPostgres, type PostgresServer, startPostgres } from '../store/testing/postgres'
import { openPeople, type People } from './testing/people'

const steps: readonly (readonly [string, number])[] = [
  ['claimed', 1],
  ['inventory:page', 2],
  ['captured', 1],
  ['committed', 1],
  ['planned', 1],
  ['sending', 1],
  ['sent', 1],
  ['sent', 2],
  ['recorded', 1],
  ['filled', 1],
  ['slice', 1],
  ['ended', 1],
]

/** Salesforce gives every new lead without a phone this one. */
const fills = { Lead: { Phone: '+1' } }

/** What a person is shown of a failure. */
const shown = (error: unknown): unknown =>
  error instanceof LockstepError ? { code: error.code, message: error.message, help: error.help, isRetryable: error.isRetryable } : error

const lost = {
  code: 'store',
  message: 'the connection to the database was lost',
  help: 'start the database again: the next run goes on where this one stopped',
  isRetryable: true,
}
const away = {
  code: 'store',
  message: 'the database cannot be reached (ECONNREFUSED)',
  help: 'start it, or check `DATABASE_URL`: the next run goes on where this one stopped',
  isRetryable: true,
}

const fill = ({ hubspot, salesforce }: People): void => {
  for (let at = 0; at < 12; at += 1)
    hubspot.create('contact', { email: `p${at}@example.com`, firstname: `F${at}`, lastname: 'L', phone: null })
  for (let at = 8; at < 16; at += 1)
    salesforce.create('Lead', { Email: `p${at}@example.com`, FirstName: null, LastName: 'L', Phone: `${at}` })
}

const stateOf = (people: People) => ({
  hubspot: people.hubspot.state('contact', 'email', 'firstname', 'lastname', 'phone'),
  salesforce: people.salesforce.state('Lead', 'Email', 'FirstName', 'LastName', 'Phone'),
})

const expected = {
  hubspot: Array.from({ length: 16 }, (_, at) => ({
    email: `p${at}@example.com`,
    firstname: at < 12 ? `F${at}` : null,
    lastname: 'L',
    phone: at < 8 ? '+1' : `${at}`,
  })),
  salesforce: Array.from({ length: 16 }, (_, at) => ({
    Email: `p${at}@example.com`,
    FirstName: at < 12 ? `F${at}` : null,
    LastName: 'L',
    Phone: at < 8 ? '+1' : `${at}`,
  })),
}

const byEmail = (state: ReturnType<typeof stateOf>) => {
  const sorted = <Row extends Readonly<Record<string, string | null>>>(rows: readonly Row[], email: string): readonly Row[] =>
    [...rows].sort((a, b) => Number(a[email]?.slice(1).split('@')[0]) - Number(b[email]?.slice(1).split('@')[0]))
  return { hubspot: sorted(state.hubspot, 'email'), salesforce: sorted(state.salesforce, 'Email') }
}

if (hasPostgres())
  describe('on a PostgreSQL server', () => {
    let server: PostgresServer
    let number = 0
    beforeAll(async () => {
      server = await startPostgres()
    })
    afterAll(() => server.stop())
    const database = async () => {
      number += 1
      return { kind: 'postgres', url: await server.create(`loss_${number}`) } as const
    }

    const settle = async (people: People) => {
      for (const _ of [1, 2]) {
        people.clock.pass(300_000)
        await people.engine.sync()
      }
      people.clock.pass(300_000)
      const last = await people.engine.sync()
      const usage = await people.engine.usage()
      return { state: byEmail(stateOf(people)), links: usage.links, writes: last.calls.hubspot.write + last.calls.salesforce.write }
    }
    const done = { state: expected, links: { alone: 0, linked: 16, paused: 0, waiting: 0, dead: 0 }, writes: 0 }

    test.each(steps)('ended at `%s`, time %i, and started again: the next runs do the rest', async (step, occurrence) => {
      let times = 0
      const people = await openPeople({
        database: await database(),
        fills,
        probe: async (reached) => {
          if (reached !== step) return
          times += 1
          if (times === occurrence) await server.crash()
        },
      })
      fill(people)
      const failure = await people.engine.sync().then(() => null, shown)
      const whileAway = await people.engine.runs().then(() => null, shown)
      await server.restart()
      people.clock.pass(30 * 60_000)
      const result = await settle(people)
      const runs = (await people.engine.runs()).map(({ state }) => state)
      await people.engine.close()
      expect({ failure, whileAway, result, runs }).toEqual({
        failure: expect.toBeOneOf([lost, away]),
        whileAway: away,
        result: done,
        // At `claimed` the run is not on the list yet; at `ended` it is done already.
        runs: ['done', 'done', 'done', ...({ claimed: [], ended: ['done'] }[step] ?? ['interrupted'])],
      })
    })

    test('ended between two runs, and started again: nobody notices', async () => {
      const people = await openPeople({ database: await database(), fills })
      fill(people)
      await people.engine.sync()
      await server.crash()
      await server.restart()
      people.clock.pass(300_000)
      expect(await settle(people)).toEqual(done)
      await people.engine.close()
    })

    test('calls that were counted while the database was away are stored once it is back', async () => {
      let isCut = false
      const people = await openPeople({
        database: await database(),
        probe: async (reached) => {
          if (reached !== 'captured' || isCut) return
          isCut = true
          await server.crash()
        },
      })
      fill(people)
      await people.engine.sync().catch(shown)
      await server.restart()
      people.clock.pass(60_000)
      await people.engine.sync()
      const { systems } = await people.engine.usage()
      expect(systems.map(({ system, last24h }) => [system, last24h])).toEqual([
        ['hubspot', people.meter.made('hubspot')],
        ['salesforce', people.meter.made('salesforce')],
      ])
      await people.engine.close()
    })

    /** Ends every connection of a database but this one, as an administrator does. */
    const terminate = async (url: string): Promise<number> => {
      const client = new Client({ connectionString: url })
      await client.connect()
      const { rows } = await client.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      )
      await client.end()
      return rows.length
    }

    test('connections that an administrator ends are made anew', async () => {
      const where = await database()
      const ended: [string, boolean][] = []
      const people = await openPeople({
        database: where,
        fills,
        probe: async (reached) => {
          if ((reached !== 'captured' && reached !== 'sent') || ended.some(([step]) => step === reached)) return
          const entry: [string, boolean] = [reached, false]
          ended.push(entry)
          entry[1] = (await terminate(where.url)) > 0
        },
      })
      fill(people)
      const failures = [await people.engine.sync().then(() => null, shown)]
      people.clock.pass(30 * 60_000)
      failures.push(await people.engine.sync().then(() => null, shown))
      people.clock.pass(30 * 60_000)
      expect({ failures, ended, result: await settle(people) }).toEqual({
        // A pool may see that an idle connection has ended before anybody asks for it.
        failures: [expect.toBeOneOf([lost, null]), expect.toBeOneOf([lost, null])],
        ended: [
          ['captured', true],
          ['sent', true],
        ],
        result: done,
      })
      await people.engine.close()
    })
  })
