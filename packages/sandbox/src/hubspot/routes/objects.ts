/** Single records: list, read, create, update, archive, merge, GDPR deletion. */
import { invalid, notFound } from '../api-error'
import { draft } from '../records/draft'
import { mergeRecords } from '../records/merge-records'
import { archiveRecord, block, createRecord, draftContext, editRecord, eraseRecord } from '../records/write-records'
import { bodyObject, type Context, isQueryTrue, nextPage, propertiesOf, queryLimit, queryList, type Route, storeOf } from './context'
import { findRecord, numericId, requireRecord } from './find-record'
import { linksBody, readLinks } from './inline-associations'
import { recordBody, writtenBody } from './reply'

/** Records a page lists at most; 50 when histories are asked for [HubSpot: CRM objects]. */
const PAGE = 100
const PAGE_WITH_HISTORY = 50

/** Endpoints of single records. */
export const OBJECT_ROUTES: readonly Route[] = [
  { method: 'GET', version: 'v3', pattern: 'objects/:type', handle: list },
  { method: 'POST', version: 'v3', pattern: 'objects/:type', handle: create },
  { method: 'GET', version: 'v3', pattern: 'objects/:type/:id', handle: read },
  { method: 'PATCH', version: 'v3', pattern: 'objects/:type/:id', handle: update },
  { method: 'DELETE', version: 'v3', pattern: 'objects/:type/:id', handle: archive },
  // tap-hubspot of Singer reads tickets by version 4.
  { method: 'GET', version: 'v4', pattern: 'objects/:type', handle: list },
  { method: 'GET', version: 'v4', pattern: 'objects/:type/:id', handle: read },
  { method: 'POST', version: 'v3', pattern: 'objects/:type/merge', handle: merge },
  { method: 'POST', version: 'v3', pattern: 'objects/:type/gdpr-delete', handle: erase },
]

function list(context: Context) {
  const store = storeOf(context)
  const shown = shownBy(context)
  const limit = queryLimit(context, 10, shown.history === undefined ? PAGE : PAGE_WITH_HISTORY)
  const after = context.request.query.get('after')
  const from = after === null || after === '' ? 0 : numericId(after)
  if (from === undefined) {
    throw invalid(`after is not a paging token: '${after}'`)
  }
  const records = store.page(from - 1, limit + 1, isQueryTrue(context, 'archived'))
  const next = records[limit]
  const names = queryList(context, 'associations')
  return {
    status: 200,
    body: {
      results: records
        .slice(0, limit)
        .map((record) => withLinks(context, recordBody(store, record, shown), linksBody(context.portal, store, record, names))),
      ...(next === undefined ? {} : nextPage(context, String(next.id))),
    },
    records: Math.min(records.length, limit),
  }
}

function read(context: Context) {
  const store = storeOf(context)
  const record = requireRecord(store, context.params['id'] ?? '', idProperty(context), isQueryTrue(context, 'archived'))
  const links = linksBody(context.portal, store, record, queryList(context, 'associations'))
  return { status: 200, body: withLinks(context, recordBody(store, record, shownBy(context)), links), records: 1 }
}

function create(context: Context) {
  const { portal, actor } = context
  const store = storeOf(context)
  const body = bodyObject(context)
  const properties = propertiesOf(body)
  const changes = draft(draftContext(portal, store, actor), properties, undefined)
  const record = createRecord(portal, store, changes, actor, readLinks(portal, store, body['associations']))
  return { status: 201, body: writtenBody(store, record, Object.keys(properties)), records: 1 }
}

function update(context: Context) {
  const store = storeOf(context)
  const record = requireRecord(store, context.params['id'] ?? '', idProperty(context))
  const properties = propertiesOf(bodyObject(context))
  editRecord(context.portal, store, record, properties, context.actor)
  return { status: 200, body: writtenBody(store, record, Object.keys(properties)), records: 1 }
}

function archive(context: Context) {
  const store = storeOf(context)
  const record = findRecord(store, context.params['id'] ?? '', undefined)
  if (record !== undefined) {
    archiveRecord(context.portal, store, record, context.actor)
  }
  return { status: 204, records: record === undefined ? 0 : 1 }
}

function merge(context: Context) {
  const store = storeOf(context)
  const { primaryObjectId, objectIdToMerge } = bodyObject(context)
  const primary = requireRecord(store, String(primaryObjectId))
  const other = requireRecord(store, String(objectIdToMerge))
  const record = mergeRecords(context.portal, store, primary, other, context.actor)
  return {
    status: 200,
    body: recordBody(store, record, { properties: [...store.schema.type.defaults, 'hs_merged_object_ids'] }),
    records: 2,
  }
}

function erase(context: Context) {
  const store = storeOf(context)
  // Only contacts are people: for other objects the service has no such path.
  if (store.schema.type.name !== 'contacts') {
    throw notFound('No handler was found for this path')
  }
  const { objectId, idProperty: by } = bodyObject(context)
  const property = typeof by === 'string' ? by : undefined
  const record = findRecord(store, String(objectId), property) ?? findRecord(store, String(objectId), property, true)
  if (record !== undefined) {
    eraseRecord(context.portal, store, record, context.actor)
  } else if (property === 'email') {
    block(store, property, String(objectId))
  }
  return { status: 204, records: record === undefined ? 0 : 1 }
}

function shownBy(context: Context) {
  return { properties: queryList(context, 'properties'), history: queryList(context, 'propertiesWithHistory') }
}

function idProperty(context: Context): string | undefined {
  return context.request.query.get('idProperty') ?? undefined
}

function withLinks(context: Context, body: Record<string, unknown>, associations: Record<string, unknown> | undefined) {
  const url = `https://app.hubspot.com/contacts/${context.portal.world.portal}/record/${String(context.params['type'])}/${String(body['id'])}`
  return associations === undefined ? { ...body, url } : { ...body, associations, url }
}
