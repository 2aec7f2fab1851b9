/** The worker thread that owns the embedded database, so that its long statements never hold up the server's answers. */
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite, type PGliteOptions } from '@electric-sql/pglite'

/** `exec` runs several statements without parameters and answers all their rows together. */
export type WorkerRequest = {
  readonly id: number
  readonly kind: 'query' | 'exec' | 'close'
  readonly text: string
  readonly parameters: readonly unknown[]
}
export type WorkerReply =
  | { readonly id: number; readonly rows: readonly unknown[] }
  | { readonly id: number; readonly error: { readonly name: string; readonly message: string; readonly code: string | undefined } }

const port = parentPort
if (port === null) throw new Error('this file runs as a worker thread: please report this')
const opening = PGlite.create(workerData as PGliteOptions)

const answer = async ({ kind, text, parameters }: WorkerRequest): Promise<readonly unknown[]> => {
  const pglite = await opening
  if (kind === 'close') {
    await pglite.close()
    return []
  }
  if (kind === 'query') return (await pglite.query(text, [...parameters])).rows
  return (await pglite.exec(text)).flatMap((result) => result.rows)
}

// One after another, in the order in which they came: transactions are told apart by whoever sends.
let last: Promise<void> = Promise.resolve()
port.on('message', (request: WorkerRequest) => {
  last = last.then(async () => {
    try {
      port.postMessage({ id: request.id, rows: await answer(request) } satisfies WorkerReply)
    } catch (error) {
      const { name, message, code } = error as { name?: string; message?: string; code?: string }
      // Only these: the rest of a database error may hold values of records.
      port.postMessage({ id: request.id, error: { name: name ?? 'Error', message: message ?? String(error), code } } satisfies WorkerReply)
    }
  })
})
