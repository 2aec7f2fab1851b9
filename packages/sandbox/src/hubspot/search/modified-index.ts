/** Records in the order of their last modification, so that a window of time is found without a look at the rest. */
import type { CrmRecord } from '../records/record'

type Entry = { readonly at: number; readonly record: CrmRecord }

/**
 * An append-only log: an edit adds an entry and leaves the older one to be skipped, so that a write costs nothing but a push. Sorted by
 * (stamp, id) when it is read; swept when half of it is stale.
 */
export class ModifiedIndex {
  private entries: Entry[] = []
  private sorted = true
  private live = 0

  /** Notes the record's present stamp; call it once for each new stamp. */
  add(record: CrmRecord, isNew: boolean): void {
    const last = this.entries[this.entries.length - 1]
    if (last !== undefined && compare(last, { at: record.modifiedAt, record }) > 0) {
      this.sorted = false
    }
    this.entries.push({ at: record.modifiedAt, record })
    this.live += isNew ? 1 : 0
    if (this.entries.length > 2 * this.live + 1_000) {
      this.entries = this.entries.filter(isCurrent)
    }
  }

  /** Notes a record that came back: an entry of the same stamp may still stand from before it went. */
  readmit(record: CrmRecord): void {
    this.entries.push({ at: record.modifiedAt, record })
    this.live += 1
    this.sorted = false
  }

  /** Counts a record out; its entries are skipped from now on because it is archived, merged or erased. */
  drop(): void {
    this.live -= 1
  }

  /** Live records whose stamp lies in [from, to], ascending by (stamp, id). */
  *between(from: number, to: number): Generator<CrmRecord> {
    if (!this.sorted) {
      this.entries = this.entries.filter(isCurrent).sort(compare).filter(isFirst)
      this.sorted = true
    }
    for (let index = this.firstAtOrAfter(from); index < this.entries.length; index += 1) {
      const entry = this.entries[index]
      if (entry === undefined || entry.at > to) {
        return
      }
      if (isCurrent(entry)) {
        yield entry.record
      }
    }
  }

  private firstAtOrAfter(time: number): number {
    let low = 0
    let high = this.entries.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.entries[middle]?.at ?? 0) < time) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }
}

function compare(one: Entry, other: Entry): number {
  return one.at - other.at || one.record.id - other.record.id
}

/** A clock set back can give a record a stamp that it had before: its two entries are neighbours then, and one of them counts. */
function isFirst({ record }: Entry, index: number, entries: readonly Entry[]): boolean {
  return entries[index - 1]?.record !== record
}

function isCurrent({ at, record }: Entry): boolean {
  return record.modifiedAt === at && record.archivedAt === undefined && record.mergedInto === undefined
}
