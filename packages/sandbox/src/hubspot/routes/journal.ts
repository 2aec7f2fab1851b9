/** The webhooks journal: reading on from an offset, and what it follows. */
import type { SandboxResponse } from '../../world/system'
import { ApiError, invalid, notFound } from '../api-error'
import type { Change, ChangeAction } from '../events/change'
import { JOURNAL_ACTIONS, type Journal, type JournalFile, type JournalSubscription, LIST_ACTIONS } from '../events/journal'
import { isoText } from '../records/instants'
import { bodyObject, type Context, type Json, type Route } from './context'
import { numericId } from './find-record'

/** Files of one batch [HubSpot: webhook journal]. */
const BATCH = 100
/** Milliseconds for which a file's address is good. */
const ADDRESS = 300_000

type Reader = (journal: Journal, context: Context) => readonly JournalFile[]

const earliest: Reader = (journal, { portal }) => journal.read(portal.now())
const latest: Reader = (journal, { portal }) => [...journal.read(portal.now())].reverse()
const next: Reader = (journal, { portal, params }) => {
  const files = journal.after(params['offset'] ?? '', portal.now())
  if (files === undefined) {
    throw notFound('The offset is not known or is too old.')
  }
  return files
}

const endpoints: readonly Omit<Route, 'version'>[] = [
  ...['journal', 'journal-local'].flatMap((kind) => [
    { method: 'GET', pattern: `${kind}/earliest`, handle: (context: Context) => first(context, earliest) },
    { method: 'GET', pattern: `${kind}/latest`, handle: (context: Context) => first(context, latest) },
    { method: 'GET', pattern: `${kind}/offset/:offset/next`, handle: (context: Context) => first(context, next) },
    { method: 'GET', pattern: `${kind}/batch/earliest/:count`, handle: (context: Context) => batch(context, earliest) },
    { method: 'GET', pattern: `${kind}/batch/latest/:count`, handle: (context: Context) => batch(context, latest) },
    { method: 'GET', pattern: `${kind}/batch/:offset/next/:count`, handle: (context: Context) => batch(context, next) },
  ]),
  { method: 'POST', pattern: 'snapshots/crm', handle: takeSnapshots },
  { method: 'GET', pattern: 'snapshots/crm/status/:id', handle: snapshotStatus },
  { method: 'GET', pattern: 'journal/status/:id', handle: snapshotStatus },
  { method: 'GET', pattern: 'subscriptions', handle: list },
  { method: 'POST', pattern: 'subscriptions', handle: create },
  { method: 'GET', pattern: 'subscriptions/:id', handle: (context) => ({ status: 200, body: subscriptionBody(one(context)) }) },
  { method: 'DELETE', pattern: 'subscriptions/:id', handle: remove },
]

/** Endpoints of the journal, and the files its answers lead to. */
export const JOURNAL_ROUTES: readonly Route[] = [
  ...endpoints.map((route) => ({ ...route, version: '2026-03' })),
  { method: 'GET', version: '2026-03', pattern: 'files/:app/:offset', isOpen: true, handle: file },
]

/** 204 where there is nothing to read yet. */
function first(context: Context, read: Reader): SandboxResponse {
  const [found] = read(journalOf(context), context)
  return found === undefined ? { status: 204 } : { status: 200, body: fileBody(context, found) }
}

function batch(context: Context, read: Reader): SandboxResponse {
  const count = numericId(context.params['count'] ?? '') ?? 0
  if (count < 1 || count > BATCH) {
    throw invalid(`count must be between 1 and ${BATCH}`)
  }
  const files = read(journalOf(context), context).slice(0, count)
  return files.length === 0 ? { status: 204 } : { status: 200, body: { results: files.map((each) => fileBody(context, each)) } }
}

/** The file itself; its address is the secret, as with signed addresses. */
function file({ portal, params }: Context): SandboxResponse {
  const app = portal.access.appWithId(numericId(params['app'] ?? '') ?? -1)
  const found =
    app === undefined
      ? undefined
      : portal.followers
          .journalOf(app)
          .read(portal.now())
          .find((each) => each.offset === params['offset'])
  if (found === undefined) {
    throw notFound()
  }
  return { status: 200, body: { offset: found.offset, publishedAt: isoText(found.at), journalEvents: found.events } }
}

function list(context: Context): SandboxResponse {
  return { status: 200, body: { results: [...journalOf(context).subscriptions.values()].map(subscriptionBody) } }
}

function create(context: Context): SandboxResponse {
  const body = bodyObject(context)
  const { subscriptionType = 'OBJECT', objectTypeId, properties, objectIds, portalId } = body
  const journal = journalOf(context)
  if (subscriptionType === 'LIST_MEMBERSHIP') {
    return followLists(context, body)
  }
  if (subscriptionType !== 'OBJECT' && subscriptionType !== 'ASSOCIATION') {
    throw invalid(`subscriptionType '${String(subscriptionType)}' is not supported`)
  }
  const store = context.portal.store(String(objectTypeId))
  if (store === undefined) {
    throw invalid(`Unable to infer object type from: ${String(objectTypeId)}`)
  }
  if (portalId !== undefined && portalId !== context.portal.world.portal) {
    throw invalid(`The app is not installed in the portal ${String(portalId)}`)
  }
  const subscription: JournalSubscription = {
    id: context.portal.nextSubscriptionId(),
    appId: appOf(context).id,
    objectTypeId: store.schema.type.id,
    actions: actionsOf(body, JOURNAL_ACTIONS),
    ...(Array.isArray(properties) && properties.length > 0 ? { properties: properties.map(String) } : {}),
    ...(Array.isArray(objectIds) && objectIds.length > 0 ? { objectIds: objectIds.map(Number) } : {}),
    createdAt: context.portal.now(),
  }
  journal.subscriptions.set(subscription.id, subscription)
  return { status: 201, body: subscriptionBody(subscription) }
}

function followLists(context: Context, body: Json): SandboxResponse {
  const { listIds } = body
  const ids = Array.isArray(listIds) ? listIds.map(String) : []
  if (ids.length === 0) {
    throw invalid('Some required fields were not set: [listIds]')
  }
  for (const id of ids) {
    context.portal.lists.require(id)
  }
  const subscription: JournalSubscription = {
    id: context.portal.nextSubscriptionId(),
    appId: appOf(context).id,
    listIds: ids,
    actions: actionsOf(body, LIST_ACTIONS),
    createdAt: context.portal.now(),
  }
  journalOf(context).subscriptions.set(subscription.id, subscription)
  return { status: 201, body: subscriptionBody(subscription) }
}

function actionsOf({ actions }: Json, known: readonly ChangeAction[]): readonly ChangeAction[] {
  const wanted = Array.isArray(actions) ? actions.map((each) => known.find((action) => action === each)) : []
  const found = wanted.flatMap((action) => (action === undefined ? [] : [action]))
  if (found.length === 0 || found.length < wanted.length) {
    throw invalid(`actions must be some of ${known.join(', ')}`)
  }
  return found
}

/** Each record's values go into the journal at once, whether or not anything follows it. */
function takeSnapshots(context: Context): SandboxResponse {
  const { portal } = context
  const { snapshotRequests } = bodyObject(context)
  if (!Array.isArray(snapshotRequests) || snapshotRequests.length === 0) {
    throw invalid('Some required fields were not set: [snapshotRequests]')
  }
  const snapshotResponses = snapshotRequests.map((each: unknown) => {
    const { portalId, objectTypeId, objectId, properties } = typeof each === 'object' && each !== null ? (each as Json) : ({} as Json)
    const store = portal.store(String(objectTypeId))
    if (store === undefined) {
      throw invalid(`Unable to infer object type from: ${String(objectTypeId)}`)
    }
    if (portalId !== portal.world.portal) {
      throw invalid(`The app is not installed in the portal ${String(portalId)}`)
    }
    const record = store.live(Number(objectId))
    const values = (Array.isArray(properties) ? properties.map(String) : []).flatMap((name) => {
      const value = record === undefined ? undefined : store.value(record, name)
      return value === undefined ? [] : [[name, value] as const]
    })
    const at = portal.now()
    const change: Change | undefined =
      record === undefined
        ? undefined
        : { at, action: 'SNAPSHOT', type: store.schema.type, id: record.id, source: { sourceType: 'API' }, properties: values }
    const { id } = journalOf(context).snapshot(change, at)
    return { portalId, objectId, objectTypeId: store.schema.type.id, snapshotStatusId: id }
  })
  return { status: 200, body: { snapshotResponses }, records: snapshotResponses.length }
}

function snapshotStatus(context: Context): SandboxResponse {
  const found = journalOf(context).snapshots.get(context.params['id'] ?? '')
  if (found === undefined) {
    throw notFound()
  }
  const at = isoText(found.at)
  return { status: 200, body: { id: found.id, status: found.status, initiatedAt: at, completedAt: at } }
}

function remove(context: Context): SandboxResponse {
  journalOf(context).subscriptions.delete(one(context).id)
  return { status: 204 }
}

function one(context: Context): JournalSubscription {
  const found = journalOf(context).subscriptions.get(numericId(context.params['id'] ?? '') ?? -1)
  if (found === undefined) {
    throw notFound()
  }
  return found
}

function journalOf(context: Context): Journal {
  const { portal } = context
  const journal = portal.followers.journalOf(appOf(context))
  if (journal.followsLists) {
    portal.lists.settle(portal.now())
  }
  return journal
}

function appOf({ grant }: Context) {
  if (grant === undefined) {
    throw new ApiError(401, 'INVALID_AUTHENTICATION', 'The journal asks for a token of the app.')
  }
  return grant.app
}

function fileBody(context: Context, { offset }: JournalFile) {
  const { portal, request } = context
  const host = request.headers['host'] ?? 'localhost'
  return {
    url: `http://${host}/webhooks-journal/files/2026-03/${appOf(context).id}/${offset}`,
    expiresAt: isoText(portal.now() + ADDRESS),
    currentOffset: offset,
  }
}

function subscriptionBody({ createdAt, listIds, ...rest }: JournalSubscription) {
  const kind =
    listIds === undefined ? { subscriptionType: 'OBJECT' } : { subscriptionType: 'LIST_MEMBERSHIP', listIds: listIds.map(Number) }
  return { ...rest, ...kind, createdAt: isoText(createdAt), updatedAt: isoText(createdAt) }
}
