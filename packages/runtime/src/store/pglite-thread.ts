/** PGlite behind one interface, in a worker thread where the program is built, in this thread where the source runs (tests). */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { PGlite, type PGliteOptions } from '@electric-sql/pglite'
import type { WorkerReply, WorkerRequest } from './pglite-worker'

/** Statements run in the order of the calls; whoever needs a transaction sends nothing else in between. */
export type PgliteThread = {
  query<Row>(text: string, parameters: readonly unknown[]): Promise<Row[]>
  exec(text: string): Promise<unknown[]>
  close(): Promise<void>
  /** Ends it as it stands, without another word to it: what it has written is what counts. */
  kill(): Promise<void>
}

/** The thread of the database ended by itself, or was ended. */
class ThreadEnd extends Error {
  override readonly name = 'ThreadEnd'
}

/**
 * Whether after this error the database answers nothing sensible any more: its code aborted or exited, its thread ended, or it met what it
 * takes for a fault of its own or of the disk (PostgreSQL: Appendix A, classes 53, 58 and XX). Opening it again is the cure.
 */
export const isFatal = (error: unknown): boolean => {
  if (typeof error !== 'object' || error === null) return true
  const name = 'name' in error ? String(error.name) : ''
  const message = 'message' in error ? String(error.message) : ''
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return (
    ['RuntimeError', 'ExitStatus', 'ThreadEnd'].includes(name) ||
    /^PGlite (failed to initialize|is clos)|^Aborted\(/.test(message) ||
    /^(XX|58|53)/.test(code)
  )
}

/** A database opened in this thread. */
export const asThread = (pglite: PGlite): PgliteThread => ({
  query: async <Row>(text: string, parameters: readonly unknown[]) => (await pglite.query<Row>(text, [...parameters])).rows,
  exec: async (text) => (await pglite.exec(text)).flatMap((result) => result.rows),
  close: () => pglite.close(),
  // There is no way to end one in this thread; it is left alone and does nothing.
  kill: () => Promise.resolve(),
})

type Waiting = { readonly resolve: (rows: unknown[]) => void; readonly reject: (error: Error) => void }

/** PGlite in the worker thread of `file`. */
export const inWorker = async (file: string, options: PGliteOptions): Promise<PgliteThread> => {
  const worker = new Worker(file, { workerData: options })
  const waiting = new Map<number, Waiting>()
  let number = 0
  let failure: Error | undefined
  const fail = (error: Error): void => {
    failure ??= error
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  worker.on('message', (reply: WorkerReply) => {
    const asked = waiting.get(reply.id)
    waiting.delete(reply.id)
    if (waiting.size === 0) worker.unref()
    if (asked === undefined) return
    if ('rows' in reply) asked.resolve([...reply.rows])
    else asked.reject(Object.assign(new Error(reply.error.message), { code: reply.error.code, name: reply.error.name }))
  })
  worker.on('error', (error) => fail(new ThreadEnd('the thread of the embedded database has failed', { cause: error })))
  worker.on('exit', () => fail(new ThreadEnd('the thread of the embedded database has ended')))
  const ask = (kind: WorkerRequest['kind'], text: string, parameters: readonly unknown[]): Promise<unknown[]> =>
    new Promise((resolve, reject) => {
      if (failure !== undefined) {
        reject(failure)
        return
      }
      worker.ref()
      waiting.set(++number, { resolve, reject })
      worker.postMessage({ id: number, kind, text, parameters } satisfies WorkerRequest)
    })
  const kill = async (): Promise<void> => {
    await worker.terminate()
  }
  try {
    await ask('query', 'select 1', [])
  } catch (error) {
    await kill()
    throw error
  }
  return {
    query: async <Row>(text: string, parameters: readonly unknown[]) => (await ask('query', text, parameters)) as Row[],
    exec: (text) => ask('exec', text, []),
    close: async () => {
      await ask('close', '', [])
      await kill()
    },
    kill,
  }
}

/** Opens PGlite. The worker's file lies beside the built program (`scripts/build.mjs`). */
export const openPglite = async (options: PGliteOptions): Promise<PgliteThread> => {
  const file = fileURLToPath(new URL('./pglite-worker.js', import.meta.url))
  return existsSync(file) ? inWorker(file, options) : asThread(await PGlite.create(options))
}
