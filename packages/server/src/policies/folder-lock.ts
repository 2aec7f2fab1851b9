/** One writer a policy folder: of this process, and of all processes on this machine. */
import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { LockHeld, LockstepError, takeLock } from '@lockstep/runtime'

/** Hidden, so that no reader takes it for policy; it is there only while a file is written. */
const lockName = '.lockstep-writing'
const patience = 10_000
const longestPause = 20

const turns = new Map<string, Promise<unknown>>()

const takeInTime = async (file: string): Promise<() => void> => {
  const until = performance.now() + patience
  for (;;) {
    try {
      return takeLock(file)
    } catch (error) {
      if (!(error instanceof LockHeld)) throw error
      if (performance.now() > until) {
        throw new LockstepError('busy', `another program (process ${error.pid}) has been writing in the policy folder for 10 seconds`, {
          help: 'try again; if it stays, see what that process does',
          isRetryable: true,
        })
      }
    }
    await pause(1 + Math.random() * longestPause)
  }
}

/** Does `work` while nobody else writes in the folder, which must be there. Throws `busy` where another writer does not end. */
export const whileWriting = async <Result>(folder: string, work: (root: string) => Promise<Result>): Promise<Result> => {
  const root = realpathSync(folder)
  const before = turns.get(root) ?? Promise.resolve()
  const mine = before.then(async () => {
    const giveBack = await takeInTime(join(root, lockName))
    try {
      return await work(root)
    } finally {
      giveBack()
    }
  })
  const ended = mine.catch(() => undefined)
  turns.set(root, ended)
  try {
    return await mine
  } finally {
    if (turns.get(root) === ended) turns.delete(root)
  }
}
