/** Lists of contacts in version 1, and its search for contacts by words. */
import type { SandboxResponse } from '../../world/system'
import { invalid, notFound } from '../api-error'
import type { CrmList, Member } from '../lists/crm-list'
import { commit } from '../records/write-records'
import { search } from '../search/search'
import { bodyObject, type Context, type Route } from './context'
import { findRecord } from './find-record'
import { contactBody, namesIn, PAGE, people } from './older-contacts'
import { countOf, offsetOf } from './older-records'

/** Lists of a page [HubSpot: contact lists v1]. */
const LISTS = 250

const route = (method: string, pattern: string, handle: Route['handle']): Route => ({
  method,
  area: 'contacts',
  version: 'v1',
  pattern,
  handle,
})

/** Endpoints of lists, version 1. A list goes by the id that it had then, or else by its present one. */
export const OLDER_LIST_ROUTES: readonly Route[] = [
  route('GET', 'lists', (context) => page(context, () => true)),
  route('GET', 'lists/static', (context) => page(context, (list) => list.processingType !== 'DYNAMIC')),
  route('GET', 'lists/dynamic', (context) => page(context, (list) => list.processingType === 'DYNAMIC')),
  route('GET', 'lists/:list', (context) => ({ status: 200, body: listBody(context, listOf(context)), records: 1 })),
  route('GET', 'lists/:list/contacts/all', all),
  route('GET', 'lists/:list/contacts/recent', recent),
  route('POST', 'lists/:list/add', (context) => change(context, true)),
  route('POST', 'lists/:list/remove', (context) => change(context, false)),
  route('GET', 'search/query', find),
]

function listsOf({ portal }: Context): readonly CrmList[] {
  portal.lists.settle(portal.now())
  return portal.lists.all().filter(({ objectTypeId }) => objectTypeId === '0-1')
}

function listOf(context: Context): CrmList {
  const wanted = context.params['list'] ?? ''
  const known = listsOf(context)
  const list = known.find(({ legacyId }) => legacyId === wanted) ?? known.find(({ id }) => id === wanted)
  if (list === undefined) {
    throw notFound(`No list was found with the id ${wanted}`)
  }
  return list
}

function page(context: Context, isWanted: (list: CrmList) => boolean): SandboxResponse {
  const count = countOf(context, 20, LISTS)
  const offset = offsetOf(context)
  const wanted = listsOf(context).filter(isWanted)
  const told = wanted.slice(offset, offset + count)
  const end = offset + told.length
  const lists = told.map((list) => listBody(context, list))
  return { status: 200, body: { lists, 'has-more': end < wanted.length, offset: end, total: wanted.length }, records: told.length }
}

function listBody({ portal }: Context, list: CrmList) {
  const isDynamic = list.processingType === 'DYNAMIC'
  return {
    portalId: portal.world.portal,
    listId: Number(list.legacyId ?? list.id),
    internalListId: Number(list.id),
    name: list.name,
    createdAt: list.createdAt,
    updatedAt: list.updatedAt,
    dynamic: isDynamic,
    listType: isDynamic ? 'DYNAMIC' : 'STATIC',
    archived: false,
    deleteable: true,
    filters: [],
    metaData: {
      size: list.size,
      processing: 'DONE',
      error: '',
      lastSizeChangeAt: Math.max(list.lastAddedAt ?? 0, list.lastRemovedAt ?? 0),
    },
  }
}

function all(context: Context): SandboxResponse {
  const after = offsetOf(context)
  return members(
    context,
    listOf(context)
      .inIdOrder()
      .filter(({ recordId }) => recordId > after),
  )
}

/** Those who joined last come first. */
function recent(context: Context): SandboxResponse {
  const { query } = context.request
  const before = Number(query.get('timeOffset') ?? Number.POSITIVE_INFINITY)
  const below = query.has('vidOffset') ? offsetOf(context) : Number.POSITIVE_INFINITY
  const joined = [...listOf(context).inJoinOrder()].reverse()
  return members(
    context,
    joined.filter(({ at, recordId }) => at < before || (at === before && recordId < below)),
  )
}

function members(context: Context, wanted: readonly Member[]): SandboxResponse {
  const count = countOf(context, 20, PAGE)
  const store = people(context)
  const told = wanted.slice(0, count)
  const contacts = told.flatMap(({ recordId, at }) => {
    const record = store.live(recordId)
    return record === undefined ? [] : [{ addedAt: at, ...contactBody(context, record, namesIn(context)) }]
  })
  const last = told.at(-1)
  const body = { contacts, 'has-more': wanted.length > count, 'vid-offset': last?.recordId ?? 0, 'time-offset': last?.at ?? 0 }
  return { status: 200, body, records: contacts.length }
}

/** Static lists alone are changed. */
function change(context: Context, isAdd: boolean): SandboxResponse {
  const { portal, actor } = context
  const list = listOf(context)
  if (list.processingType === 'DYNAMIC') {
    throw invalid(`List ${list.legacyId ?? list.id} is dynamic: its contacts cannot be changed.`)
  }
  const { vids = [], emails = [] } = bodyObject(context)
  if (!Array.isArray(vids) || !Array.isArray(emails)) {
    throw invalid('vids and emails must be lists')
  }
  const store = people(context)
  const at = portal.now()
  const keys = [...vids.map((key: unknown) => ({ key, by: undefined })), ...emails.map((key: unknown) => ({ key, by: 'email' }))]
  const looked = keys.map(({ key, by }) => ({ key, by, record: findRecord(store, String(key), by) }))
  const found = looked.flatMap(({ record }) => record ?? [])
  const updated = found.filter((record) => (isAdd ? portal.lists.join(list, record, at) : portal.lists.leave(list, record, at)))
  for (const record of updated) {
    portal.lists.touch(record, list.objectTypeId, at)
    commit(portal, store, record.id, actor, [`list:${list.id}`, isAdd ? null : 'member', isAdd ? 'member' : null])
  }
  const missing = (by: string | undefined) => looked.flatMap((each) => (each.record === undefined && each.by === by ? [each.key] : []))
  return {
    status: 200,
    body: {
      updated: updated.map(({ id }) => id),
      discarded: found.filter((record) => !updated.includes(record)).map(({ id }) => id),
      invalidVids: missing(undefined),
      invalidEmails: missing('email'),
    },
    records: updated.length,
  }
}

/** As the search of version 3 without filters. */
function find(context: Context): SandboxResponse {
  const { portal, request } = context
  const query = request.query.get('q') ?? ''
  const after = offsetOf(context)
  const { indexLag } = portal.world
  const view = { shown: indexLag > 0 ? portal.now() - indexLag : Number.POSITIVE_INFINITY, now: portal.now() }
  const wanted = { groups: [], query, sorts: [], properties: [], limit: countOf(context, 20, PAGE), after }
  const { records, total, next } = search(people(context), wanted, view, () => [])
  const contacts = records.map((record) => contactBody(context, record, namesIn(context)))
  const offset = next ?? after + records.length
  return { status: 200, body: { query, offset, 'has-more': next !== undefined, total, contacts }, records: records.length }
}
