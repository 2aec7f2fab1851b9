/** The embedded database: PGlite in a folder, or in memory, behind the common dialect. */
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { LockstepError } from '../errors'
import { copyDatabase, isCopyDue } from './copies'
import type { Database, Parameter, Queries } from './database'
import { fromArchive, prepareDatabase } from './empty-cluster'
import { folderError } from './folder-trouble'
import { type Keeper, keepOpen } from './keep-open'
import { lockFolder } from './lock'
import { asThread, openPglite, type PgliteThread } from './pglite-thread'
import { closeFolder } from './private-files'
import { codeOf, storeError } from './store-error'

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
  // The database makes files of its own while it opens, some of them as the umask says.
  closeFolder(join(folder, 'database'))
  opened()
  return thread
}

/** What stays alone in memory lives as long as this process: there is nothing to open it again from. */
const inMemory = async (): Promise<Keeper> => {
  const thread = await openInMemory()
  return { take: () => Promise.resolve(thread), close: () => thread.close() }
}

/** Takes the folder, and closes it to others. */
const lock = (folder: string): (() => void) => {
  try {
    const unlock = lockFolder(folder)
    closeFolder(folder)
    return unlock
  } catch (error) {
    throw folderError(folder, error) ?? error
  }
}

/** The hourly copy failed: what the run did stands all the same. */
const copyFailure = (folder: string, error: unknown): LockstepError => {
  const reason = error instanceof LockstepError ? error : folderError(join(folder, 'copies'), error)
  return new LockstepError(
    'store',
    `the run is done, but the hourly copy of the database could not be made: ${reason?.message ?? `\`${join(folder, 'copies')}\` cannot be written (${codeOf(error)})`}`,
    { help: reason?.help ?? 'see that the disk has room, and that its folder may be written', cause: error },
  )
}

/**
 * Opens the database in `folder`, or one in memory where it is absent. A folder is locked first. Survives a killed process, not a loss of
 * power; one that ends by itself is opened again. Throws `locked-store`, and `store` where the folder or its disk refuses or the database
 * is damaged, with the copy to go back to. `now` counts milliseconds.
 */
export const openEmbedded = async (folder?: string, now: () => number = () => performance.now()): Promise<Database> => {
  const unlock = folder === undefined ? () => undefined : lock(folder)
  try {
    const keeper = await (folder === undefined ? inMemory() : keepOpen({ folder, open: () => openInFolder(folder), now }))
    const inTurn = makeTurns()
    const exec = (text: string): Promise<unknown[]> => inTurn(async () => (await keeper.take()).exec(text))
    return {
      ...queriesOf((text, parameters) => inTurn(async () => (await keeper.take()).query(text, parameters))),
      transaction: (work) =>
        inTurn(async () => {
          const thread = await keeper.take()
          try {
            await thread.exec('begin')
            const result = await work(queriesOf((text, parameters) => thread.query(text, parameters)))
            await thread.exec('commit')
            return result
          } catch (error) {
            // The reason counts, not that a database that has ended cannot roll back.
            await thread.exec('rollback').catch(() => undefined)
            throw error
          }
        }),
      script: async (text) => {
        await exec(text)
      },
      raw: (text, values) =>
        inTurn(async () => {
          const thread = await keeper.take()
          try {
            return values.length > 0 ? await thread.query<unknown>(text, values) : await thread.exec(text)
          } catch (error) {
            // The one connection must not stay in the aborted transaction of a failed block.
            await thread.exec('rollback').catch(() => undefined)
            throw error
          }
        }),
      maintain: async () => {
        await exec('vacuum analyze')
      },
      copyWhereDue: async (now) => {
        if (folder === undefined) return
        try {
          if (!isCopyDue(folder, now)) return
          const copy = await inTurn(async () => {
            await (await keeper.take()).exec('checkpoint')
            return copyDatabase(folder, now)
          })
          await copy.finish()
        } catch (error) {
          throw copyFailure(folder, error)
        }
      },
      close: async () => {
        await inTurn(() => keeper.close())
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw storeError(error)
  }
}
