/** The search endpoint. */

import { search } from '../search/search'
import { readSearch } from '../search/search-request'
import { bodyObject, type Context, type Route, storeOf } from './context'
import { recordBody } from './reply'

/** The search of each object. */
export const SEARCH_ROUTES: readonly Route[] = [
  { method: 'POST', version: 'v3', pattern: 'objects/:type/search', isSearch: true, handle: searchObjects },
]

function searchObjects(context: Context) {
  const { portal } = context
  const store = storeOf(context)
  const request = readSearch(bodyObject(context), context.request.body)
  const now = portal.now()
  const lag = portal.world.indexLag
  const view = { shown: lag > 0 ? now - lag : Number.POSITIVE_INFINITY, now }
  const { total, records, next } = search(store, request, view, (record, toType) => {
    const far = portal.store(toType)
    const all = far === undefined ? [] : portal.associations.of(store.schema.type.name, far.schema.type.name, record.id)
    return all.filter(({ to }) => far?.live(to) !== undefined).map(({ to }) => String(to))
  })
  return {
    status: 200,
    body: {
      total,
      results: records.map((record) => recordBody(store, record, { properties: request.properties })),
      ...(next === undefined ? {} : { paging: { next: { after: String(next) } } }),
    },
    records: records.length,
  }
}
