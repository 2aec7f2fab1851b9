/** The empty cluster that a new embedded database starts from: making one takes seconds and several hundred MB, unpacking one neither. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { PGliteOptions } from '@electric-sql/pglite'

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

/**
 * Prepares the folder of a database. One that a process left half made holds nothing yet and is begun anew: a mark beside it says so until
 * it has been opened once.
 */
export const prepareDatabase = (folder: string): NewDatabase => {
  const database = join(folder, 'database')
  const mark = join(folder, 'database.unfinished')
  if (existsSync(mark)) rmSync(database, { recursive: true, force: true })
  const isNew = !existsSync(join(database, 'PG_VERSION'))
  if (isNew) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(mark, '')
  }
  return { isNew, opened: () => rmSync(mark, { force: true }) }
}
