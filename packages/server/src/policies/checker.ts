/** Checks policies off the event loop: in a worker thread where the program is built, in this thread where the source runs (tests). */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { LockstepError } from '@lockstep/runtime'
import { type CheckedPolicy, checkPolicy, type PolicySources } from './check-policy'
import type { CheckReply, CheckRequest } from './check-worker'

export type Checker = {
  /**
   * The same texts are checked once. Throws `busy` while too many other policies wait, `policy` for one that takes too long or too much
   * memory.
   */
  check(sources: PolicySources): Promise<CheckedPolicy>
  close(): Promise<void>
}

export type CheckerOptions = {
  /** The built worker; absent or not there: this thread checks. */
  readonly worker?: string
  /** Policies that may wait for their check; default 16. */
  readonly mostWaiting?: number
  /** Milliseconds that one check may take; default 60,000. */
  readonly timeoutMs?: number
}

/** Beside the built program (`scripts/build.mjs`). */
const builtWorker = fileURLToPath(new URL('./check-worker.js', import.meta.url))
/** Results that are remembered: a folder, what is edited of it, and a few steps back. */
const remembered = 8
const workerMegabytes = 1_024

const keyOf = ({ files, catalog }: PolicySources): string => {
  const hash = createHash('sha256')
  for (const text of [catalog.hubspot, catalog.salesforce, ...files.flatMap(({ path, text }) => [path, text])])
    hash.update(text === null ? 'absent' : `${text.length}:`).update(text ?? '')
  return hash.digest('hex')
}

const tooMuch = (what: string): LockstepError =>
  new LockstepError('policy', `the policy takes more than ${what} to check`, { help: 'split it, or shorten its tables' })

/** Where checks run. */
type Thread = { check(sources: PolicySources): Promise<CheckedPolicy>; close(): Promise<void> }

const thisThread: Thread = { check: async (sources) => checkPolicy(sources), close: async () => undefined }

/** One worker, started at the first check and again after it died. It is asked one thing at a time. */
const workerThread = (file: string, timeoutMs: number): Thread => {
  let worker: Worker | undefined
  let number = 0
  const stop = async (): Promise<void> => {
    const old = worker
    worker = undefined
    await old?.terminate()
  }
  const start = (): Worker => {
    if (worker !== undefined) return worker
    const started = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: workerMegabytes } })
    const forget = (): void => {
      if (worker === started) worker = undefined
    }
    // A thread that dies between two checks is started anew by the next one.
    worker = started.on('error', forget).on('exit', forget)
    return started
  }
  return {
    check: (sources) =>
      new Promise((resolve, reject) => {
        const asked = start()
        const id = ++number
        const end = (settle: () => void): void => {
          clearTimeout(timer)
          asked.off('message', take).off('error', fail).off('exit', exit)
          asked.unref()
          settle()
        }
        const take = (reply: CheckReply): void => {
          if (reply.id !== id) return
          end(() => ('checked' in reply ? resolve(reply.checked) : reject(new Error(`a check failed: ${reply.failure}`))))
        }
        const fail = (error: NodeJS.ErrnoException): void => {
          end(() => reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch(`${workerMegabytes} MB of memory`) : error))
        }
        const exit = (): void => fail(new Error('the thread that checks policies has stopped'))
        const timer = setTimeout(() => {
          end(() => reject(tooMuch(`${Math.round(timeoutMs / 1_000)} seconds`)))
          void stop()
        }, timeoutMs)
        asked.ref()
        asked.on('message', take).on('error', fail).on('exit', exit)
        asked.postMessage({ id, sources } satisfies CheckRequest)
      }),
    close: stop,
  }
}

/** Makes the checker; no thread is started yet. */
export const createChecker = ({ worker = builtWorker, mostWaiting = 16, timeoutMs = 60_000 }: CheckerOptions = {}): Checker => {
  const thread = existsSync(worker) ? workerThread(worker, timeoutMs) : thisThread
  const known = new Map<string, Promise<CheckedPolicy>>()
  let waiting = 0
  let last: Promise<unknown> = Promise.resolve()

  const checkInTurn = (sources: PolicySources): Promise<CheckedPolicy> => {
    if (waiting >= mostWaiting)
      throw new LockstepError('busy', 'too many policies are being checked at once', { help: 'try again in a moment', isRetryable: true })
    waiting += 1
    const mine = last
      .then(() => thread.check(sources))
      .finally(() => {
        waiting -= 1
      })
    last = mine.catch(() => undefined)
    return mine
  }

  return {
    async check(sources) {
      const key = keyOf(sources)
      const found = known.get(key)
      if (found !== undefined) {
        // The most recently used last, so that the first is the one to forget.
        known.delete(key)
        known.set(key, found)
        return found
      }
      const made = checkInTurn(sources)
      known.set(key, made)
      made.catch(() => known.delete(key))
      for (const old of known.keys()) {
        if (known.size <= remembered) break
        known.delete(old)
      }
      return made
    },
    close: () => thread.close(),
  }
}
