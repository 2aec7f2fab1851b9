/** Runs in a worker thread: checks the policies that it is sent, one after the other. */
import { parentPort } from 'node:worker_threads'
import { type CheckedPolicy, checkPolicy, type PolicySources } from './check-policy'

export type CheckRequest = { readonly id: number; readonly sources: PolicySources }
export type CheckReply = { readonly id: number } & ({ readonly checked: CheckedPolicy } | { readonly failure: string })

parentPort?.on('message', ({ id, sources }: CheckRequest) => {
  const answer = (reply: CheckReply): void => parentPort?.postMessage(reply)
  try {
    answer({ id, checked: checkPolicy(sources) })
  } catch (error) {
    answer({ id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
})
