/** Keep open: the embedded database as long as it answers, and opened again once it has ended. */
import type { LockstepError } from '../errors'
import { explainEnd } from './folder-trouble'
import { isFatal, type PgliteThread } from './pglite-thread'
import { storeError } from './store-error'

/** How long a database that could not be opened again is left alone, milliseconds: statements are refused for the same reason meanwhile. */
const pause = 5_000

export type Keeper = {
  /**
   * The database as it lives, opened again where the last one has ended: what that one had written counts, as after a killed process. A
   * statement that ends it throws the reason as `store`, and so does each further one on the same: no transaction goes on in another life.
   */
  take(): Promise<Pick<PgliteThread, 'query' | 'exec'>>
  close(): Promise<void>
}

export type KeeperOptions = {
  readonly folder: string
  readonly open: () => Promise<PgliteThread>
  /** Counts milliseconds. */
  readonly now: () => number
}

/** Opens the database. Throws `store` with what its folder, its disk or its state says. */
export const keepOpen = async ({ folder, open, now }: KeeperOptions): Promise<Keeper> => {
  const openNow = async (): Promise<PgliteThread> => {
    try {
      return await open()
    } catch (error) {
      throw await explainEnd(folder, error, 'opening')
    }
  }
  let thread: PgliteThread | undefined = await openNow()
  let refused: { readonly error: unknown; readonly at: number } | undefined
  const living = async (): Promise<PgliteThread> => {
    if (thread !== undefined) return thread
    if (refused !== undefined && now() - refused.at < pause) throw refused.error
    try {
      thread = await openNow()
      return thread
    } catch (error) {
      refused = { error, at: now() }
      throw error
    }
  }
  return {
    take: async () => {
      const mine = await living()
      let end: LockstepError | undefined
      const ask = async <Result>(work: () => Promise<Result>): Promise<Result> => {
        if (end !== undefined) throw end
        try {
          return await work()
        } catch (error) {
          if (!isFatal(error)) throw error
          end ??= storeError(error)
          if (thread === mine) thread = undefined
          await mine.kill()
          end = await explainEnd(folder, error, 'running')
          throw end
        }
      }
      return { query: (text, parameters) => ask(() => mine.query(text, parameters)), exec: (text) => ask(() => mine.exec(text)) }
    },
    close: async () => {
      const last = thread
      thread = undefined
      try {
        await last?.close()
      } catch {
        // It has ended meanwhile, or ends now: all that counts is written, and its next opening recovers as after a killed process.
        await last?.kill()
      }
    },
  }
}
