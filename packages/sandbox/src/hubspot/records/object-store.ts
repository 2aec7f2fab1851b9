/** All records of one object type in a portal, with the indexes that reads, searches and unique values need. */
import type { ObjectSchema } from '../schema/object-schema'
import { ModifiedIndex } from '../search/modified-index'
import { propertyValue } from './property-value'
import { type CrmRecord, revise, type Source } from './record'
import { UniqueValues } from './unique-values'

/** Told after each change that can matter to lists: the record came, changed or went. */
export interface Watcher {
  changed(store: ObjectStore, record: CrmRecord, at: number): void
}

/** Keeps records by id; ids of merged records lead to the winner. Archived records stay readable on request, erased ones are gone. */
export class ObjectStore {
  readonly schema: ObjectSchema
  readonly modified = new ModifiedIndex()
  /** Records that left the searchable set, for indexes that lag. */
  readonly departed: CrmRecord[] = []
  /** Records whose last write shows late: the state before `from` is searched until `until`. */
  readonly late = new Map<number, { readonly from: number; readonly until: number }>()
  readonly erased = new Set<number>()
  /** Values that are told from more than the record itself, by property. */
  readonly computed = new Map<string, (record: CrmRecord) => string | undefined>()
  /** Unique values that no record may have again after a privacy deletion, as `property` and form in turn. */
  readonly blocked = new Set<string>()
  private readonly records = new Map<number, CrmRecord>()
  private readonly uniqueValues: UniqueValues
  private readonly watchers: Watcher[] = []
  private byId: CrmRecord[] = []
  private byIdSorted = true
  private liveCount = 0
  private lastId = 0

  constructor(schema: ObjectSchema) {
    this.schema = schema
    this.uniqueValues = new UniqueValues(schema)
  }

  watch(watcher: Watcher): void {
    this.watchers.push(watcher)
  }

  get size(): number {
    return this.liveCount
  }

  /** The next free record id. */
  nextId(): number {
    return this.lastId + 1
  }

  add(record: CrmRecord): void {
    this.records.set(record.id, record)
    this.lastId = Math.max(this.lastId, record.id)
    const last = this.byId[this.byId.length - 1]
    this.byIdSorted &&= last === undefined || last.id < record.id
    this.byId.push(record)
    if (isLive(record)) {
      this.liveCount += 1
      this.uniqueValues.claim(record)
      this.modified.add(record, true)
      this.tell(record, record.bornAt)
    }
  }

  /** The record an id leads to, through merges; archived ones included. Undefined for unknown and erased ids. */
  resolve(id: number): CrmRecord | undefined {
    let record = this.records.get(id)
    while (record?.mergedInto !== undefined) {
      record = this.records.get(record.mergedInto)
    }
    return record
  }

  /** The live record an id leads to. */
  live(id: number): CrmRecord | undefined {
    const record = this.resolve(id)
    return record?.archivedAt === undefined ? record : undefined
  }

  /** When a merge took that id's record up. */
  absorbedAt(id: number): number | undefined {
    const record = this.records.get(id)
    return record?.mergedInto === undefined ? undefined : record.archivedAt
  }

  /** The live record that holds a unique value; emails are compared in lower case and additional emails count. */
  holder(property: string, value: string): CrmRecord | undefined {
    const id = this.uniqueValues.holder(property, value)
    return id === undefined ? undefined : this.live(id)
  }

  change(record: CrmRecord, at: number, source: Source, changes: ReadonlyMap<number, string | undefined>): void {
    this.uniqueValues.release(record)
    const stamp = record.modifiedAt
    revise(record, at, source, changes)
    this.uniqueValues.claim(record)
    if (record.modifiedAt !== stamp) {
      this.modified.add(record, false)
    }
    this.tell(record, at)
  }

  archive(record: CrmRecord, at: number): void {
    this.leave(record)
    record.archivedAt = at
    this.departed.push(record)
    this.tell(record, at)
  }

  /** Takes an archived record back among the live. Its unique values must be free. */
  restore(record: CrmRecord, at: number): void {
    record.archivedAt = undefined
    record.restoredAt = at
    const place = this.departed.indexOf(record)
    if (place >= 0) {
      this.departed.splice(place, 1)
    }
    this.liveCount += 1
    this.uniqueValues.claim(record)
    record.modifiedAt = at
    this.modified.readmit(record)
    this.tell(record, at)
  }

  /** Makes `record` an alias of `winner`, which must be in the store already or be added next. */
  absorb(record: CrmRecord, winner: number, at: number): void {
    this.leave(record)
    record.archivedAt = at
    record.mergedInto = winner
    this.departed.push(record)
    this.tell(record, at)
  }

  /** Removes every trace but the id, as a privacy deletion does. */
  erase(record: CrmRecord, at: number): void {
    if (isLive(record)) {
      this.leave(record)
    }
    record.archivedAt = at
    this.records.delete(record.id)
    this.byId = this.byId.filter((other) => other !== record)
    this.erased.add(record.id)
    this.tell(record, at)
  }

  /** All records, aliases of merged ones too, ascending by id. */
  all(): readonly CrmRecord[] {
    if (!this.byIdSorted) {
      this.byId.sort((one, other) => one.id - other.id)
      this.byIdSorted = true
    }
    return this.byId
  }

  /** Live or archived records with an id above `after`, ascending; stops after `limit`. */
  page(after: number, limit: number, archived: boolean): CrmRecord[] {
    const records = this.all()
    const page: CrmRecord[] = []
    for (let index = firstAbove(records, after); index < records.length && page.length < limit; index += 1) {
      const record = records[index]
      if (record !== undefined && record.mergedInto === undefined && (record.archivedAt !== undefined) === archived) {
        page.push(record)
      }
    }
    return page
  }

  /** Live records with ids in [from, to], ascending. */
  *withIds(from: number, to: number): Generator<CrmRecord> {
    const records = this.all()
    for (let index = firstAbove(records, from - 1); index < records.length; index += 1) {
      const record = records[index]
      if (record === undefined || record.id > to) {
        return
      }
      if (isLive(record)) {
        yield record
      }
    }
  }

  /** A property's value as the API tells it; undefined where there is none. */
  value(record: CrmRecord, name: string): string | undefined {
    const compute = this.computed.get(name)
    return compute === undefined ? propertyValue(this.schema, record, name) : compute(record)
  }

  /** Gives up unique values and the place among the live. */
  private leave(record: CrmRecord): void {
    this.uniqueValues.release(record)
    this.modified.drop()
    this.liveCount -= 1
  }

  private tell(record: CrmRecord, at: number): void {
    for (const watcher of this.watchers) {
      watcher.changed(this, record, at)
    }
  }
}

/** Neither archived nor merged away. */
export function isLive(record: CrmRecord): boolean {
  return record.archivedAt === undefined && record.mergedInto === undefined
}

function firstAbove(records: readonly CrmRecord[], id: number): number {
  let low = 0
  let high = records.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((records[middle]?.id ?? 0) <= id) {
      low = middle + 1
    } else {
      high = middle
    }
  }
  return low
}
