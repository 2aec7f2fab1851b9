/** What a PostgreSQL server does to its clients: ended connections, limits, time-outs, a stand-by, refused logins; each one plain sentence. */
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LockstepError } from '../errors'
import type { Database } from './database'
import { openPostgres } from './postgres'
import { isOutage } from './store-error'
import { hasPostgres, type PostgresServer, startPostgres } from './testing/postgres'

/** What a person is shown of a failure, and whether the database as a whole is away. */
const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) =>
      error instanceof LockstepError
        ? {
            message: error.message,
            help: error.help,
            isRetryable: error.isRetryable,
            code: error.vendor?.code ?? null,
            isOutage: isOutage(error),
          }
        : error,
  )

const resumes = 'the next run goes on where this one stopped'

if (hasPostgres())
  describe('a PostgreSQL server', () => {
    let server: PostgresServer
    let url = ''
    beforeAll(async () => {
      server = await startPostgres()
      url = await server.create('store')
      await asAdmin("create role limited login connection limit 1; create role guest login password 'p4ss-canary'")
    })
    afterAll(() => server.stop())

    const asAdmin = async (text: string): Promise<void> => {
      const client = new Client({ connectionString: `${url}?options=-c%20default_transaction_read_only=off` })
      await client.connect()
      try {
        await client.query(text)
      } finally {
        await client.end()
      }
    }
    const endAll = (): Promise<void> =>
      asAdmin('select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()')
    const withDatabase = async (use: (database: Database) => Promise<void>, where = url): Promise<void> => {
      const database = await openPostgres(where)
      try {
        await use(database)
      } finally {
        await database.close()
      }
    }
    const one = async (database: Database): Promise<unknown> => (await database.query('select 1 as one'))[0]

    test('a connection that ends while a transaction holds it without a statement on its way fails that transaction alone', () =>
      withDatabase(async (database) => {
        const failure = await failureOf(
          database.transaction(async (queries) => {
            await queries.query('select 1')
            await endAll()
            await queries.query('select 1')
          }),
        )
        expect([failure, await one(database)]).toEqual([
          {
            message: 'the connection to the database was lost',
            help: `start the database again: ${resumes}`,
            isRetryable: true,
            code: expect.toBeOneOf([null, '57P01', 'EPIPE', 'ECONNRESET']),
            isOutage: true,
          },
          { one: 1 },
        ])
      }))

    test('a connection that ends while it is idle is made anew', () =>
      withDatabase(async (database) => {
        const answers = [await one(database)]
        await endAll()
        await failureOf(one(database))
        answers.push(await one(database))
        expect(answers).toEqual([{ one: 1 }, { one: 1 }])
      }))

    test('a server that is away, then back', () =>
      withDatabase(async (database) => {
        await server.crash()
        await failureOf(one(database))
        const away = await failureOf(one(database))
        const away2 = await failureOf(database.transaction((queries) => queries.query('select 1')))
        await server.restart()
        expect([away, away2, await one(database)]).toEqual([
          {
            message: 'the database cannot be reached (ECONNREFUSED)',
            help: `start it, or check \`DATABASE_URL\`: ${resumes}`,
            isRetryable: true,
            code: 'ECONNREFUSED',
            isOutage: true,
          },
          away,
          { one: 1 },
        ])
      }))

    const setting = (name: string): string => `${url}?options=-c%20${name}`

    test('a statement that takes too long', () =>
      withDatabase(async (database) => {
        expect([await failureOf(database.query('select pg_sleep(30)')), await one(database)]).toEqual([
          {
            message: 'the database stopped a statement that took longer than the server allows',
            help: `raise the server's limit for this user, or find out what slows it down: ${resumes}`,
            isRetryable: true,
            code: '57014',
            isOutage: false,
          },
          { one: 1 },
        ])
      }, setting('statement_timeout=50')))

    test('a transaction that the server ends because it is idle', () =>
      withDatabase(async (database) => {
        const failure = await failureOf(
          database.transaction(async (queries) => {
            const [{ pid } = { pid: 0 }] = await queries.query<{ pid: number }>('select pg_backend_pid() as pid')
            const watcher = new Client({ connectionString: url })
            await watcher.connect()
            for (let isThere = true; isThere; )
              isThere = (await watcher.query('select 1 from pg_stat_activity where pid = $1', [pid])).rows.length > 0
            await watcher.end()
            await queries.query('select 1')
          }),
        )
        expect([failure, await one(database)]).toEqual([
          expect.objectContaining({ message: 'the connection to the database was lost', isOutage: true }),
          { one: 1 },
        ])
      }, setting('idle_in_transaction_session_timeout=50')))

    test('a server that takes no writes is left for a new connection', () =>
      withDatabase(async (database) => {
        await asAdmin('create table note (text text)')
        await asAdmin('alter database store set default_transaction_read_only = on')
        await endAll()
        await failureOf(one(database))
        const write = (): Promise<unknown> => failureOf(database.transaction((queries) => queries.query("insert into note values ('a')")))
        const refused = await write()
        await asAdmin('alter database store reset default_transaction_read_only')
        expect([refused, await write()]).toEqual([
          {
            message: 'the database can only be read',
            help: `it may be a stand-by: wait until the change of servers is over, or point \`DATABASE_URL\` to the one that takes writes: ${resumes}`,
            isRetryable: true,
            code: '25006',
            isOutage: true,
          },
          null,
        ])
      }))

    test('a server that takes no more connections', async () => {
      const limited = url.replace('lockstep@', 'limited@')
      const first = await openPostgres(limited)
      expect(await failureOf(openPostgres(limited))).toEqual({
        message: 'the database takes no more connections',
        help: `close other programs' connections, or raise the server's \`max_connections\`: ${resumes}`,
        isRetryable: true,
        code: '53300',
        isOutage: true,
      })
      await first.close()
    })

    test('a refused login, without its password', async () => {
      const nobody = url.replace('lockstep@', 'nobody:s3cret-canary@')
      const failures = [await failureOf(openPostgres(nobody)), await failureOf(openPostgres(url.replace('/store', '/missing')))]
      const refused = (code: string) => ({
        message: `the database refuses the login (${code})`,
        help: 'check `DATABASE_URL`',
        isRetryable: false,
        code,
        isOutage: false,
      })
      expect([failures, JSON.stringify(failures).includes('canary')]).toEqual([[refused('28000'), refused('3D000')], false])
    })

    test('a user who may not make tables', () =>
      withDatabase(
        async (database) => {
          expect(await failureOf(database.script('create table note (text text)'))).toEqual({
            message: 'the database does not let this user do what Lockstep needs',
            help: 'let the user of `DATABASE_URL` make and change tables in its schema',
            isRetryable: false,
            code: '42501',
            isOutage: false,
          })
        },
        url.replace('lockstep@', 'guest:p4ss-canary@'),
      ))
  })

test('an address where nobody answers is away, whatever name it has', async () => {
  expect(await failureOf(openPostgres('postgres://user:s3cret-canary@no-such-host.invalid/store'))).toEqual({
    message: expect.stringMatching(/^the database cannot be reached \((ENOTFOUND|EAI_AGAIN)\)$/),
    help: `start it, or check \`DATABASE_URL\`: ${resumes}`,
    isRetryable: true,
    code: expect.toBeOneOf(['ENOTFOUND', 'EAI_AGAIN']),
    isOutage: true,
  })
})
