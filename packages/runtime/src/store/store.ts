/** The store as the pipeline knows it: what can be asked and kept, whatever keeps it. */
import type { Instant } from '../model'
import type { storeOf } from './sql-store'

/** Everything that is asked of a store, in one transaction or outside of it. The SQL functions of this folder say what each promises. */
export type Store = ReturnType<typeof storeOf>

/** A store as it is opened. */
export type OpenStore = Store & {
  /** Runs `work` in one transaction; rolled back when it throws. Transactions of one store do not interleave where it is embedded. */
  transaction<Result>(work: (store: Store) => Promise<Result>): Promise<Result>
  /** Gathers what a database wants to know of its tables after a first load. */
  gatherStatistics(): Promise<void>
  /** Clears dead rows where no server does it by itself; for after large runs. */
  maintain(): Promise<void>
  /** Copies the store beside itself where it lies in a folder and the last copy is an hour old. */
  copyWhereDue(now: Instant): Promise<void>
  /** A statement of the job queue; throws where the store takes none. */
  raw(text: string, values: readonly unknown[]): Promise<readonly unknown[]>
  close(): Promise<void>
}
