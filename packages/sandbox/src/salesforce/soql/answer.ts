/** What a query found, to be read record by record. */
import type { Row } from '../store/row'

/** `countOnly`: `SELECT COUNT()`, no records at all. */
export interface Answer {
  readonly total: number
  readonly countOnly: boolean
  readonly rows: number
  /** Ids of the rows, none for groups. */
  ids(): string[]
  record(index: number): unknown
}

/** A count, or groups. */
export class FixedAnswer implements Answer {
  readonly rows: number

  constructor(
    readonly total: number,
    readonly countOnly: boolean,
    private readonly groups: readonly unknown[],
  ) {
    this.rows = groups.length
  }

  ids(): string[] {
    return []
  }

  record(index: number): unknown {
    return this.groups[index]
  }
}

/** Says how rows are shown, as often as it is asked. Throws a `Failure` for what cannot be shown. */
export interface Shower {
  show(): (row: Row) => unknown
}

/** Rows, whose records are made when they are read: pages show what stands when they are fetched. */
export class RowAnswer implements Answer {
  readonly countOnly = false

  /** `shown`: what `shower` said; absent in an answer out of a snapshot, which asks again. */
  constructor(
    private readonly found: readonly Row[],
    private readonly shower: Shower,
    private shown: ((row: Row) => unknown) | undefined,
  ) {}

  get total(): number {
    return this.found.length
  }

  get rows(): number {
    return this.found.length
  }

  ids(): string[] {
    return this.found.map((row) => row.id)
  }

  record(index: number): unknown {
    const row = this.found[index]
    this.shown ??= this.shower.show()
    return row === undefined ? undefined : this.shown(row)
  }
}
