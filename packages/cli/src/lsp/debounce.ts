/** Debounce: work that begins once things have been quiet for a while, and is cancelled by whatever makes it out of date. */
import { setTimeout } from 'node:timers/promises'

export type Debounced = {
  /** Cancels what waits or runs, and begins to wait anew. */
  restart(): void
  cancel(): void
}

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError'

/** `work` is told by its signal that it is out of date; what it throws goes to `failed`. */
export const debounce = (
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<void>,
  failed: (error: unknown) => void,
): Debounced => {
  let running: AbortController | undefined
  const run = async (signal: AbortSignal): Promise<void> => {
    try {
      await setTimeout(milliseconds, undefined, { signal })
      await work(signal)
    } catch (error) {
      if (!isAbort(error)) failed(error)
    }
  }
  return {
    restart() {
      running?.abort()
      running = new AbortController()
      void run(running.signal)
    },
    cancel: () => running?.abort(),
  }
}
