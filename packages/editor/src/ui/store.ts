/** A value that components can watch. */
import { useSyncExternalStore } from 'react'

export type Store<T> = {
  get(): T
  set(next: T): void
  /** Calls `listener` after each change; returns the way to stop. */
  subscribe(listener: () => void): () => void
}

/** A store that holds `initial` until it is set. Setting the same value again tells nobody. */
export const createStore = <T>(initial: T): Store<T> => {
  let value = initial
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set: (next) => {
      if (Object.is(next, value)) return
      value = next
      for (const listener of [...listeners]) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Watches a store from a component. */
export const useStore = <T>(store: Store<T>): T => useSyncExternalStore(store.subscribe, store.get)
