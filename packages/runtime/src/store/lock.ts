/** An exclusive lock on a database folder: two processes in one embedded database corrupt it silently. */
import { join } from 'node:path'
import { LockstepError } from '../errors'
import { LockHeld, takeLock } from '../files/lock-file'
import { makePrivateFolder } from './private-files'

/**
 * Takes the lock of `folder` (made if absent) and returns the function that gives it back.
 * Throws `locked-store` while another live process, or this one, holds it; the lock of a dead process is taken over.
 */
export const lockFolder = (folder: string): (() => void) => {
  makePrivateFolder(folder)
  try {
    return takeLock(join(folder, 'lockstep.lock'), 0o600)
  } catch (error) {
    if (!(error instanceof LockHeld)) throw error
    throw new LockstepError('locked-store', `the database in \`${folder}\` is in use by process ${error.pid}`, {
      help: 'stop that process, or let it do the work: a running server answers through its API',
    })
  }
}
