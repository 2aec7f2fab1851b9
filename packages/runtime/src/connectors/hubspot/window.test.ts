/** Windows: nothing is missed while rows are edited under the reader, and the cursor never passes what was not read. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Snapshot } from '../../model'
import type { Filter } from './search'
import { type AskPage, readWindow, type Stretch } from './window'

const modified = 'lastmodifieddate'

/** An index of stamps by id; before each page, `edit` may move rows. */
function indexOf(
  stamps: Map<string, number>,
  pageSize: number,
  options: { edit?: (page: number) => void; limit?: number; now?: number } = {},
) {
  let pages = 0
  const ask: AskPage = async ({ filters, sort, after }) => {
    pages += 1
    options.edit?.(pages)
    const holds = (row: [string, number]) => filters.every((filter) => test(filter, row))
    const rows = [...stamps].filter(holds)
    rows.sort((a, b) => (sort === 'hs_object_id' ? Number(a[0]) - Number(b[0]) : a[1] - b[1] || Number(a[0]) - Number(b[0])))
    const start = Number(after ?? 0)
    if (start + pageSize > (options.limit ?? 10_000)) throw new Error('HubSpot pages through 10,000 rows at most')
    const page = rows.slice(start, start + pageSize)
    const next = start + page.length
    return {
      total: rows.length,
      snapshots: page.map(([id, at]) => snapshot(id, at)),
      readAt: options.now ?? 1_000,
      ...(next < rows.length ? { after: String(next) } : {}),
    }
  }
  return { ask, pages: () => pages }
}

function test(filter: Filter, [id, at]: [string, number]): boolean {
  const held = filter.propertyName === 'hs_object_id' ? Number(id) : at
  const value = Number(filter.value)
  return { GTE: held >= value, LTE: held <= value, GT: held > value, EQ: held === value }[filter.operator]
}

function snapshot(id: string, at: number): Snapshot {
  return { side: 'hubspot', object: 'contact', id, values: {}, at, readAt: 1_000_000 }
}

async function all(stretches: AsyncIterable<Stretch>): Promise<Stretch[]> {
  const read: Stretch[] = []
  for await (const stretch of stretches) read.push(stretch)
  return read
}

describe('a window', () => {
  it('costs one call per page and ends at its upper bound', async () => {
    const stamps = new Map(Array.from({ length: 5 }, (_, n) => [String(n + 1), 100 + n] as const))
    const index = indexOf(stamps, 2)
    const read = await all(readWindow({ modified, from: 100, until: 200, ask: index.ask }))
    expect(read.map((stretch) => [stretch.snapshots.map((one) => one.id), stretch.since])).toEqual([
      [['1', '2'], 100],
      [['3', '4'], 100],
      [['5'], 200],
    ])
    expect(index.pages()).toBe(3)
  })

  it('costs one call when nothing changed, or when the last page is just full', async () => {
    const nothing = indexOf(new Map(), 2)
    expect(await all(readWindow({ modified, from: 5, until: 9, ask: nothing.ask }))).toEqual([{ snapshots: [], since: 9, total: 0 }])
    expect(nothing.pages()).toBe(1)
    const full = indexOf(new Map([['1', 6] as const, ['2', 7] as const]), 2)
    await all(readWindow({ modified, from: 5, until: 9, ask: full.ask }))
    expect(full.pages()).toBe(1)
  })

  it('looks once even where time seems to have stepped back', async () => {
    const index = indexOf(new Map([['1', 7] as const]), 2)
    const read = await all(readWindow({ modified, from: 7, until: 5, ask: index.ask }))
    expect(read.map((stretch) => [stretch.snapshots.map((one) => one.id), stretch.since])).toEqual([[['1'], 7]])
  })

  it('goes on to the present when the service turns out to be far ahead', async () => {
    const index = indexOf(new Map([['1', 7] as const, ['2', 90_000] as const]), 2, { now: 100_000 })
    const read = await all(readWindow({ modified, from: 5, until: 9, ask: index.ask }))
    expect(read.map((stretch) => [stretch.snapshots.map((one) => one.id), stretch.since])).toEqual([
      [['1'], 9],
      [['2'], 100_000],
    ])
  })

  it('goes on by id where one stamp holds more rows than a query can page through', async () => {
    const stamps = new Map(Array.from({ length: 25 }, (_, n) => [String(n + 1), n < 2 ? 10 : n < 24 ? 20 : 30] as const))
    const index = indexOf(stamps, 2, { limit: 8 })
    const read = await all(readWindow({ modified, from: 0, until: 99, ask: index.ask, queryLimit: 8 }))
    expect(new Set(read.flatMap((stretch) => stretch.snapshots.map((one) => one.id)))).toEqual(new Set(stamps.keys()))
    expect(read.at(-1)?.since).toBe(99)
  })

  it('misses no row that stays in it, and its cursor passes no row that was not read, whatever is edited meanwhile', async () => {
    const edits = fc.array(fc.record({ page: fc.integer({ min: 1, max: 12 }), id: fc.integer({ min: 1, max: 30 }) }), { maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 30 }), edits, async (drawn, moved) => {
        const stamps = new Map(drawn.map((at, n) => [String(n + 1), at] as const))
        const index = indexOf(stamps, 4, {
          limit: 16,
          // An edit takes the row out of the closed window: its new stamp lies behind the upper bound.
          edit: (page) => {
            for (const one of moved) if (one.page === page && stamps.has(String(one.id))) stamps.set(String(one.id), 10_000 + page)
          },
        })
        const read = await all(readWindow({ modified, from: 0, until: 100, ask: index.ask, queryLimit: 16 }))
        const given = new Set(read.flatMap((stretch) => stretch.snapshots.map((one) => one.id)))
        const since = read.reduce((least, stretch) => Math.max(least, stretch.since), 0)
        for (const [id, at] of stamps) if (at <= 100 && !given.has(id)) expect(at).toBeGreaterThanOrEqual(since)
      }),
      { numRuns: 500 },
    )
  })
})
