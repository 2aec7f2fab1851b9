/** Folder trouble: why the embedded database cannot be used, told by what its folder and its disk say, with the command that goes back to a copy. */
import { existsSync } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { LockstepError } from '../errors'
import { listCopies } from './copies'
import { codeOf } from './store-error'

const resumes = 'the next run goes on where this one stopped'

/** A refusal of the file system about the database's folder, as a `store` error; nothing where the error is of another kind. */
export const folderError = (folder: string, cause: unknown): LockstepError | undefined => {
  const code = codeOf(cause)
  const make = (message: string, help: string): LockstepError =>
    new LockstepError('store', message, { help: `${help}: ${resumes}`, isRetryable: true, vendor: { code }, cause })
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return make(`the disk that holds \`${folder}\` is full`, 'make room on it')
    case 'EROFS':
      return make(`the disk that holds \`${folder}\` can only be read`, 'let it be written, or name another folder with `LOCKSTEP_DATA`')
    case 'EACCES':
    case 'EPERM':
      return make(`this user may not write to \`${folder}\``, 'give it to this user, or name another folder with `LOCKSTEP_DATA`')
    case 'ENOTDIR':
    case 'EEXIST':
    case 'EISDIR':
      return make(
        `\`${folder}\` cannot be used: a file stands where a folder should be, or a folder where a file should be`,
        'move it away',
      )
    case 'EIO':
      return make(`the disk that holds \`${folder}\` fails`, 'have a look at the disk, and copy what is on it')
    case 'EMFILE':
    case 'ENFILE':
      return make('too many files are open on this machine', 'close other programs, or raise the limit of open files')
    default:
      return undefined
  }
}

/** What a database grows by at once: one file of its log (PostgreSQL: WAL configuration, `wal_segment_size`), bytes. */
const segment = 16 * 1024 * 1024
const piece = 1024 * 1024

/** Tries whether the folder takes as much as the database needs next, and says with which error it refuses. */
const tryRoom = async (folder: string): Promise<unknown> => {
  const path = join(folder, 'room.try')
  try {
    const file = await open(path, 'w', 0o600)
    try {
      const zeros = Buffer.alloc(piece)
      for (let written = 0; written < segment; ) written += (await file.write(zeros)).bytesWritten
      await file.sync()
    } finally {
      await file.close()
    }
  } catch (error) {
    return error
  } finally {
    // Where the folder can only be read there is nothing to remove.
    await rm(path, { force: true }).catch(() => undefined)
  }
  return undefined
}

const quoted = (path: string): string => (/^[\w./:@%+=,-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`)

/** A name beside the database that is free. */
const aside = (folder: string): string => {
  for (let number = 1; ; number += 1) {
    const path = join(folder, number === 1 ? 'broken' : `broken-${number}`)
    if (!existsSync(path)) return path
  }
}

const copyCommand = (from: string, to: string): string =>
  process.platform === 'win32' ? `xcopy /e /i "${from}" "${to}"` : `cp -Rp ${quoted(from)} ${quoted(to)}`
const moveCommand = (from: string, to: string): string =>
  process.platform === 'win32' ? `move "${from}" "${to}"` : `mv ${quoted(from)} ${quoted(to)}`

/** What to do with a database that cannot be read any more: the latest copy and the commands, or how to begin anew. */
const goBack = (folder: string): string => {
  const database = join(folder, 'database')
  const away = existsSync(database) ? [moveCommand(database, aside(folder))] : []
  const copy = listCopies(folder).at(-1)
  if (copy === undefined)
    return `there is no copy to go back to; to begin anew, where records find each other again by key and match: \`${away.join(' && ')}\``
  const commands = [...away, copyCommand(join(folder, 'copies', copy), database)]
  return `stop Lockstep and go back to the copy of ${copy.replace(/T(\d\d)-(\d\d)-(\d\d)Z$/, ' $1:$2:$3 UTC')}: \`${commands.join(' && ')}\``
}

export const damaged = (folder: string, code: string, cause?: unknown): LockstepError =>
  new LockstepError('store', `the database in \`${folder}\` is damaged`, { help: goBack(folder), vendor: { code }, cause })

export const missing = (folder: string): LockstepError =>
  new LockstepError('store', `the database in \`${folder}\` is gone, though there are copies of it`, { help: goBack(folder) })

export const otherVersion = (folder: string, version: string): LockstepError =>
  new LockstepError('store', `the database in \`${folder}\` has the format of another version of Lockstep (${version})`, {
    help: 'use the version of Lockstep that made it',
  })

/**
 * The reason behind the end of an embedded database: what its disk refuses, or that it is damaged. While it was `running`, an end that the
 * disk does not explain may be passing: the next statement opens it again.
 */
export const explainEnd = async (folder: string, error: unknown, when: 'opening' | 'running'): Promise<LockstepError> => {
  if (error instanceof LockstepError) return error
  const code = codeOf(error)
  const told = folderError(folder, error)
  if (told !== undefined) return told
  const refused = await tryRoom(folder)
  if (refused !== undefined) {
    const why = folderError(folder, refused)
    if (why !== undefined) return why
  }
  if (when === 'opening' || code === 'XX001' || code === 'XX002') return damaged(folder, code, error)
  return new LockstepError('store', `the database in \`${folder}\` stopped`, {
    help: `run again: ${resumes}; if this comes back, ${goBack(folder)}`,
    isRetryable: true,
    vendor: { code },
    cause: error,
  })
}
