/** The lists of a portal; dynamic ones follow their records with the world's lag. */
import { invalid, notFound } from '../api-error'
import { isLive, type ObjectStore } from '../records/object-store'
import { asOf, type CrmRecord } from '../records/record'
import { CrmList, type ListDefinition } from './crm-list'
import { membershipTest } from './filter-branch'

type Pending = { readonly due: number; readonly store: ObjectStore; readonly record: CrmRecord }

/** `lag` tells the present lag in milliseconds; `stores` finds the records of an object type id. */
export type ListWorld = { readonly lag: () => number; readonly stores: (objectTypeId: string) => ObjectStore | undefined }

/**
 * A change of a record is noted with the time at which its lists are recalculated; whoever reads a list calls `settle` first, which
 * recalculates all that is due, each record as it stood at that time.
 */
export class ListStore {
  private readonly world: ListWorld
  private readonly lists = new Map<string, CrmList>()
  private readonly watched = new Set<ObjectStore>()
  private pending: Pending[] = []
  private lastId = 0

  constructor(world: ListWorld) {
    this.world = world
  }

  /** Adds a list; a dynamic one gets its members at once, a snapshot for good. Throws an `ApiError` 400. */
  create(definition: Omit<ListDefinition, 'id'> & { readonly id?: string }): CrmList {
    const store = this.world.stores(definition.objectTypeId)
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
    const store = this.world.stores(list.objectTypeId)
    if (list.processingType !== 'DYNAMIC' || store === undefined) {
      throw invalid('Only the filters of DYNAMIC lists can be updated.')
    }
    list.test = this.compile(store, filterBranch)
    list.filterBranch = filterBranch
    list.version += 1
    list.updatedAt = at
    list.filtersUpdatedAt = at
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
          follow(list, record, view, at)
        }
      }
    }
  }

  /** Has a record's lists recalculated although the record itself did not change: its membership of another list did. */
  touch(record: CrmRecord, objectTypeId: string, at: number): void {
    const store = this.world.stores(objectTypeId)
    if (store !== undefined) {
      this.pending.push({ due: at + this.world.lag(), store, record })
    }
  }

  private compile(store: ObjectStore, filterBranch: unknown): CrmList['test'] {
    return membershipTest(store, filterBranch, (listId, record) => this.get(listId)?.member(record.id) !== undefined)
  }

  private watch(store: ObjectStore): void {
    if (this.watched.has(store)) {
      return
    }
    this.watched.add(store)
    store.watch((record, at) => {
      this.pending.push({ due: at + this.world.lag(), store, record })
    })
  }

  private recalculate(list: CrmList, at: number): void {
    for (const record of this.world.stores(list.objectTypeId)?.all() ?? []) {
      if (!isLive(record)) {
        list.leave(record.id, at)
      } else if (list.test?.(record) === true) {
        list.join(record.id, at)
      } else {
        list.leave(record.id, at)
      }
    }
  }
}

function follow(list: CrmList, record: CrmRecord, view: CrmRecord | undefined, at: number): void {
  if (view === undefined) {
    list.leave(record.id, at)
  } else if (list.processingType === 'DYNAMIC') {
    if (list.test?.(view) === true) {
      list.join(record.id, at)
    } else {
      list.leave(record.id, at)
    }
  }
}
