/** Outage: says once that the database is away, and once that it is back, however often it is asked meanwhile. */
import { isOutage, LockstepError, storeError } from '@lockstep/runtime'
import type { Logger } from './log'

export type Outage = {
  /** Does a piece of work that needs the database, and takes notice of how it went. A driver's error that says so becomes a `store` error. */
  watch<Result>(work: () => Promise<Result>): Promise<Result>
  isAway(): boolean
}

export const createOutage = (logger: Logger): Outage => {
  let isAway = false
  return {
    isAway: () => isAway,
    watch: async (work) => {
      try {
        const result = await work()
        if (isAway) logger.warn('the database answers again')
        isAway = false
        return result
      } catch (error) {
        // A refused statement is no outage; a database that cannot be opened is one, though no waiting helps it.
        if (!isOutage(error) && !(error instanceof LockstepError)) throw error
        const { message, help } = storeError(error)
        if (!isAway) logger.warn({ help }, message)
        isAway = true
        throw storeError(error)
      }
    },
  }
}
