/** Closed windows on the modification stamp: every row of the window, although rows leave it while it is read. */
import type { Instant, Snapshot } from '../../model'
import type { Filter, Found } from './search'
import { searchLimits } from './search'

/** Asks one page of one query; rows come as snapshots. */
export type AskPage = (query: {
  readonly filters: readonly Filter[]
  readonly sort: string
  readonly after?: string
}) => Promise<Omit<Found, 'rows'> & { readonly snapshots: readonly Snapshot[] }>

/** Rows and how far the window is read: everything modified before `since` has been given out. */
export type Stretch = { readonly snapshots: readonly Snapshot[]; readonly since: Instant; readonly total: number }

/** Where a window begins and how its pages are asked for. */
export type WindowOptions = {
  readonly modified: string
  readonly from: Instant
  /** The service's time, at or before the present: nothing is sure beyond it. The query looks a little further. */
  readonly until: Instant
  readonly ask: AskPage
  /** Rows a query may page through; HubSpot's 10,000. */
  readonly queryLimit?: number
}

const restarts = 5
/** More than a `Date` header's second and a slow answer can explain. */
const clockJump = 60_000
/** `Date` headers drop the milliseconds: the present may be this much later than we take it for. */
const dateSlack = 2_000

/**
 * Reads from `from` to the present in ascending order. A query is complete only if every page tells the same total and as many distinct
 * ids came; otherwise it goes on from the last stamp that is certain. `since` advances only past what is complete.
 */
export async function* readWindow(options: WindowOptions): AsyncGenerator<Stretch> {
  const { modified, ask } = options
  // Time told to the second may seem to step back; a round still looks once.
  let until = Math.max(options.until, options.from)
  const limit = options.queryLimit ?? searchLimits.query
  let from = options.from
  let tries = 0
  while (from <= until) {
    const query = {
      filters: [
        { propertyName: modified, operator: 'GTE' as const, value: String(from) },
        { propertyName: modified, operator: 'LTE' as const, value: String(until + dateSlack) },
      ],
      sort: modified,
    }
    const ids = new Set<string>()
    let last = from
    let after: string | undefined
    let total: number | undefined
    let bound = until
    let told = until
    let state: 'complete' | 'cut' | 'shifted' = 'complete'
    let isMoved = false
    while (true) {
      const page = await ask({ ...query, ...(after === undefined ? {} : { after }) })
      if (total === undefined) {
        bound = Math.min(until, page.readAt)
        told = page.readAt
      }
      total ??= page.total
      if (page.total !== total) {
        state = 'shifted'
        isMoved = true
        break
      }
      for (const snapshot of page.snapshots) ids.add(snapshot.id)
      const stamp = page.snapshots.at(-1)?.at
      const isEnd = ids.size >= total || page.snapshots.length === 0 || page.after === undefined
      const isCut = !isEnd && Number(page.after) >= limit
      if (stamp !== undefined) last = Math.max(last, stamp)
      if (isEnd || isCut) {
        state = isCut ? 'cut' : ids.size === total ? 'complete' : 'shifted'
        const isSure = state === 'complete' ? bound : state === 'cut' ? last : from
        yield { snapshots: page.snapshots, since: Math.max(from, isSure), total }
        break
      }
      yield { snapshots: page.snapshots, since: from, total }
      after = page.after
    }
    if (state === 'complete') {
      // The service's clock was found to be far ahead of what we took it for: what changed meanwhile belongs to this round.
      if (told - until <= clockJump) return
      from = until
      until = told
      continue
    }
    if (state === 'cut' && last === from) {
      yield* readStamp(options, from, total ?? 0)
      from += 1
    } else if (state === 'cut') {
      from = last
    } else {
      tries += 1
      // An edited row leaves the window and moves the others up. After too many of them the cursor stays, and the next round reads again.
      if (tries > restarts) return
      if (isMoved) from = last
    }
  }
}

/** All rows of one stamp, by id: a bulk edit stamps more than a query can page through. */
async function* readStamp(options: WindowOptions, stamp: Instant, total: number): AsyncGenerator<Stretch> {
  let last = '0'
  while (true) {
    const page = await options.ask({
      filters: [
        { propertyName: options.modified, operator: 'EQ', value: String(stamp) },
        { propertyName: 'hs_object_id', operator: 'GT', value: last },
      ],
      sort: 'hs_object_id',
    })
    const isEnd = page.total <= page.snapshots.length || page.snapshots.length === 0
    yield { snapshots: page.snapshots, since: isEnd ? stamp + 1 : stamp, total }
    if (isEnd) return
    last = page.snapshots.at(-1)?.id ?? last
  }
}
