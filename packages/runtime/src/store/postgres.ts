/** A PostgreSQL server behind the common dialect. */
import { Pool, type QueryResult, types } from 'pg'
import { LockstepError } from '../errors'
import type { Database, Parameter, Queries } from './database'
import { storeError } from './store-error'

const int8 = 20

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

/** Connects to the server of `url`. Throws `store` where it cannot be reached or refuses the login; the message never holds the URL. */
export const openPostgres = async (url: string): Promise<Database> => {
  const pool = new Pool({
    connectionString: url,
    max: 4,
    types: { getTypeParser: (oid, format) => (oid === int8 ? Number : types.getTypeParser(oid, format)) },
  })
  pool.on('error', () => undefined)
  try {
    await pool.query('select 1')
  } catch (error) {
    await pool.end()
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw new LockstepError('store', `the database server cannot be used (${code})`, { help: 'check `DATABASE_URL`', vendor: { code } })
  }
  return {
    ...queriesOf(pool),
    async transaction(work) {
      const client = await pool.connect()
      let broken: Error | undefined
      try {
        await client.query('begin')
        const result = await work(queriesOf(client))
        await client.query('commit')
        return result
      } catch (error) {
        // The reason counts, not that a broken connection cannot roll back; such a connection is not used again.
        broken = await client.query('rollback').then(
          () => undefined,
          (second: Error) => second,
        )
        throw error
      } finally {
        client.release(broken)
      }
    },
    script: async (text) => {
      await pool.query(text)
    },
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
