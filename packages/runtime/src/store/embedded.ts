/** The embedded database: PGlite in a folder, or in memory, behind the common dialect. */
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import type { Database, Parameter, Queries } from './database'
import { lockFolder } from './lock'
import { storeError } from './store-error'

type Runner = { query<Row>(text: string, parameters?: unknown[]): Promise<{ rows: Row[] }> }

const queriesOf = (runner: Runner): Queries => ({
  async query<Row>(text: string, parameters: readonly Parameter[] = []) {
    try {
      return (await runner.query<Row>(text, [...parameters])).rows
    } catch (error) {
      throw storeError(error)
    }
  },
})

const settings = { postgresqlconf: ['shared_buffers = 16MB'] }

/** An empty cluster, kept from the first database in memory: making one takes seconds, copying one does not. */
let emptyCluster: Promise<Blob> | undefined

const openInMemory = async (): Promise<PGlite> => {
  if (emptyCluster !== undefined) return PGlite.create({ ...settings, loadDataDir: await emptyCluster })
  const made = PGlite.create(settings)
  emptyCluster = made.then((first) => first.dumpDataDir('none'))
  await emptyCluster
  return made
}

/**
 * Opens the database in `folder`, or one in memory where it is absent. A folder is locked first.
 * Survives a killed process, not a loss of power. Throws `locked-store`.
 */
export const openEmbedded = async (folder?: string): Promise<Database> => {
  const unlock = folder === undefined ? () => undefined : lockFolder(folder)
  try {
    const pglite = folder === undefined ? await openInMemory() : await PGlite.create({ ...settings, dataDir: join(folder, 'database') })
    return {
      ...queriesOf(pglite),
      transaction: (work) => pglite.transaction((tx) => work(queriesOf(tx))),
      script: async (text) => {
        await pglite.exec(text)
      },
      raw: async (text, values) => {
        try {
          if (values.length > 0) return (await pglite.query(text, [...values])).rows
          return (await pglite.exec(text)).flatMap((result) => result.rows)
        } catch (error) {
          // The one connection must not stay in the aborted transaction of a failed block.
          await pglite.exec('rollback')
          throw error
        }
      },
      maintain: async () => {
        await pglite.exec('vacuum analyze')
      },
      close: async () => {
        await pglite.close()
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw storeError(error)
  }
}
