/** The page's end of the language worker: asks, and hands each answer to the one who asked. */
import type { LanguageAnswer, LanguageRequest, Posted, Replied } from './protocol'

type Waiting = { readonly resolve: (answer: LanguageAnswer[keyof LanguageAnswer]) => void; readonly reject: (error: Error) => void }

let worker: Worker | null = null
let count = 0
const waiting = new Map<number, Waiting>()

const started = (): Worker => {
  if (worker !== null) return worker
  worker = new Worker(new URL('./language-worker.ts', import.meta.url), { type: 'module', name: 'policy language' })
  worker.addEventListener('message', (message: MessageEvent<Replied>) => {
    const reply = message.data
    const asker = waiting.get(reply.id)
    waiting.delete(reply.id)
    if (asker === undefined) return
    if ('failure' in reply) asker.reject(new Error(reply.failure))
    else asker.resolve(reply.answer)
  })
  return worker
}

/** Asks the worker; it answers in the order of the questions. */
export const askLanguage = <K extends LanguageRequest['kind']>(
  request: Extract<LanguageRequest, { kind: K }>,
): Promise<LanguageAnswer[K]> =>
  new Promise((resolve, reject) => {
    count += 1
    waiting.set(count, { resolve: (answer) => resolve(answer as LanguageAnswer[K]), reject })
    const posted: Posted = { id: count, request }
    started().postMessage(posted)
  })
