/** The empty cluster that a new embedded database starts from: making one takes seconds and several hundred MB, unpacking one neither. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { PGliteOptions } from '@electric-sql/pglite'
import { listCopies } from './copies'
import { damaged, missing, otherVersion } from './folder-trouble'
import { makePrivateFolder, writePrivateFile } from './private-files'

/** The archive beside the built program, as the option that unpacks it; nothing where the source runs, where PGlite makes a cluster itself. */
export const fromArchive = (): Pick<PGliteOptions, 'loadDataDir'> => {
  const file = fileURLToPath(new URL('./empty-cluster.tar.gz', import.meta.url))
  return existsSync(file) ? { loadDataDir: new Blob([readFileSync(file)]) } : {}
}

export type NewDatabase = {
  readonly isNew: boolean
  /** To be called when the database has opened. */
  opened(): void
}

/** The format that this program reads and writes (PostgreSQL: `PG_VERSION`). */
const format = '18'

/** Whether there is a database to open. Throws `store` where there was one, and it can be seen from outside that it cannot be opened. */
const hasDatabase = (folder: string): boolean => {
  const database = join(folder, 'database')
  const version = join(database, 'PG_VERSION')
  if (existsSync(version)) {
    const found = readFileSync(version, 'utf8').trim()
    if (found === format) return true
    throw /^\d+$/.test(found) ? otherVersion(folder, found) : damaged(folder, '')
  }
  if (existsSync(database) && readdirSync(database).length > 0) throw damaged(folder, '')
  if (listCopies(folder).length > 0) throw missing(folder)
  return false
}

/**
 * Prepares the folder of a database. One that a process left half made holds nothing yet and is begun anew: a mark beside it says so until
 * it has been opened once. One that is damaged or gone is never taken for a new one.
 */
export const prepareDatabase = (folder: string): NewDatabase => {
  const database = join(folder, 'database')
  const mark = join(folder, 'database.unfinished')
  if (existsSync(mark)) rmSync(database, { recursive: true, force: true })
  const isNew = !hasDatabase(folder)
  if (isNew) {
    makePrivateFolder(folder)
    writePrivateFile(mark, '')
  }
  return { isNew, opened: () => rmSync(mark, { force: true }) }
}
