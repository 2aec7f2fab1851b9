/** One search request: filters, a body below HubSpot's limit, a page of rows. */
import type { Purpose } from '../connector'
import type { Exchange, Reply } from '../exchange'
import { count, isRecord, list, optionalText, record } from '../reply'
import { ownProperties } from './targets'

/** Search limits (HubSpot: CRM search): characters of a body, rows a page, rows a query. */
export const searchLimits = { body: 3_000, page: 200, query: 10_000 } as const

/** One condition; all of a query must hold. */
export type Filter = { readonly propertyName: string; readonly operator: 'GTE' | 'LTE' | 'GT' | 'EQ'; readonly value: string }

/** What to look for: `after` is an offset, given by the page before. */
export type Query = {
  readonly plural: string
  readonly filters: readonly Filter[]
  readonly sort: string
  readonly properties: readonly string[]
  readonly after?: string
}

/** A page: rows are raw until made into snapshots. `readAt` is the service's time. */
export type Found = { readonly total: number; readonly rows: readonly unknown[]; readonly after?: string; readonly readAt: number }

/** The body of a search request. */
export function searchBody(query: Query): unknown {
  return {
    filterGroups: query.filters.length === 0 ? [] : [{ filters: query.filters }],
    sorts: [{ propertyName: query.sort, direction: 'ASCENDING' }],
    properties: query.properties,
    limit: searchLimits.page,
    ...(query.after === undefined ? {} : { after: query.after }),
  }
}

/** Properties in groups whose search bodies stay below the limit; each group can be stamped and joined by id. Never empty. */
export function propertyGroups(plural: string, properties: readonly string[]): readonly (readonly string[])[] {
  const own = ownProperties(plural)
  // The largest filters and offset that windows use: two stamps, an id, and five digits of `after`.
  const filters: Filter[] = ['GTE', 'LTE', 'GT'].map((operator) => ({
    propertyName: 'hs_lastmodifieddate',
    operator: operator as Filter['operator'],
    value: '9999999999999999',
  }))
  const base = JSON.stringify(searchBody({ plural, filters, sort: 'hs_lastmodifieddate', properties: own, after: '99999' })).length
  const groups: string[][] = []
  let group: string[] = []
  let size = base
  for (const property of properties.filter((name) => !own.includes(name))) {
    const more = JSON.stringify(property).length + 1
    if (size + more > searchLimits.body && group.length > 0) {
      groups.push(group)
      group = []
      size = base
    }
    group.push(property)
    size += more
  }
  groups.push(group)
  return groups.map((members) => [...own, ...members])
}

/** Asks for one page; throws `LockstepError`. */
export function search(exchange: Exchange, query: Query, purpose: Purpose): Promise<Found> {
  const ask = {
    method: 'POST' as const,
    path: `/crm/v3/objects/${encodeURIComponent(query.plural)}/search`,
    body: searchBody(query),
    purpose,
    window: 'search' as const,
  }
  return exchange.read(ask, (reply) => ({ ...readPage(reply), readAt: exchange.now() }))
}

function readPage(reply: Reply): Omit<Found, 'readAt'> {
  const body = record(reply.body, 'body')
  const next = isRecord(body['paging']) && isRecord(body['paging']['next']) ? optionalText(body['paging']['next']['after']) : undefined
  return { total: count(body['total'], 'total'), rows: list(body['results'], 'results'), ...(next === undefined ? {} : { after: next }) }
}
