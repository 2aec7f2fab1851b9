/** The lists of a portal; dynamic ones follow their records with the world's lag. */
import { invalid, notFound } from '../api-error'
import type { ChangeStream } from '../events/change'
import { isLive, type ObjectStore, type Watcher } from '../records/object-store'
import { asOf, type CrmRecord, type Source } from '../records/record'
import { CrmList, type ListDefinition } from './crm-list'
import { type MembershipTest, membershipTest } from './filter-branch'

const SOURCE: Source = { sourceType: 'CRM_LISTS' }

type Pending = { readonly due: number; readonly store: ObjectStore; readonly record: CrmRecord }

/** Where the lists are: the present lag in milliseconds, who is told of comings and goings, and the records of an object type id. */
export type ListHome = {
  readonly world: { readonly listLag: number }
  readonly changes: ChangeStream
  store(objectTypeId: string): ObjectStore | undefined
}

/**
 * A change of a record is noted with the time at which its lists are recalculated; whoever reads a list calls `settle` first, which
 * recalculates all that is due, each record as it stood at that time.
 */
export class ListStore implements Watcher {
  private readonly home: ListHome
  private readonly lists = new Map<string, CrmList>()
  private readonly watched = new Set<ObjectStore>()
  private pending: Pending[] = []
  private lastId = 0

  constructor(home: ListHome) {
    this.home = home
  }

  /** Adds a list; a dynamic one gets its members at once, a snapshot for good. Throws an `ApiError` 400. */
  create(definition: Omit<ListDefinition, 'id'> & { readonly id?: string }): CrmList {
    const store = this.home.store(definition.objectTypeId)
    if (store === undefined) {
      throw invalid(`objectTypeId ${definition.objectTypeId} is not supported`)
    }
    const wanted = definition.name.toLowerCase()
    if (this.all().some((list) => list.objectTypeId === definition.objectTypeId && list.name.toLowerCase() === wanted)) {
      throw invalid(`A list named '${definition.name}' already exists.`)
    }
    const isDynamic = definition.processingType === 'DYNAMIC'
    if (isDynamic && (definition.filterBranch === undefined || definition.filterBranch === null)) {
      throw invalid('A DYNAMIC list requires a filterBranch.')
    }
    const hasFilter = definition.filterBranch !== undefined && definition.filterBranch !== null
    const test = hasFilter && definition.processingType !== 'MANUAL' ? this.compile(store, definition.filterBranch) : undefined
    const id = definition.id ?? String(this.lastId + 1)
    this.lastId = Math.max(this.lastId, Number(id))
    const list = new CrmList({ ...definition, id }, test)
    this.lists.set(id, list)
    this.watch(store)
    if (test !== undefined) {
      this.recalculate(list, definition.createdAt)
    }
    return list
  }

  /** Replaces the filter of a dynamic list and recalculates it. */
  setFilter(list: CrmList, filterBranch: unknown, at: number): void {
    const store = this.home.store(list.objectTypeId)
    if (list.processingType !== 'DYNAMIC' || store === undefined) {
      throw invalid('Only the filters of DYNAMIC lists can be updated.')
    }
    list.test = this.compile(store, filterBranch)
    list.filterBranch = filterBranch
    list.version += 1
    list.updatedAt = at
    list.filtersUpdatedAt = at
    list.edits.push(at)
    this.recalculate(list, at)
  }

  /** Live lists in order of id. */
  all(): CrmList[] {
    return [...this.lists.values()].filter((list) => list.deletedAt === undefined).sort((one, other) => Number(one.id) - Number(other.id))
  }

  get(id: string): CrmList | undefined {
    const list = this.lists.get(id)
    return list?.deletedAt === undefined ? list : undefined
  }

  /** The live list, or 404. */
  require(id: string): CrmList {
    const list = this.get(id)
    if (list === undefined) {
      throw notFound(`List does not exist with ID ${id}.`)
    }
    return list
  }

  /** Brings back a deleted list. Throws 404 when there is none. */
  restore(id: string): void {
    const list = this.lists.get(id)
    if (list === undefined) {
      throw notFound(`List does not exist with ID ${id}.`)
    }
    list.deletedAt = undefined
  }

  /** Recalculates what is due at that time. */
  settle(now: number): void {
    // What a list follows until it is converted comes before that, and may put the conversion off.
    for (let next = this.nextConversion(now); next !== undefined; next = this.nextConversion(now)) {
      const { list, at } = next
      this.recalculateDue(at)
      if (list.conversionDue === at) {
        list.processingType = 'MANUAL'
        list.conversion = undefined
        list.convertedAt = at
        list.updatedAt = at
      }
    }
    this.recalculateDue(now)
  }

  private nextConversion(now: number): { readonly list: CrmList; readonly at: number } | undefined {
    let first: { readonly list: CrmList; readonly at: number } | undefined
    for (const list of this.lists.values()) {
      const at = list.conversionDue
      if (at !== undefined && at <= now && (first === undefined || at < first.at)) {
        first = { list, at }
      }
    }
    return first
  }

  private recalculateDue(now: number): void {
    if (this.pending.length === 0) {
      return
    }
    const due = this.pending.filter((pending) => pending.due <= now).sort((one, other) => one.due - other.due)
    if (due.length === 0) {
      return
    }
    this.pending = this.pending.filter((pending) => pending.due > now)
    for (const { due: at, store, record } of due) {
      const view = asOf(record, at)
      for (const list of this.lists.values()) {
        if (list.objectTypeId === store.schema.type.id) {
          this.follow(list, store, record, view, at)
        }
      }
    }
  }

  /** Has a record's lists recalculated although the record itself did not change: its membership of another list did. */
  touch(record: CrmRecord, objectTypeId: string, at: number): void {
    const store = this.home.store(objectTypeId)
    if (store !== undefined) {
      this.pending.push({ due: at + this.home.world.listLag, store, record })
    }
  }

  /** Puts a record into a list; false where it was in it. */
  join(list: CrmList, record: CrmRecord, at: number): boolean {
    const isNew = list.join(record.id, at)
    if (isNew) {
      this.tell(list, record, at, 'ADDED_TO_LIST')
    }
    return isNew
  }

  /** Takes a record out of a list; false where it was not in it. */
  leave(list: CrmList, record: CrmRecord, at: number): boolean {
    const wasIn = list.leave(record.id, at)
    if (wasIn) {
      this.tell(list, record, at, 'REMOVED_FROM_LIST')
    }
    return wasIn
  }

  private tell(list: CrmList, { id }: CrmRecord, at: number, action: 'ADDED_TO_LIST' | 'REMOVED_FROM_LIST'): void {
    const type = this.home.store(list.objectTypeId)?.schema.type
    if (type !== undefined && this.home.changes.isHeard) {
      this.home.changes.tell({ at, action, type, id, source: SOURCE, properties: [], list: list.id })
    }
  }

  private compile(store: ObjectStore, filterBranch: unknown, isKnown?: (property: string) => boolean): MembershipTest {
    return membershipTest(store, filterBranch, (listId, record) => this.get(listId)?.member(record.id) !== undefined, isKnown)
  }

  private watch(store: ObjectStore): void {
    if (this.watched.has(store)) {
      return
    }
    this.watched.add(store)
    store.watch(this)
  }

  /** Notes a record whose lists are to be recalculated. */
  changed(store: ObjectStore, record: CrmRecord, at: number): void {
    this.pending.push({ due: at + this.home.world.listLag, store, record })
  }

  private holds(list: CrmList, store: ObjectStore, record: CrmRecord): boolean {
    // A list out of a snapshot lacks its test; a property that its filter names may have been archived since it was made.
    list.test ??= this.compile(store, list.filterBranch, () => true)
    return list.test(record)
  }

  private recalculate(list: CrmList, at: number): void {
    const store = this.home.store(list.objectTypeId)
    for (const record of store?.all() ?? []) {
      if (store === undefined || !isLive(record)) {
        this.leave(list, record, at)
      } else if (this.holds(list, store, record)) {
        this.join(list, record, at)
      } else {
        this.leave(list, record, at)
      }
    }
  }

  private follow(list: CrmList, store: ObjectStore, record: CrmRecord, view: CrmRecord | undefined, at: number): void {
    if (view === undefined) {
      this.leave(list, record, at)
    } else if (list.processingType === 'DYNAMIC') {
      if (this.holds(list, store, view)) {
        this.join(list, record, at)
      } else {
        this.leave(list, record, at)
      }
    }
  }
}
