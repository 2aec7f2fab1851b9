/** Events: what happens in the server, told to every open page. */
import type { ServerEvent } from './contract'

export type Events = { emit(event: ServerEvent): void; subscribe(listener: (event: ServerEvent) => void): () => void }

/** A hub without memory: a page that opens later asks the routes for the state and then listens. */
export const createEvents = (): Events => {
  const listeners = new Set<(event: ServerEvent) => void>()
  return {
    emit: (event) => {
      for (const listener of listeners) listener(event)
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
