/** The embedded database: PGlite in a folder, or in memory, behind the common dialect. */
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { LockstepError } from '../errors'
import { copyDatabase, isCopyDue } from './copies'
import type { Database, Parameter, Queries } from './database'
import { fromArchive, prepareDatabase } from './empty-cluster'
import { lockFolder } from './lock'
import { asThread, openPglite, type PgliteThread } from './pglite-thread'
import { storeError } from './store-error'

const queriesOf = (ask: <Row>(text: string, parameters: readonly unknown[]) => Promise<Row[]>): Queries => ({
  async query<Row>(text: string, parameters: readonly Parameter[] = []) {
    try {
      return await ask<Row>(text, parameters)
    } catch (error) {
      throw storeError(error)
    }
  },
})

/** Lets one piece of work in at a time: the database has one connection, and a transaction must have it alone. */
const makeTurns = (): (<Result>(work: () => Promise<Result>) => Promise<Result>) => {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const turn = last.then(work, work)
    last = turn
    return turn
  }
}

const settings = { postgresqlconf: ['shared_buffers = 16MB'] }

/** An empty cluster, kept from the first database in memory: making one takes seconds, copying one does not. */
let emptyCluster: Promise<Blob> | undefined

const openInMemory = async (): Promise<PgliteThread> => {
  const archive = fromArchive()
  if (archive.loadDataDir !== undefined) return asThread(await PGlite.create({ ...settings, ...archive }))
  if (emptyCluster !== undefined) return asThread(await PGlite.create({ ...settings, loadDataDir: await emptyCluster }))
  const made = PGlite.create(settings)
  emptyCluster = made.then((first) => first.dumpDataDir('none'))
  await emptyCluster
  return asThread(await made)
}

const openInFolder = async (folder: string): Promise<PgliteThread> => {
  const { isNew, opened } = prepareDatabase(folder)
  const thread = await openPglite({ ...settings, dataDir: join(folder, 'database'), ...(isNew ? fromArchive() : {}) })
  opened()
  return thread
}

/**
 * Opens the database in `folder`, or one in memory where it is absent. A folder is locked first.
 * Survives a killed process, not a loss of power. Throws `locked-store`.
 */
export const openEmbedded = async (folder?: string): Promise<Database> => {
  const unlock = folder === undefined ? () => undefined : lockFolder(folder)
  try {
    const thread = await (folder === undefined ? openInMemory() : openInFolder(folder))
    const inTurn = makeTurns()
    const exec = (text: string): Promise<unknown[]> => inTurn(() => thread.exec(text))
    const direct = queriesOf((text, parameters) => thread.query(text, parameters))
    return {
      ...queriesOf((text, parameters) => inTurn(() => thread.query(text, parameters))),
      transaction: (work) =>
        inTurn(async () => {
          await thread.exec('begin')
          try {
            const result = await work(direct)
            await thread.exec('commit')
            return result
          } catch (error) {
            await thread.exec('rollback')
            throw error
          }
        }),
      script: async (text) => {
        await exec(text)
      },
      raw: (text, values) =>
        inTurn(async () => {
          try {
            return values.length > 0 ? await thread.query<unknown>(text, values) : await thread.exec(text)
          } catch (error) {
            // The one connection must not stay in the aborted transaction of a failed block.
            await thread.exec('rollback')
            throw error
          }
        }),
      maintain: async () => {
        await exec('vacuum analyze')
      },
      copyWhereDue: async (now) => {
        if (folder === undefined || !isCopyDue(folder, now)) return
        try {
          const copy = await inTurn(async () => {
            await thread.exec('checkpoint')
            return copyDatabase(folder, now)
          })
          await copy.finish()
        } catch (error) {
          const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
          throw new LockstepError('store', `the run is done, but the hourly copy of the database could not be made (${code})`, {
            help: 'see that the disk has room, and that its folder may be written',
            cause: error,
          })
        }
      },
      close: async () => {
        await inTurn(() => thread.close())
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw storeError(error)
  }
}
