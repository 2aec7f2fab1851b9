/** The worker that keeps the language off the page's thread. */
import { createLanguage } from './language'
import type { Posted, Replied } from './protocol'

const language = createLanguage()

self.addEventListener('message', (message: MessageEvent<Posted>) => {
  const { id, request } = message.data
  let reply: Replied
  try {
    reply = { id, answer: language.answer(request) }
  } catch (error) {
    reply = { id, failure: error instanceof Error ? error.message : String(error) }
  }
  self.postMessage(reply)
})
