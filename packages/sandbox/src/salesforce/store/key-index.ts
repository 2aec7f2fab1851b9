/** Rows by a key made of their values, kept up to date from the moment somebody asks for it. */
import type { Row, Values } from './row'

/** The key of a row with these values; `undefined` where it has none and is not found. */
export type KeyOf = (values: Values) => string | undefined

export class KeyIndex {
  #rows = new Map<string, Set<Row>>()

  constructor(
    rows: Iterable<Row>,
    readonly keyOf: KeyOf,
  ) {
    for (const row of rows) this.move(row, undefined, row.values)
  }

  /** Follows a row from one version to the next; either may be absent. */
  move(row: Row, before: Values | undefined, after: Values | undefined): void {
    const from = before === undefined ? undefined : this.keyOf(before)
    const to = after === undefined ? undefined : this.keyOf(after)
    if (from === to) return
    if (from !== undefined) {
      const left = this.#rows.get(from)
      left?.delete(row)
      if (left?.size === 0) this.#rows.delete(from)
    }
    if (to === undefined) return
    const present = this.#rows.get(to)
    if (present === undefined) this.#rows.set(to, new Set([row]))
    else present.add(row)
  }

  /** Rows with this key. */
  of(key: string): ReadonlySet<Row> {
    return this.#rows.get(key) ?? new Set()
  }
}
