/** A store in memory, for simulations: as the SQL store answers, in microseconds, and gone when it is let go. */
import { LockstepError } from '../../errors'
import type { OpenStore, Store } from '../store'
import { aroundOf } from './around'
import { linksOf } from './links'
import { progressOf } from './progress'
import { recordsOf } from './records'
import { runsOf } from './runs'
import { openTables } from './tables'

/** An empty store. Transactions follow one another; one that throws leaves nothing behind. */
export const openMemoryStore = (): OpenStore => {
  const tables = openTables()
  const store: Store = Object.assign(linksOf(tables), aroundOf(tables), progressOf(tables), runsOf(tables), recordsOf(tables))
  let last: Promise<unknown> = Promise.resolve()
  const work = async <Result>(act: (store: Store) => Promise<Result>): Promise<Result> => {
    tables.undo.begin()
    try {
      const result = await act(store)
      tables.undo.keep()
      return result
    } catch (error) {
      tables.undo.takeBack()
      throw error
    }
  }
  return Object.assign(store, {
    transaction<Result>(act: (store: Store) => Promise<Result>): Promise<Result> {
      const mine = last.then(() => work(act))
      last = mine.catch(() => undefined)
      return mine
    },
    gatherStatistics: () => Promise.resolve(),
    maintain: () => Promise.resolve(),
    copyWhereDue: () => Promise.resolve(),
    raw: () => Promise.reject(new LockstepError('store', 'a store in memory takes no statements')),
    close: () => Promise.resolve(),
  })
}
