/** List memberships: who is in a list, by id or in the order of joining, and changes to static lists. */
import type { SandboxResponse } from '../../world/system'
import { invalid } from '../api-error'
import type { CrmList, Member } from '../lists/crm-list'
import { isoText } from '../records/instants'
import type { ObjectStore } from '../records/object-store'
import type { CrmRecord } from '../records/record'
import { commit } from '../records/write-records'
import { batchInputs, bodyIds, bodyObject, type Context, queryLimit, type Route, storeOf, textList } from './context'
import { missingObjects, numericId, requireRecord } from './find-record'
import { listOf } from './lists'
import { batchReply, rowError } from './reply'

/** Memberships a page holds at most, and by default [HubSpot OpenAPI: lists, memberships]. */
const PAGE = 250
const DEFAULT_PAGE = 100
/** Records whose lists are told in one request. */
const MOST_RECORDS = 100

/** Endpoints of list memberships. */
export const MEMBERSHIP_ROUTES: readonly Route[] = [
  { method: 'GET', version: 'v3', pattern: 'lists/records/:type/:record/memberships', handle: ofRecord },
  { method: 'POST', version: 'v3', pattern: 'lists/records/memberships/batch/read', handle: ofRecords },
  { method: 'GET', version: 'v3', pattern: 'lists/:id/memberships', handle: (context) => page(context, (list) => list.inIdOrder(), byId) },
  {
    method: 'GET',
    version: 'v3',
    pattern: 'lists/:id/memberships/join-order',
    handle: (context) => page(context, (list) => list.inJoinOrder(), byJoin),
  },
  { method: 'PUT', version: 'v3', pattern: 'lists/:id/memberships/add', handle: (context) => change(context, bodyIds(context), []) },
  { method: 'PUT', version: 'v3', pattern: 'lists/:id/memberships/remove', handle: (context) => change(context, [], bodyIds(context)) },
  { method: 'PUT', version: 'v3', pattern: 'lists/:id/memberships/add-and-remove', handle: addAndRemove },
  { method: 'PUT', version: 'v3', pattern: 'lists/:id/memberships/add-from/:source', handle: addFrom },
  { method: 'DELETE', version: 'v3', pattern: 'lists/:id/memberships', handle: removeAll },
]

type Order = (member: Member) => readonly [number, number]

const byId: Order = (member) => [member.recordId, 0]
const byJoin: Order = (member) => [member.at, member.recordId]

/** A token names a position in the order rather than a count, so that a page stays where it was while members come and go. */
function page(context: Context, ordered: (list: CrmList) => readonly Member[], order: Order): SandboxResponse {
  const list = listOf(context)
  const limit = queryLimit(context, DEFAULT_PAGE, PAGE)
  const members = ordered(list)
  const after = position(context.request.query.get('after'))
  const before = position(context.request.query.get('before'))
  const start = after === undefined ? 0 : firstBeyond(members, order, after)
  const end = before === undefined ? members.length : firstBeyond(members, order, [before[0], before[1] - 1])
  // Backwards, the members before the token come in descending order.
  const chosen = before === undefined ? members.slice(start, start + limit) : members.slice(Math.max(0, end - limit), end).reverse()
  const last = chosen[chosen.length - 1]
  const first = chosen[0]
  const hasMore = before === undefined ? start + chosen.length < members.length : end - chosen.length > 0
  const next =
    last === undefined || !hasMore
      ? {}
      : before === undefined
        ? { next: { after: token(order(last)) } }
        : { prev: { before: token(order(last)) } }
  const back = first !== undefined && after !== undefined && start > 0 ? { prev: { before: token(order(first)) } } : {}
  const paging = { ...next, ...back }
  return {
    status: 200,
    body: {
      results: chosen.map((member) => ({ recordId: String(member.recordId), membershipTimestamp: isoText(member.at) })),
      ...(Object.keys(paging).length === 0 ? {} : { paging }),
      total: members.length,
    },
    records: chosen.length,
  }
}

function ofRecord(context: Context): SandboxResponse {
  const { portal } = context
  const store = storeOf(context)
  portal.lists.settle(portal.now())
  const results = listsWith(context, store, requireRecord(store, context.params['record'] ?? ''))
  return { status: 200, body: { results, total: results.length } }
}

function listsWith({ portal }: Context, store: ObjectStore, record: CrmRecord) {
  return portal.lists.all().flatMap((list) => {
    const member = list.objectTypeId === store.schema.type.id ? list.member(record.id) : undefined
    const times = member && { firstAddedTimestamp: isoText(member.firstAt), lastAddedTimestamp: isoText(member.at) }
    return times === undefined ? [] : [{ listId: list.id, listVersion: list.version, ...times }]
  })
}

/** Lists of several records; those that are not there are told apart. */
function ofRecords(context: Context): SandboxResponse {
  const { portal } = context
  const inputs = batchInputs(context, MOST_RECORDS)
  portal.lists.settle(portal.now())
  const looked = inputs.map(({ objectTypeId, recordId }) => {
    const store = portal.store(String(objectTypeId))
    if (store === undefined) {
      throw invalid(`Unable to infer object type from: ${String(objectTypeId)}`)
    }
    return { store, id: String(recordId), record: store.live(numericId(String(recordId)) ?? -1) }
  })
  const results = looked.flatMap(({ store, record }) =>
    record === undefined
      ? []
      : [{ objectTypeId: store.schema.type.id, recordId: String(record.id), recordListMemberships: listsWith(context, store, record) }],
  )
  const missing = looked.filter(({ record }) => record === undefined)
  const errors = missing.map(({ store, id }) => rowError(missingObjects(store, [id]), {}))
  return batchReply(200, results, errors, portal.now(), false)
}

function addAndRemove(context: Context): SandboxResponse {
  const { recordIdsToAdd, recordIdsToRemove } = bodyObject(context)
  return change(context, textList(recordIdsToAdd) ?? [], textList(recordIdsToRemove) ?? [])
}

/** All members of another list of the same object. */
function addFrom(context: Context): SandboxResponse {
  const list = listOf(context)
  const source = context.portal.lists.require(context.params['source'] ?? '')
  if (source.objectTypeId !== list.objectTypeId) {
    throw invalid(`Lists ${list.id} and ${source.id} are not of the same object.`)
  }
  change(
    context,
    source.inIdOrder().map((member) => String(member.recordId)),
    [],
  )
  return { status: 204 }
}

function removeAll(context: Context): SandboxResponse {
  const list = listOf(context)
  change(
    context,
    [],
    list.inIdOrder().map((member) => String(member.recordId)),
  )
  return { status: 204 }
}

function change(context: Context, toAdd: readonly string[], toRemove: readonly string[]): SandboxResponse {
  const { portal } = context
  const list = listOf(context)
  if (list.processingType === 'DYNAMIC') {
    throw invalid(`List ${list.id} has processing type DYNAMIC: its memberships cannot be edited.`)
  }
  const at = portal.now()
  const added: string[] = []
  const removed: string[] = []
  const missing: string[] = []
  const apply = (ids: readonly string[], isAdd: boolean) => {
    const store = portal.store(list.objectTypeId)
    for (const id of ids) {
      const record = store?.live(numericId(id) ?? -1)
      if (store === undefined || record === undefined) {
        missing.push(id)
      } else if (isAdd ? portal.lists.join(list, record, at) : portal.lists.leave(list, record, at)) {
        const done = isAdd ? added : removed
        done.push(id)
        portal.lists.touch(record, list.objectTypeId, at)
        commit(portal, store, record.id, context.actor, [`list:${list.id}`, isAdd ? null : 'member', isAdd ? 'member' : null])
      }
    }
  }
  apply(toAdd, true)
  apply(toRemove, false)
  return {
    status: 200,
    body: {
      recordsIdsAdded: added,
      recordIdsRemoved: removed,
      recordsIdsRemoved: removed,
      recordIdsMissing: missing,
      recordsIdsMissing: missing,
    },
    records: added.length + removed.length,
  }
}

function firstBeyond(members: readonly Member[], order: Order, [major, minor]: readonly [number, number]): number {
  let low = 0
  let high = members.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const member = members[middle]
    const [one, two] = member === undefined ? [major, minor] : order(member)
    if (one < major || (one === major && two <= minor)) {
      low = middle + 1
    } else {
      high = middle
    }
  }
  return low
}

function token([major, minor]: readonly [number, number]): string {
  return Buffer.from(`${major}:${minor}`).toString('base64url')
}

function position(text: string | null): readonly [number, number] | undefined {
  if (text === null || text === '') {
    return undefined
  }
  const match = /^(\d+):(\d+)$/.exec(Buffer.from(text, 'base64url').toString())
  if (match === null) {
    throw invalid(`not a paging token: '${text}'`)
  }
  return [Number(match[1]), Number(match[2])]
}
