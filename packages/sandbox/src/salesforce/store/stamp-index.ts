/** Rows in the order of their last change, so that what changed since a time is found without a look at the rest. */
import { asText, type Row } from './row'

type Entry = { readonly at: string; readonly row: Row }

const stampOf = (row: Row): string => asText(row.values['SystemModstamp'])

/** An edit adds an entry and leaves the older one to be skipped. Sorted when it is read, swept when most of it is stale. */
export class StampIndex {
  private entries: Entry[]
  private sorted = false
  private fresh: number

  constructor(rows: Iterable<Row>) {
    this.entries = Array.from(rows, (row) => ({ at: stampOf(row), row }))
    this.fresh = this.entries.length
  }

  /** Notes a row whose stamp is new. */
  add(row: Row): void {
    const at = stampOf(row)
    const last = this.entries.at(-1)
    if (last !== undefined && at < last.at) this.sorted = false
    this.entries.push({ at, row })
    if (this.entries.length > 2 * this.fresh + 1_000) {
      this.entries = this.entries.filter((entry) => stampOf(entry.row) === entry.at)
      this.fresh = this.entries.length
    }
  }

  /** Rows with this stamp or a later one, each once; rows that the table has dropped may be among them. */
  since(stamp: string): Set<Row> {
    if (!this.sorted) {
      this.entries.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
      this.sorted = true
    }
    let low = 0
    let high = this.entries.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.entries[middle]?.at ?? '') < stamp) low = middle + 1
      else high = middle
    }
    const rows = new Set<Row>()
    for (let index = low; index < this.entries.length; index += 1) {
      const entry = this.entries[index]
      if (entry !== undefined && stampOf(entry.row) === entry.at) rows.add(entry.row)
    }
    return rows
  }
}
