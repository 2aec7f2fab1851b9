/** Batches of records: read, create, update, upsert, archive. */
import type { SandboxResponse } from '../../world/system'
import { ApiError, invalid } from '../api-error'
import { type Changes, draft } from '../records/draft'
import type { ObjectStore } from '../records/object-store'
import type { CrmRecord } from '../records/record'
import { archiveRecord, createRecord, draftContext, type Link, updateRecord } from '../records/write-records'
import { batchInputs, bodyObject, type Context, isQueryTrue, type Json, propertiesOf, type Route, storeOf, textList } from './context'
import { findRecord, missingObjects } from './find-record'
import { readLinks } from './inline-associations'
import { batchReply, recordBody, rowError, writtenBody } from './reply'

/** Inputs of an object batch; 50 when histories are asked for [HubSpot: CRM objects, limits]. */
const BATCH = 100
const BATCH_WITH_HISTORY = 50

/** Batch endpoints of records. */
export const OBJECT_BATCH_ROUTES: readonly Route[] = [
  { method: 'POST', version: 'v3', pattern: 'objects/:type/batch/read', handle: batchRead },
  { method: 'POST', version: 'v3', pattern: 'objects/:type/batch/create', handle: batchCreate },
  { method: 'POST', version: 'v3', pattern: 'objects/:type/batch/update', handle: batchUpdate },
  { method: 'POST', version: 'v3', pattern: 'objects/:type/batch/upsert', handle: batchUpsert },
  { method: 'POST', version: 'v3', pattern: 'objects/:type/batch/archive', handle: batchArchive },
]

function batchRead(context: Context): SandboxResponse {
  const store = storeOf(context)
  const { properties, propertiesWithHistory, idProperty } = bodyObject(context)
  const history = textList(propertiesWithHistory)?.filter((name) => name !== '')
  const hasHistory = history !== undefined && history.length > 0
  const inputs = batchInputs(context, hasHistory ? BATCH_WITH_HISTORY : BATCH)
  const by = typeof idProperty === 'string' && idProperty !== '' ? idProperty : undefined
  const found = new Set<CrmRecord>()
  const missing: string[] = []
  for (const id of new Set(inputs.map((input) => String(input['id'])))) {
    const record = findRecord(store, id, by, isQueryTrue(context, 'archived'))
    if (record === undefined) {
      missing.push(id)
    } else {
      found.add(record)
    }
  }
  const shown = { properties: textList(properties), ...(hasHistory ? { history } : {}) }
  const errors = missing.length === 0 ? [] : [rowError(missingObjects(store, missing), by === undefined ? {} : { idProperty: [by] })]
  const results = [...found].map((record) => recordBody(store, record, shown))
  // A missing id is not a failed write: even the dated APIs answer 207 here.
  return batchReply(200, results, errors, context.portal.now(), false)
}

/** Rows are judged one by one only when each carries its own trace id; else the first bad row refuses all [HubSpot: error handling]. */
function batchCreate(context: Context): SandboxResponse {
  const { portal, actor } = context
  const store = storeOf(context)
  const inputs = batchInputs(context, BATCH)
  const traces = inputs.map((input) => input['objectWriteTraceId'])
  const isTraced = traces.every((trace) => typeof trace === 'string' && trace !== '') && new Set(traces).size === traces.length
  const drafting = draftContext(portal, store, actor)
  const rows: { input: Json; changes: Changes; links: Link[] }[] = []
  const errors: unknown[] = []
  for (const input of inputs) {
    try {
      const links = readLinks(portal, store, input['associations'])
      rows.push({ input, changes: draft(drafting, propertiesOf(input), undefined), links })
    } catch (error) {
      if (!(error instanceof ApiError) || !isTraced) {
        throw error
      }
      errors.push(rowError(error, { objectWriteTraceId: [String(input['objectWriteTraceId'])] }))
    }
  }
  const results = rows.map(({ input, changes, links }) => {
    const record = createRecord(portal, store, changes, actor, links)
    const trace = input['objectWriteTraceId']
    const body = writtenBody(store, record, Object.keys(propertiesOf(input)))
    return typeof trace === 'string' ? { ...body, objectWriteTraceId: trace } : body
  })
  return batchReply(201, results, errors, portal.now(), context.isDated)
}

function batchUpdate(context: Context): SandboxResponse {
  const { portal, actor } = context
  const store = storeOf(context)
  const inputs = batchInputs(context, BATCH)
  const records = inputs.map((input) => findRecord(store, String(input['id']), textOf(input['idProperty'])))
  refuseMissing(store, inputs, records)
  refuseDuplicates(records)
  const drafting = draftContext(portal, store, actor)
  const drafts = inputs.map((input, index) => draft(drafting, propertiesOf(input), records[index]))
  const results = records.flatMap((record, index) => {
    const input = inputs[index]
    if (record === undefined || input === undefined) {
      return []
    }
    updateRecord(portal, store, record, drafts[index] ?? new Map(), actor)
    return [writtenBody(store, record, Object.keys(propertiesOf(input)))]
  })
  return batchReply(200, results, [], portal.now(), context.isDated)
}

function batchUpsert(context: Context): SandboxResponse {
  const { portal, actor } = context
  const store = storeOf(context)
  const inputs = batchInputs(context, BATCH)
  const keys = inputs.map((input) => uniqueKey(store, input))
  if (new Set(keys.map(({ name, value }) => `${name}\n${value}`)).size !== keys.length) {
    throw invalid('Duplicate IDs found in batch input. IDs must be unique.')
  }
  const records = keys.map(({ name, value }) => findRecord(store, value, name))
  if (keys.some(({ name }) => name === 'hs_object_id')) {
    refuseMissing(store, inputs, records)
  }
  refuseDuplicates(records)
  const drafting = draftContext(portal, store, actor)
  const drafts = inputs.map((input, index) => {
    const key = keys[index]
    const isNew = records[index] === undefined && key !== undefined
    if (isNew) {
      // An upsert makes no associations; objects that cannot be without one are refused.
      readLinks(portal, store, undefined)
    }
    return draft(drafting, isNew ? { [key.name]: key.value, ...propertiesOf(input) } : propertiesOf(input), records[index])
  })
  const results = inputs.map((input, index) => {
    const changes = drafts[index] ?? new Map()
    const known = records[index]
    const record = known ?? createRecord(portal, store, changes, actor)
    if (known !== undefined) {
      updateRecord(portal, store, known, changes, actor)
    }
    const trace = textOf(input['objectWriteTraceId'])
    const body = { ...writtenBody(store, record, Object.keys(propertiesOf(input))), new: known === undefined }
    return trace === undefined ? body : { ...body, objectWriteTraceId: trace }
  })
  return batchReply(200, results, [], portal.now(), context.isDated)
}

function batchArchive(context: Context): SandboxResponse {
  const store = storeOf(context)
  const inputs = batchInputs(context, BATCH)
  for (const input of inputs) {
    const record = findRecord(store, String(input['id']), undefined)
    if (record !== undefined) {
      archiveRecord(context.portal, store, record, context.actor)
    }
  }
  return { status: 204, records: inputs.length }
}

function refuseMissing(store: ObjectStore, inputs: readonly Json[], records: readonly (CrmRecord | undefined)[]): void {
  const missing = inputs.filter((_, index) => records[index] === undefined).map((input) => String(input['id']))
  if (missing.length > 0) {
    throw missingObjects(store, missing)
  }
}

function refuseDuplicates(records: readonly (CrmRecord | undefined)[]): void {
  const seen = new Set<CrmRecord>()
  const twice = new Set<number>()
  for (const record of records) {
    if (record !== undefined && seen.has(record)) {
      twice.add(record.id)
    }
    if (record !== undefined) {
      seen.add(record)
    }
  }
  if (twice.size > 0) {
    throw invalid(`Duplicate IDs found in batch input: [${[...twice].join(', ')}]. IDs must be unique.`)
  }
}

function uniqueKey(store: ObjectStore, input: Json): { readonly name: string; readonly value: string } {
  const name = textOf(input['idProperty'])
  const value = textOf(input['id'])
  if (value === undefined) {
    throw invalid('Some required fields were not set: [id]')
  }
  const property = store.schema.get(name ?? 'hs_object_id')
  if (property === undefined || (property.name !== 'hs_object_id' && !store.schema.isUnique(property))) {
    throw invalid(`idProperty '${String(name)}' is not a unique property of ${store.schema.type.name}`)
  }
  return { name: property.name, value }
}

function textOf(value: unknown): string | undefined {
  return value === undefined || value === null || value === '' ? undefined : String(value)
}
