/** The one dialect behind which the embedded and the server database look the same. */

import type { Instant } from '../model'

/** A database value as both drivers return it: 64-bit numbers arrive as `number`, JSON columns parsed. */
export type Parameter = string | number | boolean | null | readonly string[] | readonly number[]

export interface Queries {
  /** Runs one statement with numbered parameters and returns its rows. The caller names the row's shape. */
  query<Row = Record<string, never>>(text: string, parameters?: readonly Parameter[]): Promise<readonly Row[]>
}

export interface Database extends Queries {
  /** Runs `work` in one transaction; rolled back when it throws. Transactions of one database never interleave when embedded. */
  transaction<Result>(work: (queries: Queries) => Promise<Result>): Promise<Result>
  /** Runs statements without parameters, for migrations. */
  script(text: string): Promise<void>
  /**
   * A statement of somebody else (the job queue), whose parameters are that one's own; without parameters several statements in one text,
   * whose rows come together. A failed one leaves no open transaction behind.
   */
  raw(text: string, values: readonly unknown[]): Promise<readonly unknown[]>
  /** Clears dead rows where no server does it by itself; for after large runs. */
  maintain(): Promise<void>
  /** Copies the database beside itself, on the disk for sure, where it lies in a folder and the last copy is an hour old. */
  copyWhereDue(now: Instant): Promise<void>
  close(): Promise<void>
}
