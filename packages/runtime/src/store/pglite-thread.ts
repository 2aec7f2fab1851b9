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
}

/** A database opened in this thread. */
export const asThread = (pglite: PGlite): PgliteThread => ({
  query: async <Row>(text: string, parameters: readonly unknown[]) => (await pglite.query<Row>(text, [...parameters])).rows,
  exec: async (text) => (await pglite.exec(text)).flatMap((result) => result.rows),
  close: () => pglite.close(),
})

type Waiting = { readonly resolve: (rows: unknown[]) => void; readonly reject: (error: Error) => void }

const inWorker = async (file: string, options: PGliteOptions): Promise<PgliteThread> => {
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
    else asked.reject(Object.assign(new Error(reply.error.message), { code: reply.error.code }))
  })
  worker.on('error', fail)
  worker.on('exit', () => fail(new Error('the embedded database has stopped')))
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
  await ask('query', 'select 1', [])
  return {
    query: async <Row>(text: string, parameters: readonly unknown[]) => (await ask('query', text, parameters)) as Row[],
    exec: (text) => ask('exec', text, []),
    close: async () => {
      await ask('close', '', [])
      await worker.terminate()
    },
  }
}

/** Opens PGlite. The worker's file lies beside the built program (`scripts/build.mjs`). */
export const openPglite = async (options: PGliteOptions): Promise<PgliteThread> => {
  const file = fileURLToPath(new URL('./pglite-worker.js', import.meta.url))
  return existsSync(file) ? inWorker(file, options) : asThread(await PGlite.create(options))
}
