/** An exclusive lock on a database folder: two processes in one embedded database corrupt it silently. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { LockstepError } from '../errors'
import { LockHeld, takeLock } from '../files/lock-file'

/**
 * Takes the lock of `folder` (made if absent) and returns the function that gives it back.
 * Throws `locked-store` while another live process, or this one, holds it; the lock of a dead process is taken over.
 */
export const lockFolder = (folder: string): (() => void) => {
  mkdirSync(folder, { recursive: true })
  try {
    return takeLock(join(folder, 'lockstep.lock'))
  } catch (error) {
    if (!(error instanceof LockHeld)) throw error
    throw new LockstepError('locked-store', `the database in \`${folder}\` is in use by process ${error.pid}`, {
      help: 'stop that process, or let it do the work: a running server answers through its API',
    })
  }
}
