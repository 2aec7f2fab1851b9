/** Associations v3: types by name, one type at a time. */
import type { SandboxResponse } from '../../world/system'
import { invalid } from '../api-error'
import type { AssociationType } from '../associations/association-types'
import { associate, dissociate } from '../records/write-records'
import { associated, invalidIds, nothingAssociated, pagingOf, pairOf } from './association-replies'
import { batchInputs, type Context, type Json, queryLimit, type Route } from './context'
import { numericId, requireRecord } from './find-record'
import { batchReply, recordBody, rowError } from './reply'

/** Inputs per call and far records per page [HubSpot OpenAPI: associations v3]. */
const BATCH = 1_000
const WRITES = 2_000
const PAGE = 500

const ONE = 'objects/:from/:id/associations/:to'
const MANY = 'associations/:from/:to'

/** Endpoints of associations v3; at dated paths version 4 answers. */
export const ASSOCIATION_V3_ROUTES: readonly Route[] = [
  { method: 'GET', version: 'v3', pattern: ONE, handle: list },
  { method: 'PUT', version: 'v3', pattern: `${ONE}/:toId/:typeName`, handle: (context) => changeOne(context, true) },
  { method: 'DELETE', version: 'v3', pattern: `${ONE}/:toId/:typeName`, handle: (context) => changeOne(context, false) },
  { method: 'GET', version: 'v3', pattern: `${MANY}/types`, handle: types },
  { method: 'POST', version: 'v3', pattern: `${MANY}/batch/read`, handle: batchRead },
  { method: 'POST', version: 'v3', pattern: `${MANY}/batch/create`, handle: (context) => batchChange(context, true) },
  { method: 'POST', version: 'v3', pattern: `${MANY}/batch/archive`, handle: (context) => batchChange(context, false) },
]

function list(context: Context): SandboxResponse {
  const pair = pairOf(context)
  const record = requireRecord(pair.from, context.params['id'] ?? '')
  const limit = queryLimit(context, PAGE, PAGE)
  const all = associated(context, pair, record.id, numericId(context.request.query.get('after') ?? '0') ?? 0)
  const results = all.slice(0, limit).flatMap((each) => named(context, each))
  return { status: 200, body: { results, ...pagingOf(context, all, limit) }, records: results.length }
}

function changeOne(context: Context, adds: boolean): SandboxResponse {
  const { from, to } = pairOf(context)
  const type = typeNamed(context, context.params['typeName'])
  const near = requireRecord(from, context.params['id'] ?? '')
  const far = requireRecord(to, context.params['toId'] ?? '')
  if (!adds) {
    dissociate(context.portal, [type], near.id, far.id, context.actor)
    return { status: 204, records: 1 }
  }
  associate(context.portal, type, near.id, far.id, context.actor)
  const results = associated(context, { from, to }, near.id, 0).flatMap((each) => named(context, each))
  const associations = { [to.schema.type.name]: { results } }
  return { status: 200, body: { ...recordBody(from, near), associations }, records: 1 }
}

function types(context: Context): SandboxResponse {
  const results = between(context).map(({ id, name }) => ({ id: String(id), name }))
  return { status: 200, body: { results } }
}

function batchRead(context: Context): SandboxResponse {
  const pair = pairOf(context)
  const results: unknown[] = []
  const errors: unknown[] = []
  for (const input of batchInputs(context, BATCH)) {
    const id = String(input['id'])
    const record = pair.from.live(numericId(id) ?? -1)
    const all = record === undefined ? [] : associated(context, pair, record.id, 0)
    if (all.length === 0) {
      errors.push(nothingAssociated(id, pair))
    } else {
      results.push({ from: { id }, to: all.slice(0, PAGE).flatMap((each) => named(context, each)), ...pagingOf(context, all, PAGE) })
    }
  }
  return batchReply(200, results, errors, context.portal.now(), false)
}

function batchChange(context: Context, adds: boolean): SandboxResponse {
  const { from, to } = pairOf(context)
  const results: unknown[] = []
  const errors: unknown[] = []
  const inputs = batchInputs(context, WRITES)
  const chosen = inputs.map((input) => typeNamed(context, input['type']))
  for (const [index, input] of inputs.entries()) {
    const [fromId, toId] = [idIn(input['from']), idIn(input['to'])]
    const [near, far] = [from.live(numericId(fromId) ?? -1), to.live(numericId(toId) ?? -1)]
    const type = chosen[index]
    if (near === undefined || far === undefined || type === undefined) {
      const wrong = near === undefined ? invalidIds(from, fromId) : invalidIds(to, toId)
      errors.push(rowError(wrong, { fromObjectId: [fromId], toObjectId: [toId] }))
    } else if (adds) {
      associate(context.portal, type, near.id, far.id, context.actor)
      results.push({ from: { id: String(near.id) }, to: { id: String(far.id) }, type: type.name })
    } else {
      dissociate(context.portal, [type], near.id, far.id, context.actor)
    }
  }
  return adds ? batchReply(201, results, errors, context.portal.now(), false) : { status: 204, records: inputs.length }
}

function between(context: Context): readonly AssociationType[] {
  const { from, to } = pairOf(context)
  return context.portal.associationTypes.between(from.schema.type.name, to.schema.type.name)
}

/** By name or by id. Throws 400 for one that does not join the two objects. */
function typeNamed(context: Context, name: unknown): AssociationType {
  const type = between(context).find((each) => each.name === name || String(each.id) === String(name))
  if (type === undefined) {
    throw invalid(`The association type '${String(name)}' does not exist between these objects.`)
  }
  return type
}

function named({ portal }: Context, { to, types: ids }: { readonly to: number; readonly types: readonly number[] }) {
  return ids.map((id) => ({ id: String(to), type: portal.associationTypes.get(id)?.name ?? String(id) }))
}

function idIn(value: unknown): string {
  return typeof value === 'object' && value !== null ? String((value as Json)['id']) : ''
}
