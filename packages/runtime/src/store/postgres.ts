/** A PostgreSQL server behind the common dialect. */
import { Client, type ClientConfig, Pool, type PoolClient, type QueryResult, types } from 'pg'
import { LockstepError } from '../errors'
import type { Database, Parameter, Queries } from './database'
import { storeError } from './store-error'

const int8 = 20
/** How long a connection may take to be made, and stand idle before the system asks whether the other end is still there; milliseconds. */
const patience = 10_000
/** A server that has become a stand-by: a new connection may lead to the one that takes writes. */
const readOnly = '25006'

type Runner = { query(text: string, parameters: unknown[]): Promise<{ rows: unknown[] }> }

const queriesOf = (runner: Runner): Queries => ({
  async query<Row>(text: string, parameters: readonly Parameter[] = []) {
    try {
      // The driver cannot know a statement's columns; the caller of `query` names them.
      return (await runner.query(text, [...parameters])).rows as Row[]
    } catch (error) {
      throw storeError(error)
    }
  },
})

/** The limit is the connection's own: as an option of the pool it would also end the wait for a free connection, however busy. */
class PatientClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(typeof config === 'object' ? { ...config, connectionTimeoutMillis: patience } : config)
    // One that ends under us while no statement is on its way tells it here alone, and nobody listening would end the process. The next
    // statement on it is refused, and the pool never gives it out again.
    this.on('error', () => undefined)
  }
}

/**
 * Connects to the server of `url`; connections that are lost later are made anew by the next statement. Throws `store` where it cannot be
 * reached or refuses the login; the message never holds the URL.
 */
export const openPostgres = async (url: string): Promise<Database> => {
  const pool = new Pool({
    connectionString: url,
    max: 4,
    keepAlive: true,
    keepAliveInitialDelayMillis: patience,
    types: { getTypeParser: (oid, format) => (oid === int8 ? Number : types.getTypeParser(oid, format)) },
    Client: PatientClient,
  })
  // An idle connection that ends is taken out by the pool, which then tells it once more.
  pool.on('error', () => undefined)
  const attempt = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work()
    } catch (error) {
      throw storeError(error)
    }
  }
  try {
    await attempt(() => pool.query('select 1'))
  } catch (error) {
    await pool.end()
    throw error
  }
  const inTransaction = async <Result>(client: PoolClient, work: (queries: Queries) => Promise<Result>): Promise<Result> => {
    let broken: Error | undefined
    try {
      await attempt(() => client.query('begin'))
      const result = await work(queriesOf(client))
      await attempt(() => client.query('commit'))
      return result
    } catch (error) {
      // The reason counts, not that a broken connection cannot roll back; such a connection is not used again.
      broken = await client.query('rollback').then(
        () => undefined,
        (second: Error) => second,
      )
      if (error instanceof LockstepError && error.vendor?.code === readOnly) broken ??= error
      throw error
    } finally {
      client.release(broken)
    }
  }
  return {
    ...queriesOf(pool),
    transaction: async (work) => inTransaction(await attempt(() => pool.connect()), work),
    script: (text) =>
      attempt(async () => {
        await pool.query(text)
      }),
    raw: async (text, values) => {
      if (values.length > 0) return (await pool.query(text, [...values])).rows
      // One text of several statements is answered by one result each.
      const results: QueryResult | readonly QueryResult[] = await pool.query(text)
      return [results].flat().flatMap((result) => result.rows)
    },
    maintain: () => Promise.resolve(),
    copyWhereDue: () => Promise.resolve(),
    close: () => pool.end(),
  }
}
