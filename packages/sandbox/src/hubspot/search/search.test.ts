/** Laws of the search index: same result as a look at every record, exact past under lag. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ObjectStore } from '../records/object-store'
import { type CrmRecord, newRecord, type Source, versionsOf } from '../records/record'
import { ObjectSchema } from '../schema/object-schema'
import { OBJECT_TYPES } from '../schema/object-types'
import { search } from './search'
import type { SearchRequest } from './search-request'

const SOURCE: Source = { sourceType: 'CRM_UI' }
const CURRENT = { shown: Number.POSITIVE_INFINITY, now: 1_000 }

type Step = { readonly kind: 'create' | 'edit' | 'archive'; readonly pick: number; readonly wait: number }

const steps = fc.array(
  fc.record<Step>({
    kind: fc.constantFrom('create', 'create', 'edit', 'edit', 'archive'),
    pick: fc.nat(50),
    // A negative wait is a clock that was set back.
    wait: fc.integer({ min: -2, max: 4 }),
  }),
  { maxLength: 60 },
)

/** What a record looked like, written down at the time. */
type Sight = { readonly at: number; readonly seen: Map<number, { readonly name: string | undefined; readonly modifiedAt: number }> }

function play(all: readonly Step[], isForward: boolean): { store: ObjectStore; sights: Sight[]; slot: number } {
  const type = OBJECT_TYPES[0]
  if (type === undefined) {
    throw new Error('there is no object type')
  }
  const store = new ObjectStore(new ObjectSchema(type))
  const slot = store.schema.slot('firstname')
  const sights: Sight[] = []
  let now = 100
  for (const [index, { kind, pick, wait }] of all.entries()) {
    now += isForward ? Math.abs(wait) + 1 : wait
    const live = store.all().filter((record) => record.archivedAt === undefined)
    const chosen = live[pick % Math.max(1, live.length)]
    if (kind === 'create') {
      const record = newRecord(store.nextId(), now, SOURCE, [])
      record.values[slot] = `v${index}`
      store.add(record)
    } else if (chosen !== undefined && kind === 'edit') {
      store.change(chosen, now, SOURCE, new Map([[slot, `v${index}`]]))
    } else if (chosen !== undefined) {
      store.archive(chosen, now)
    }
    const seen = store.all().filter((record) => record.archivedAt === undefined)
    sights.push({ at: now, seen: new Map(seen.map((record) => [record.id, { name: record.values[slot], modifiedAt: record.modifiedAt }])) })
  }
  return { store, sights, slot }
}

function window(from: number, to: number, after: number, limit: number): SearchRequest {
  return {
    groups: [
      [
        { propertyName: 'lastmodifieddate', operator: 'GTE', value: String(from) },
        { propertyName: 'lastmodifieddate', operator: 'LTE', value: String(to) },
      ],
    ],
    sort: { propertyName: 'lastmodifieddate', descending: false },
    limit,
    after,
  }
}

const idsOf = (records: readonly CrmRecord[]) => records.map((record) => record.id)

const windows = fc.property(
  steps,
  fc.integer({ min: 80, max: 250 }),
  fc.nat(80),
  fc.nat(10),
  fc.integer({ min: 1, max: 10 }),
  (all, from, span, after, limit) => {
    const { store } = play(all, false)
    const expected = store
      .all()
      .filter((record) => record.archivedAt === undefined && record.modifiedAt >= from && record.modifiedAt <= from + span)
      .sort((one, other) => one.modifiedAt - other.modifiedAt || one.id - other.id)
    const result = search(store, window(from, from + span, after, limit), CURRENT, () => [])
    expect(result.total).toBe(expected.length)
    expect(idsOf(result.records)).toEqual(idsOf(expected.slice(after, after + limit)))
    expect(result.next).toBe(after + limit < expected.length ? after + limit : undefined)
  },
)

test('a window found by the index is the window found by a look at every record', () => {
  fc.assert(windows)
})

test('a record whose clock goes back to a stamp that it had before is found once', () => {
  fc.assert(windows, { seed: 230239429 })
  const record = { kind: 'edit', pick: 0 } as const
  const { store } = play(
    [
      { kind: 'create', pick: 0, wait: 0 },
      { ...record, wait: 2 },
      { ...record, wait: -2 },
    ],
    false,
  )
  const found = search(store, window(80, 100, 0, 10), CURRENT, () => [])
  expect([idsOf(found.records), found.total]).toEqual([[1], 1])
})

test('an index that lags shows exactly what there was', () => {
  fc.assert(
    fc.property(steps, fc.nat(59), (all, when) => {
      const { store, sights, slot } = play(all, true)
      const sight = sights[when % Math.max(1, sights.length)]
      if (sight === undefined) {
        return
      }
      const request: SearchRequest = { groups: [], limit: 200, after: 0 }
      const { records } = search(store, request, { shown: sight.at, now: sight.at + 10_000 }, () => [])
      const shown = new Map(records.map((record) => [record.id, { name: record.values[slot], modifiedAt: record.modifiedAt }]))
      expect(shown).toEqual(sight.seen)
    }),
  )
})

test('the history of a property is every value it had, newest first', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const { store, sights, slot } = play(all, true)
      for (const record of store.all()) {
        const lived = sights.flatMap(({ seen }) => seen.get(record.id)?.name ?? [])
        const distinct = lived.filter((name, index) => name !== lived[index - 1])
        expect(versionsOf(record, slot).map((version) => version.value)).toEqual(distinct.reverse())
      }
    }),
  )
})

test('ids are found in order however far apart', () => {
  const { store } = play(
    Array.from({ length: 10 }, () => ({ kind: 'create' as const, pick: 0, wait: 1 })),
    true,
  )
  const request: SearchRequest = {
    groups: [[{ propertyName: 'hs_object_id', operator: 'GT', value: '4' }]],
    sort: { propertyName: 'hs_object_id', descending: false },
    limit: 3,
    after: 0,
  }
  const found = search(store, request, CURRENT, () => [])
  expect([idsOf(found.records), found.total, found.next]).toEqual([[5, 6, 7], 6, 3])
  const backwards = search(store, { ...request, sort: { propertyName: 'hs_object_id', descending: true } }, CURRENT, () => [])
  expect(idsOf(backwards.records)).toEqual([10, 9, 8])
})
