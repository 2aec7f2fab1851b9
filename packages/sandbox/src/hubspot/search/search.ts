/** Runs a search over one object type as its index shows it at that moment. */

import { parseInstant } from '../records/instants'
import type { ObjectStore } from '../records/object-store'
import { asOf, type CrmRecord } from '../records/record'
import { type AssociatedIds, filterTest, reader } from './filter-predicate'
import { type Filter, type SearchRequest, unknownSearchProperty } from './search-request'
import { matchesQuery } from './text-tokens'

/** One page; `next` is the offset of the page after it. */
export type SearchResult = { readonly total: number; readonly records: readonly CrmRecord[]; readonly next: number | undefined }

/** `shown`: the time up to which writes show, Infinity without a lag; `now` decides about late commits. */
export type IndexView = { readonly shown: number; readonly now: number }

/** What the filters leave to look at: a window of stamps or ids, or the one holder of a unique value. */
type Range =
  | { readonly kind: 'modified' | 'id'; readonly from: number; readonly to: number }
  | { readonly kind: 'holder'; readonly property: string; readonly value: string }

const EVERYTHING: Range = { kind: 'id', from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }

/** Archived, merged and erased records never appear. Pages are cut from the present order, so an edit between two pages shifts them. */
export function search(store: ObjectStore, request: SearchRequest, view: IndexView, associated: AssociatedIds): SearchResult {
  const tests = request.groups.map((group) => group.map((filter) => filterTest(store, filter, associated)))
  const passes = (record: CrmRecord): boolean =>
    (tests.length === 0 || tests.some((group) => group.every((test) => test(record)))) && passesQuery(store, request.query, record)
  const range = (request.groups.length === 1 ? rangeOf(store, request.groups[0] ?? []) : undefined) ?? EVERYTHING
  const end = request.after + request.limit
  if (isCurrent(store, view) && isOrdered(store, request, range)) {
    return firstPage(currentRecords(store, range), passes, request.after, end)
  }
  const found = candidates(store, range, view).filter(passes)
  sort(store, found, request)
  return { total: found.length, records: found.slice(request.after, end), next: end < found.length ? end : undefined }
}

/** Cuts the page out of records that come in the wanted order, and counts the rest. */
function firstPage(records: Iterable<CrmRecord>, passes: (record: CrmRecord) => boolean, start: number, end: number): SearchResult {
  const page: CrmRecord[] = []
  let total = 0
  for (const record of records) {
    if (passes(record)) {
      if (total >= start && total < end) {
        page.push(record)
      }
      total += 1
    }
  }
  return { total, records: page, next: end < total ? end : undefined }
}

/** The records an index may hold within the range, older states in place of writes it does not show yet. */
function candidates(store: ObjectStore, range: Range, view: IndexView): CrmRecord[] {
  if (isCurrent(store, view)) {
    return [...currentRecords(store, range)]
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
  return [...[...currentRecords(store, range)].filter((record) => !hidden.has(record)), ...older]
}

function currentRecords(store: ObjectStore, range: Range): Iterable<CrmRecord> {
  switch (range.kind) {
    case 'modified':
      return store.modified.between(range.from, range.to)
    case 'id':
      return store.withIds(range.from, range.to)
    case 'holder': {
      const holder = store.holder(range.property, range.value)
      return holder === undefined ? [] : [holder]
    }
  }
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
  // Emails are kept in lower case and so are found by one look; other unique values may differ in case alone.
  const email = filters.find(({ propertyName, operator }) => operator === 'EQ' && propertyName === 'email')
  if (email !== undefined && store.schema.type.unique.includes('email')) {
    return { kind: 'holder', property: 'email', value: email.value ?? '' }
  }
  const stamps = new Set([store.schema.type.modified, 'hs_lastmodifieddate'])
  return windowOf(filters, 'modified', stamps, parseInstant) ?? windowOf(filters, 'id', new Set(['hs_object_id']), Number)
}

function windowOf(
  filters: readonly Filter[],
  kind: 'modified' | 'id',
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

/** True when the range delivers the wanted order by itself. */
function isOrdered(store: ObjectStore, { sort: wanted }: SearchRequest, range: Range): boolean {
  if (wanted === undefined || wanted.descending || store.schema.get(wanted.propertyName) === undefined) {
    return false
  }
  const byStamp = wanted.propertyName === store.schema.type.modified || wanted.propertyName === 'hs_lastmodifieddate'
  return range.kind === 'modified' ? byStamp : range.kind === 'id' && wanted.propertyName === 'hs_object_id'
}

function sort(store: ObjectStore, records: CrmRecord[], request: SearchRequest): void {
  const name = request.sort?.propertyName ?? store.schema.type.created
  const property = store.schema.get(name)
  if (property === undefined) {
    throw unknownSearchProperty(name)
  }
  const read = reader(store, property)
  const direction = request.sort?.descending === true ? -1 : 1
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
