/** Associations v4: batches, single pairs and labels. */
import type { SandboxResponse } from '../../world/system'
import { ApiError, invalid, notFound } from '../api-error'
import type { Associated } from '../associations/association-store'
import { type AssociationType, associationType, plainType, typesBetween } from '../associations/association-types'
import type { ObjectStore } from '../records/object-store'
import { associate, dissociate } from '../records/write-records'
import { batchInputs, type Context, type Json, parsedBody, queryLimit, type Route, storeOf } from './context'
import { numericId, requireRecord } from './find-record'
import { batchReply, rowError } from './reply'

/** Inputs per call [HubSpot: associations v4, limits]. */
const READ = 1_000
const CREATE = 2_000
const ARCHIVE = 100
/** Far records told for one record before its reply is paged. */
const PAGE = 500

const BATCH = 'associations/:from/:to/batch'
const ONE = 'objects/:from/:id/associations'

export const ASSOCIATION_ROUTES: readonly Route[] = [
  { method: 'POST', version: 'v4', pattern: `${BATCH}/read`, handle: batchRead },
  { method: 'POST', version: 'v4', pattern: `${BATCH}/create`, handle: (context) => batchCreate(context, givenTypes) },
  { method: 'POST', version: 'v4', pattern: `${BATCH}/associate/default`, handle: (context) => batchCreate(context, defaultType) },
  { method: 'POST', version: 'v4', pattern: `${BATCH}/archive`, handle: batchArchive },
  { method: 'POST', version: 'v4', pattern: `${BATCH}/labels/archive`, handle: labelsArchive },
  { method: 'GET', version: 'v4', pattern: 'associations/:from/:to/labels', handle: labels },
  { method: 'GET', version: 'v4', pattern: `${ONE}/:to`, handle: list },
  { method: 'PUT', version: 'v4', pattern: `${ONE}/default/:to/:toId`, handle: (context) => putOne(context, defaultType(context, {})) },
  {
    method: 'PUT',
    version: 'v4',
    pattern: `${ONE}/:to/:toId`,
    handle: (context) => putOne(context, typesIn(context, parsedBody(context))),
  },
  { method: 'DELETE', version: 'v4', pattern: `${ONE}/:to/:toId`, handle: deleteOne },
]

type Pair = { readonly from: ObjectStore; readonly to: ObjectStore }

function pairOf(context: Context): Pair {
  return { from: storeOf(context, 'from'), to: storeOf(context, 'to') }
}

function batchRead(context: Context): SandboxResponse {
  const { from, to } = pairOf(context)
  const results: unknown[] = []
  const errors: unknown[] = []
  for (const input of batchInputs(context, READ)) {
    const id = String(input['id'])
    const after = numericId(String(input['after'] ?? '0')) ?? 0
    const record = from.live(numericId(id) ?? -1)
    const all = record === undefined ? [] : associated(context, { from, to }, record.id, after)
    if (all.length === 0) {
      errors.push(nothingAssociated(id, from, to))
    } else {
      results.push({ from: { id }, to: all.slice(0, PAGE).map((each) => toBody(each)), ...pagingOf(all, PAGE) })
    }
  }
  return batchReply(200, results, errors, context.portal.now(), false)
}

function batchCreate(context: Context, typesOf: (context: Context, input: Json) => AssociationType[]): SandboxResponse {
  const { from, to } = pairOf(context)
  const results: unknown[] = []
  const errors: unknown[] = []
  for (const input of batchInputs(context, CREATE)) {
    const fromId = idIn(input['from'])
    const toId = idIn(input['to'])
    const types = typesOf(context, input)
    const [near, far] = [from.live(numericId(fromId) ?? -1), to.live(numericId(toId) ?? -1)]
    if (near === undefined || far === undefined) {
      errors.push(
        rowError(invalidIds(near === undefined ? from : to, near === undefined ? fromId : toId), {
          fromObjectId: [fromId],
          toObjectId: [toId],
        }),
      )
      continue
    }
    for (const type of types) {
      associate(context.portal, type, near.id, far.id, context.actor)
    }
    results.push(createdBody(from, to, near.id, far.id, types))
  }
  return batchReply(201, results, errors, context.portal.now(), context.isDated)
}

function batchArchive(context: Context): SandboxResponse {
  const { from, to } = pairOf(context)
  const types = typesBetween(from.schema.type.name, to.schema.type.name)
  const inputs = batchInputs(context, ARCHIVE)
  for (const input of inputs) {
    const near = from.live(numericId(idIn(input['from'])) ?? -1)
    for (const target of Array.isArray(input['to']) ? input['to'] : [input['to']]) {
      const far = to.live(numericId(idIn(target)) ?? -1)
      if (near !== undefined && far !== undefined) {
        dissociate(context.portal, types, near.id, far.id, context.actor)
      }
    }
  }
  return { status: context.isDated ? 200 : 204, ...(context.isDated ? { body: {} } : {}), records: inputs.length }
}

function labelsArchive(context: Context): SandboxResponse {
  const { from, to } = pairOf(context)
  const inputs = batchInputs(context, ARCHIVE)
  for (const input of inputs) {
    const near = from.live(numericId(idIn(input['from'])) ?? -1)
    const far = to.live(numericId(idIn(input['to'])) ?? -1)
    const types = givenTypes(context, input)
    if (near !== undefined && far !== undefined) {
      dissociate(context.portal, types, near.id, far.id, context.actor)
    }
  }
  return { status: 204, records: inputs.length }
}

function labels(context: Context): SandboxResponse {
  const { from, to } = pairOf(context)
  const results = typesBetween(from.schema.type.name, to.schema.type.name).map((type) => ({
    category: 'HUBSPOT_DEFINED',
    typeId: type.id,
    label: type.label ?? null,
  }))
  return { status: 200, body: { results } }
}

function list(context: Context): SandboxResponse {
  const pair = pairOf(context)
  const record = requireRecord(pair.from, context.params['id'] ?? '')
  const limit = queryLimit(context, PAGE, PAGE)
  const all = associated(context, pair, record.id, numericId(context.request.query.get('after') ?? '0') ?? 0)
  const results = all.slice(0, limit).map((each) => toBody(each))
  return { status: 200, body: { results, ...pagingOf(all, limit) }, records: results.length }
}

function putOne(context: Context, types: readonly AssociationType[]): SandboxResponse {
  const { from, to } = pairOf(context)
  const near = requireRecord(from, context.params['id'] ?? '')
  const far = requireRecord(to, context.params['toId'] ?? '')
  for (const type of types) {
    associate(context.portal, type, near.id, far.id, context.actor)
  }
  const isDefault = context.request.path.includes('/associations/default/')
  if (!isDefault) {
    return { status: 201, body: createdBody(from, to, near.id, far.id, types), records: 1 }
  }
  const results = types.map((type) => ({
    from: { id: String(near.id) },
    to: { id: String(far.id) },
    associationSpec: { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: type.id },
  }))
  return batchReply(200, results, [], context.portal.now(), true)
}

function deleteOne(context: Context): SandboxResponse {
  const { from, to } = pairOf(context)
  const near = requireRecord(from, context.params['id'] ?? '')
  const far = to.live(numericId(context.params['toId'] ?? '') ?? -1)
  if (far !== undefined) {
    dissociate(context.portal, typesBetween(from.schema.type.name, to.schema.type.name), near.id, far.id, context.actor)
  }
  return { status: 204, records: 1 }
}

function associated({ portal }: Context, { from, to }: Pair, id: number, after: number): Associated[] {
  const all = portal.associations.of(from.schema.type.name, to.schema.type.name, id)
  return all.filter((each) => each.to > after && to.live(each.to) !== undefined)
}

function pagingOf(all: readonly Associated[], limit: number) {
  const last = all[limit - 1]
  return all.length > limit && last !== undefined ? { paging: { next: { after: String(last.to), link: `?after=${last.to}` } } } : {}
}

function toBody({ to, types }: Associated) {
  return {
    toObjectId: String(to),
    associationTypes: types.map((typeId) => ({ category: 'HUBSPOT_DEFINED', typeId, label: associationType(typeId)?.label ?? null })),
  }
}

function createdBody(from: ObjectStore, to: ObjectStore, near: number, far: number, types: readonly AssociationType[]) {
  return {
    fromObjectTypeId: from.schema.type.id,
    fromObjectId: String(near),
    toObjectTypeId: to.schema.type.id,
    toObjectId: String(far),
    labels: types.flatMap((type) => (type.label === undefined ? [] : [type.label])),
  }
}

function nothingAssociated(id: string, from: ObjectStore, to: ObjectStore) {
  const [near, far] = [from.schema.type.singular, to.schema.type.singular]
  const error = new ApiError(404, 'OBJECT_NOT_FOUND', `No ${far} is associated with ${near} ${id}.`, {
    subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
  })
  return rowError(error, { fromObjectId: [id], fromObjectType: [near], toObjectType: [far] })
}

function invalidIds(store: ObjectStore, id: string): ApiError {
  return new ApiError(
    400,
    'VALIDATION_ERROR',
    `One or more associations are invalid: no ${store.schema.type.singular} with id ${id} exists`,
    {
      subCategory: 'crm.associations.INVALID_OBJECT_IDS',
    },
  )
}

function givenTypes(context: Context, input: Json): AssociationType[] {
  return typesIn(context, input['types'])
}

function typesIn(context: Context, given: unknown): AssociationType[] {
  const { from, to } = pairOf(context)
  if (!Array.isArray(given) || given.length === 0) {
    throw invalid('Some required fields were not set: [types]')
  }
  return given.map((spec: Json) => {
    const type = associationType(Number(spec['associationTypeId']))
    if (spec['associationCategory'] !== 'HUBSPOT_DEFINED' || type?.from !== from.schema.type.name || type.to !== to.schema.type.name) {
      throw invalid(
        `Invalid association type ${String(spec['associationTypeId'])} between ${from.schema.type.name} and ${to.schema.type.name}`,
      )
    }
    return type
  })
}

function defaultType(context: Context, _input: Json): AssociationType[] {
  const { from, to } = pairOf(context)
  const type = plainType(from.schema.type.name, to.schema.type.name)
  if (type === undefined) {
    throw notFound()
  }
  return [type]
}

function idIn(value: unknown): string {
  return typeof value === 'object' && value !== null ? String((value as Json)['id']) : ''
}
