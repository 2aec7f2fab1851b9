/** Lists: create, read, search, delete, restore, change of filter and name. */
import type { SandboxResponse } from '../../world/system'
import { invalid, notFound } from '../api-error'
import type { CrmList, ProcessingType } from '../lists/crm-list'
import { isoText, parseInstant } from '../records/instants'
import { bodyObject, type Context, isQueryTrue, queryList, type Route, textList } from './context'

const TYPES: readonly ProcessingType[] = ['MANUAL', 'SNAPSHOT', 'DYNAMIC']
/** Lists a search tells at most [HubSpot OpenAPI: lists]. */
const SEARCH_COUNT = 500
/** What a list search tells without being asked [HubSpot OpenAPI: lists, ListSearchRequest]. */
const DEFAULT_EXTRAS = ['hs_list_size', 'hs_last_record_added_at', 'hs_last_record_removed_at', 'hs_list_reference_count']

/** Endpoints of list definitions. */
export const LIST_ROUTES: readonly Route[] = [
  { method: 'POST', version: 'v3', pattern: 'lists', handle: create },
  { method: 'GET', version: 'v3', pattern: 'lists', handle: byIds },
  { method: 'POST', version: 'v3', pattern: 'lists/search', handle: search },
  { method: 'GET', version: 'v3', pattern: 'lists/object-type-id/:type/name/:name', handle: byName },
  { method: 'GET', version: 'v3', pattern: 'lists/:id', handle: read },
  { method: 'GET', version: 'v3', pattern: 'lists/:id/size-and-edits-history/between', handle: history },
  { method: 'DELETE', version: 'v3', pattern: 'lists/:id', handle: remove },
  { method: 'PUT', version: 'v3', pattern: 'lists/:id/restore', handle: restore },
  { method: 'PUT', version: 'v3', pattern: 'lists/:id/update-list-filters', handle: setFilters },
  { method: 'PUT', version: 'v3', pattern: 'lists/:id/update-list-name', handle: rename },
]

/** The list of the path, its members up to date, or 404. */
export function listOf({ portal, params }: Context): CrmList {
  portal.lists.settle(portal.now())
  return portal.lists.require(params['id'] ?? '')
}

function create(context: Context): SandboxResponse {
  const { name, objectTypeId, processingType, filterBranch } = bodyObject(context)
  const type = TYPES.find((each) => each === processingType)
  if (typeof name !== 'string' || typeof objectTypeId !== 'string' || type === undefined) {
    throw invalid('Some required fields were not set: [name, objectTypeId, processingType]')
  }
  const list = context.portal.lists.create({ name, objectTypeId, processingType: type, filterBranch, createdAt: context.portal.now() })
  return { status: 200, body: { list: listBody(list, true) } }
}

function read(context: Context): SandboxResponse {
  return { status: 200, body: { list: listBody(listOf(context), isQueryTrue(context, 'includeFilters')) } }
}

function byIds(context: Context): SandboxResponse {
  const { lists } = context.portal
  lists.settle(context.portal.now())
  const ids = new Set(queryList(context, 'listIds') ?? [])
  const found = lists.all().filter((list) => ids.has(list.id))
  return { status: 200, body: { lists: found.map((list) => listBody(list, isQueryTrue(context, 'includeFilters'))) } }
}

function byName(context: Context): SandboxResponse {
  const { portal, params } = context
  portal.lists.settle(portal.now())
  const wanted = (params['name'] ?? '').toLowerCase()
  const found = portal.lists.all().find((list) => list.name.toLowerCase() === wanted && list.objectTypeId === params['type'])
  if (found === undefined) {
    throw notFound(`No list named '${params['name']}' exists.`)
  }
  return { status: 200, body: { list: listBody(found, isQueryTrue(context, 'includeFilters')) } }
}

function search(context: Context): SandboxResponse {
  const { portal } = context
  portal.lists.settle(portal.now())
  const body = bodyObject(context)
  const count = body['count'] === undefined ? 20 : Number(body['count'])
  const offset = body['offset'] === undefined ? 0 : Number(body['offset'])
  if (!Number.isInteger(count) || count < 0 || count > SEARCH_COUNT || !Number.isInteger(offset) || offset < 0) {
    throw invalid(`count must be between 0 and ${SEARCH_COUNT} and offset at least 0`)
  }
  const ids = textList(body['listIds'])
  const types = textList(body['processingTypes'])
  const query = typeof body['query'] === 'string' ? body['query'].toLowerCase() : ''
  const extras = textList(body['additionalProperties'])
  const all = portal.lists
    .all()
    .filter((list) => list.name.toLowerCase().includes(query))
    .filter(
      (list) =>
        (ids === undefined || ids.length === 0 || ids.includes(list.id)) &&
        (types === undefined || types.length === 0 || types.includes(list.processingType)),
    )
  const page = all.slice(offset, offset + count)
  return {
    status: 200,
    body: {
      lists: page.map((list) => foundBody(list, [...new Set([...DEFAULT_EXTRAS, ...(extras ?? [])])])),
      hasMore: offset + page.length < all.length,
      offset: offset + page.length,
      total: all.length,
    },
    records: page.length,
  }
}

function remove(context: Context): SandboxResponse {
  listOf(context).deletedAt = context.portal.now()
  return { status: 204 }
}

function restore({ portal, params }: Context): SandboxResponse {
  portal.lists.restore(params['id'] ?? '')
  return { status: 204 }
}

function setFilters(context: Context): SandboxResponse {
  const list = listOf(context)
  context.portal.lists.setFilter(list, bodyObject(context)['filterBranch'], context.portal.now())
  return { status: 200, body: { updatedList: listBody(list, true) } }
}

function rename(context: Context): SandboxResponse {
  const list = listOf(context)
  const name = context.request.query.get('listName')
  if (name === null || name === '') {
    throw invalid('Some required fields were not set: [listName]')
  }
  list.name = name
  list.updatedAt = context.portal.now()
  list.edits.push(list.updatedAt)
  return { status: 200, body: { updatedList: listBody(list, isQueryTrue(context, 'includeFilters')) } }
}

/** Between two times, both of which may be left out. */
function history(context: Context): SandboxResponse {
  const list = listOf(context)
  const time = (name: string, fallback: number): number => {
    const text = context.request.query.get(name)
    const at = text === null ? fallback : parseInstant(text)
    if (at === undefined) {
      throw invalid(`${name} is not a time: '${text}'`)
    }
    return at
  }
  const [from, to] = [time('startDate', Number.NEGATIVE_INFINITY), time('endDate', Number.POSITIVE_INFINITY)]
  const sizes = list.sizes.filter(({ at }) => at >= from && at <= to)
  return {
    status: 200,
    body: {
      sizeHistory: sizes.map(({ at, size }) => ({ timestamp: isoText(at), size })),
      editHistory: list.edits.filter((at) => at >= from && at <= to).map(isoText),
    },
  }
}

function sharedBody(list: CrmList) {
  return {
    listId: list.id,
    listVersion: list.version,
    createdAt: isoText(list.createdAt),
    updatedAt: isoText(list.updatedAt),
    filtersUpdatedAt: isoText(list.filtersUpdatedAt),
    processingStatus: 'COMPLETE',
    processingType: list.processingType,
    objectTypeId: list.objectTypeId,
    name: list.name,
  }
}

function listBody(list: CrmList, hasFilters: boolean) {
  const filters = hasFilters && list.filterBranch !== undefined && list.filterBranch !== null ? { filterBranch: list.filterBranch } : {}
  return { ...sharedBody(list), size: list.size, ...filters }
}

/** Instants are texts of milliseconds; empty ones are left out. */
function foundBody(list: CrmList, extras: readonly string[]) {
  const known: Readonly<Record<string, number | undefined>> = {
    hs_list_size: list.size,
    hs_last_record_added_at: list.lastAddedAt,
    hs_last_record_removed_at: list.lastRemovedAt,
    hs_list_reference_count: 0,
  }
  const told = extras.flatMap((name) => (known[name] === undefined ? [] : [[name, String(known[name])]]))
  return { ...sharedBody(list), additionalProperties: Object.fromEntries(told) }
}
