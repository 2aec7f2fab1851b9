/** Objects and associations of version 1 under `crm-objects` and `crm-associations`, as n8n and node-hubspot read and write tickets. */
import type { SandboxResponse } from '../../world/system'
import { invalid } from '../api-error'
import { draft } from '../records/draft'
import type { ObjectStore } from '../records/object-store'
import type { CrmRecord } from '../records/record'
import { archiveRecord, associate, createRecord, dissociate, draftContext, editRecord } from '../records/write-records'
import { bodyObject, type Context, type Json, parsedBody, type Route, storeOf } from './context'
import { findRecord, requireRecord } from './find-record'
import { offsetOf, olderInputs, olderProperties } from './older-records'

/** Records of a page and of a batch [HubSpot: CRM objects v1]. */
const PAGE = 100

const object = (method: string, pattern: string, handle: Route['handle']): Route => ({
  method,
  area: 'crm-objects',
  version: 'v1',
  pattern: `objects/:type${pattern}`,
  handle,
})
const association = (method: string, pattern: string, handle: Route['handle']): Route => ({
  method,
  area: 'crm-associations',
  version: 'v1',
  pattern: `associations${pattern}`,
  handle,
})

/** Endpoints of version 1 objects and their associations. */
export const OLDER_OBJECT_ROUTES: readonly Route[] = [
  object('GET', '/paged', page),
  object('GET', '/:id', (context) => ({ status: 200, body: objectBody(context, recordOf(context), namesIn(context)), records: 1 })),
  object('POST', '', create),
  object('PUT', '/:id', update),
  object('DELETE', '/:id', remove),
  object('POST', '/batch-read', readBatch),
  object('POST', '/batch-create', createBatch),
  object('POST', '/batch-update', updateBatch),
  object('POST', '/batch-delete', removeBatch),
  association('GET', '/:objectId/:category/:definitionId', list),
  association('PUT', '', (context) => join(context, [bodyObject(context)], true)),
  association('PUT', '/create-batch', (context) => join(context, bodyList(context), true)),
  association('PUT', '/delete', (context) => join(context, [bodyObject(context)], false)),
  association('PUT', '/delete-batch', (context) => join(context, bodyList(context), false)),
]

function bodyList(context: Context): Json[] {
  const body = parsedBody(context)
  if (!Array.isArray(body) || body.some((each) => typeof each !== 'object' || each === null)) {
    throw invalid('Invalid input JSON on line 1, column 1: a list was expected')
  }
  if (body.length > PAGE) {
    throw invalid(`The maximum number of objects in a batch request is ${PAGE}; this one has ${body.length}.`)
  }
  return body as Json[]
}

function recordOf(context: Context): CrmRecord {
  return requireRecord(storeOf(context), context.params['id'] ?? '')
}

function namesIn({ request: { query } }: Context): readonly string[] {
  return [...query.getAll('properties'), ...query.getAll('propertiesWithHistory')]
}

function objectBody(context: Context, record: CrmRecord, names?: readonly string[]): Json {
  const store = storeOf(context)
  return {
    objectType: store.schema.type.singular.toUpperCase(),
    portalId: context.portal.world.portal,
    objectId: record.id,
    properties: olderProperties(store, record, names, true),
    version: 1 + (record.revisions?.length ?? 0),
    isDeleted: record.archivedAt !== undefined,
  }
}

function page(context: Context): SandboxResponse {
  const found = storeOf(context).page(offsetOf(context), PAGE + 1, false)
  const told = found.slice(0, PAGE)
  const objects = told.map((record) => objectBody(context, record, namesIn(context)))
  return { status: 200, body: { objects, hasMore: found.length > PAGE, offset: told.at(-1)?.id ?? 0 }, records: told.length }
}

function make(context: Context, store: ObjectStore, properties: readonly unknown[]): CrmRecord {
  const { portal, actor } = context
  return createRecord(portal, store, draft(draftContext(portal, store, actor), olderInputs({ properties }), undefined), actor)
}

function create(context: Context): SandboxResponse {
  return { status: 200, body: objectBody(context, make(context, storeOf(context), bodyList(context))), records: 1 }
}

function update(context: Context): SandboxResponse {
  const record = recordOf(context)
  editRecord(context.portal, storeOf(context), record, olderInputs({ properties: bodyList(context) }), context.actor)
  return { status: 200, body: objectBody(context, record), records: 1 }
}

function remove(context: Context): SandboxResponse {
  archiveRecord(context.portal, storeOf(context), recordOf(context), context.actor)
  return { status: 204, records: 1 }
}

function idsIn(context: Context): string[] {
  const { ids } = bodyObject(context)
  if (!Array.isArray(ids)) {
    throw invalid('Some required fields were not set: [ids]')
  }
  return ids.map(String)
}

/** By id; those that are not there are left out. */
function readBatch(context: Context): SandboxResponse {
  const found = idsIn(context).flatMap((id) => findRecord(storeOf(context), id, undefined) ?? [])
  const bodies = found.map((record): [string, Json] => [String(record.id), objectBody(context, record, namesIn(context))])
  return { status: 200, body: Object.fromEntries(bodies), records: found.length }
}

function createBatch(context: Context): SandboxResponse {
  const lists = parsedBody(context)
  if (!Array.isArray(lists) || !lists.every(Array.isArray)) {
    throw invalid('Invalid input JSON on line 1, column 1: a list of lists was expected')
  }
  const made = lists.map((properties: readonly unknown[]) => make(context, storeOf(context), properties))
  return { status: 200, body: made.map((record) => objectBody(context, record)), records: made.length }
}

function updateBatch(context: Context): SandboxResponse {
  const store = storeOf(context)
  const entries = bodyList(context)
  for (const entry of entries) {
    editRecord(context.portal, store, requireRecord(store, String(entry['objectId'])), olderInputs(entry), context.actor)
  }
  return { status: 204, records: entries.length }
}

function removeBatch(context: Context): SandboxResponse {
  const store = storeOf(context)
  const found = idsIn(context).flatMap((id) => findRecord(store, id, undefined) ?? [])
  for (const record of found) {
    archiveRecord(context.portal, store, record, context.actor)
  }
  return { status: 204, records: found.length }
}

function typeOf({ portal }: Context, definitionId: unknown) {
  const type = portal.associationTypes.get(Number(definitionId))
  if (type === undefined) {
    throw invalid(`Association definition ${String(definitionId)} does not exist`)
  }
  return type
}

/** Ids on the far side, a hundred at once. */
function list(context: Context): SandboxResponse {
  const { portal, params } = context
  const type = typeOf(context, params['definitionId'])
  const far = portal.store(type.to)
  const all = portal.associations
    .of(type.from, type.to, Number(params['objectId']))
    .filter(({ to, types }) => to > offsetOf(context) && types.includes(type.id) && far?.live(to) !== undefined)
    .map(({ to }) => to)
  const results = all.slice(0, PAGE)
  return { status: 200, body: { results, hasMore: all.length > PAGE, offset: results.at(-1) ?? 0 }, records: results.length }
}

function join(context: Context, pairs: readonly Json[], wanted: boolean): SandboxResponse {
  const { portal, actor } = context
  const ends = pairs.map(({ fromObjectId, toObjectId, definitionId }) => {
    const type = typeOf(context, definitionId)
    const [from, to] = [portal.store(type.from), portal.store(type.to)]
    if (from === undefined || to === undefined) {
      throw invalid(`Association definition ${String(definitionId)} does not exist`)
    }
    return { type, from: requireRecord(from, String(fromObjectId)).id, to: requireRecord(to, String(toObjectId)).id }
  })
  for (const { type, from, to } of ends) {
    if (wanted) {
      associate(portal, type, from, to, actor)
    } else {
      dissociate(portal, [type], from, to, actor)
    }
  }
  return { status: 204, records: ends.length }
}
