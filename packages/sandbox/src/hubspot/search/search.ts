/** Runs a search over one object type as its index shows it at that moment. */

import { parseInstant } from '../records/instants'
import { isLive, type ObjectStore } from '../records/object-store'
import { asOf, type CrmRecord } from '../records/record'
import { type AssociatedIds, filterTest, reader } from './filter-test'
import { type Filter, type SearchRequest, unknownSearchProperty } from './search-request'
import { matchesQuery } from './text-tokens'

export type SearchResult = { readonly total: number; readonly records: readonly CrmRecord[]; readonly next: number | undefined }

/** `shown`: the time up to which writes show, Infinity without a lag; `now` decides about late commits. */
export type IndexView = { readonly shown: number; readonly now: number }

type Range = { readonly kind: 'modified' | 'id'; readonly from: number; readonly to: number }

/** Archived, merged and erased records never appear. Pages are cut from the present order, so an edit between two pages shifts them. */
export function search(store: ObjectStore, request: SearchRequest, view: IndexView, associated: AssociatedIds): SearchResult {
  const tests = request.groups.map((group) => group.map((filter) => filterTest(store, filter, associated)))
  const passes = (record: CrmRecord): boolean =>
    (tests.length === 0 || tests.some((group) => group.every((test) => test(record)))) && passesQuery(store, request.query, record)
  const range = request.groups.length === 1 ? rangeOf(store, request.groups[0] ?? []) : undefined
  const found = candidates(store, range, view).filter(passes)
  sort(store, found, request, range, view)
  const end = request.after + request.limit
  return { total: found.length, records: found.slice(request.after, end), next: end < found.length ? end : undefined }
}

/** The records an index may hold within the range, older states in place of writes it does not show yet. */
function candidates(store: ObjectStore, range: Range | undefined, view: IndexView): CrmRecord[] {
  const current = currentRecords(store, range)
  if (isCurrent(store, view)) {
    return current
  }
  const hidden = new Set(store.modified.between(nextAfter(view.shown), Number.POSITIVE_INFINITY))
  for (const record of store.departed) {
    if ((record.archivedAt ?? 0) > view.shown) {
      hidden.add(record)
    }
  }
  for (const [id, late] of store.late) {
    const record = store.resolve(id)
    if (late.until > view.now && record !== undefined) {
      hidden.add(record)
    }
  }
  const older = [...hidden].flatMap((record) => {
    const late = store.late.get(record.id)
    const time = late !== undefined && late.until > view.now ? Math.min(view.shown, late.from - 1) : view.shown
    const before = asOf(record, time)
    return before === undefined ? [] : [before]
  })
  return [...current.filter((record) => !hidden.has(record)), ...older]
}

function currentRecords(store: ObjectStore, range: Range | undefined): CrmRecord[] {
  if (range?.kind === 'modified') {
    return store.modified.between(range.from, range.to)
  }
  return range?.kind === 'id' ? store.withIds(range.from, range.to) : store.all().filter(isLive)
}

function isCurrent(store: ObjectStore, view: IndexView): boolean {
  for (const [id, late] of store.late) {
    if (late.until <= view.now) {
      store.late.delete(id)
    }
  }
  return view.shown === Number.POSITIVE_INFINITY && store.late.size === 0
}

function nextAfter(time: number): number {
  return time === Number.POSITIVE_INFINITY ? time : time + 1
}

/** The window on the last-modified stamp or on the id that the filters of a group leave. */
function rangeOf(store: ObjectStore, filters: readonly Filter[]): Range | undefined {
  const { modified } = store.schema.type
  return (
    windowOf(filters, 'modified', new Set([modified, 'hs_lastmodifieddate']), parseInstant) ??
    windowOf(filters, 'id', new Set(['hs_object_id']), Number)
  )
}

function windowOf(
  filters: readonly Filter[],
  kind: Range['kind'],
  names: ReadonlySet<string>,
  read: (text: string) => number | undefined,
): Range | undefined {
  let from = Number.NEGATIVE_INFINITY
  let to = Number.POSITIVE_INFINITY
  for (const { propertyName, operator, value, highValue } of filters) {
    const low = names.has(propertyName) ? read(value ?? '') : undefined
    if (low === undefined) {
      continue
    }
    if (operator === 'EQ' || operator === 'GTE' || operator === 'GT' || operator === 'BETWEEN') {
      from = Math.max(from, low)
    }
    if (operator === 'EQ' || operator === 'LTE' || operator === 'LT') {
      to = Math.min(to, low)
    }
    if (operator === 'BETWEEN') {
      to = Math.min(to, read(highValue ?? '') ?? to)
    }
  }
  const isBounded = from !== Number.NEGATIVE_INFINITY || to !== Number.POSITIVE_INFINITY
  return isBounded ? { kind, from, to } : undefined
}

function sort(store: ObjectStore, records: CrmRecord[], request: SearchRequest, range: Range | undefined, view: IndexView): void {
  const name = request.sort?.propertyName ?? 'createdate'
  const property = store.schema.get(name)
  if (property === undefined) {
    throw unknownSearchProperty(name)
  }
  const descending = request.sort?.descending === true
  const byModified = range?.kind === 'modified' && (name === store.schema.type.modified || name === 'hs_lastmodifieddate')
  const byId = range?.kind !== 'modified' && name === 'hs_object_id'
  // What the index delivers in order need not be sorted again.
  if ((byModified || byId) && isCurrent(store, view)) {
    if (descending) {
      records.reverse()
    }
    return
  }
  const read = reader(store, property)
  const direction = descending ? -1 : 1
  records.sort((one, other) => compare(read(one), read(other), direction) || direction * (one.id - other.id))
}

/** Records without a value come last either way. */
function compare(one: number | string | undefined, other: number | string | undefined, direction: number): number {
  if (one === other) {
    return 0
  }
  if (one === undefined || other === undefined) {
    return one === undefined ? 1 : -1
  }
  return one < other ? -direction : direction
}

function passesQuery(store: ObjectStore, query: string | undefined, record: CrmRecord): boolean {
  return (
    query === undefined ||
    matchesQuery(
      store.schema.type.searchable.map((name) => store.value(record, name) ?? ''),
      query,
    )
  )
}
