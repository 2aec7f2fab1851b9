/** Association labels between two objects, and how many records each may join. */
import type { SandboxResponse } from '../../world/system'
import { ApiError, invalid, notFound } from '../api-error'
import type { AssociationType } from '../associations/association-types'
import { dissociateAll } from '../records/write-records'
import { pairOf } from './association-replies'
import { batchInputs, bodyObject, type Context, type Json, type Route } from './context'
import { numericId } from './find-record'
import { batchReply, rowError } from './reply'

/** Labels between two objects, a pair of labels counting once [HubSpot: associations v4, limits]. */
const MOST_LABELS = 10
const BATCH = 100

const LABELS = 'associations/:from/:to/labels'
const LIMITS = 'associations/definitions/configurations'

/** Endpoints of labels and of their limits. */
export const ASSOCIATION_LABEL_ROUTES: readonly Route[] = [
  { method: 'GET', version: 'v4', pattern: LABELS, handle: labels },
  { method: 'POST', version: 'v4', pattern: LABELS, handle: create },
  { method: 'PUT', version: 'v4', pattern: LABELS, handle: change },
  { method: 'DELETE', version: 'v4', pattern: `${LABELS}/:typeId`, handle: remove },
  { method: 'GET', version: 'v4', pattern: `${LIMITS}/all`, handle: allLimits },
  { method: 'GET', version: 'v4', pattern: `${LIMITS}/:from/:to`, handle: limits },
  { method: 'POST', version: 'v4', pattern: `${LIMITS}/:from/:to/batch/create`, handle: setLimits },
  { method: 'POST', version: 'v4', pattern: `${LIMITS}/:from/:to/batch/update`, handle: setLimits },
  { method: 'POST', version: 'v4', pattern: `${LIMITS}/:from/:to/batch/purge`, handle: clearLimits },
]

function labels(context: Context): SandboxResponse {
  return { status: 200, body: { results: between(context).map(labelBody) } }
}

function create(context: Context): SandboxResponse {
  const { from, to } = pairOf(context)
  const { label, name, inverseLabel } = bodyObject(context)
  const missing = Object.entries({ label, name }).flatMap(([key, value]) => (typeof value === 'string' && value !== '' ? [] : [key]))
  if (typeof label !== 'string' || typeof name !== 'string' || missing.length > 0) {
    throw invalid(`Some required fields were not set: [${missing.join(', ')}]`)
  }
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name)) {
    throw invalid(`Invalid association name '${name}': letters, numbers and underscores only, a letter first.`)
  }
  const own = between(context).filter((type) => type.category === 'USER_DEFINED' && type.label !== undefined)
  if (own.some((type) => type.name === name || type.label === label)) {
    throw new ApiError(409, 'CONFLICT', `An association label '${label}' (${name}) already exists.`, { context: { name: [name] } })
  }
  if (new Set(own.map((type) => Math.min(type.id, type.inverse))).size >= MOST_LABELS) {
    throw invalid(`The limit of ${MOST_LABELS} association labels between these objects has been reached.`)
  }
  const ends = { from: from.schema.type.name, to: to.schema.type.name }
  const inverse = typeof inverseLabel === 'string' && inverseLabel !== '' ? { inverseLabel } : {}
  return { status: 200, body: { results: context.portal.associationTypes.define({ ...ends, name, label, ...inverse }).map(labelBody) } }
}

function change(context: Context): SandboxResponse {
  const { associationTypeId, label, inverseLabel } = bodyObject(context)
  const type = ownLabel(context, Number(associationTypeId))
  if (typeof label !== 'string' || label === '') {
    throw invalid('Some required fields were not set: [label]')
  }
  context.portal.associationTypes.relabel(type, label, typeof inverseLabel === 'string' ? inverseLabel : undefined)
  return { status: 204 }
}

/** The records stay associated, without the label. */
function remove(context: Context): SandboxResponse {
  const type = ownLabel(context, numericId(context.params['typeId'] ?? '') ?? -1)
  dissociateAll(context.portal, type, context.actor)
  context.portal.associationTypes.drop(type)
  return { status: 204 }
}

function allLimits(context: Context): SandboxResponse {
  const { portal } = context
  const results = portal.associationTypes.limited().map((type) => ({
    ...limitBody(context, type),
    fromObjectTypeId: portal.store(type.from)?.schema.type.id,
    toObjectTypeId: portal.store(type.to)?.schema.type.id,
  }))
  return { status: 200, body: { results } }
}

function limits(context: Context): SandboxResponse {
  return { status: 200, body: { results: between(context).map((type) => limitBody(context, type)) } }
}

function setLimits(context: Context): SandboxResponse {
  return eachType(context, (type, input) => {
    const most = Number(input['maxToObjectIds'])
    if (!Number.isInteger(most) || most < 1) {
      throw invalid(`maxToObjectIds must be a whole number of 1 or more, was ${String(input['maxToObjectIds'])}`)
    }
    context.portal.associationTypes.limit(type.id, most)
    return limitBody(context, type)
  })
}

function clearLimits(context: Context): SandboxResponse {
  eachType(context, (type) => context.portal.associationTypes.limit(type.id, undefined))
  return { status: 204 }
}

function eachType(context: Context, act: (type: AssociationType, input: Json) => unknown): SandboxResponse {
  const results: unknown[] = []
  const errors: unknown[] = []
  for (const input of batchInputs(context, BATCH)) {
    const type = between(context).find((each) => each.id === Number(input['typeId']) && each.category === input['category'])
    if (type === undefined) {
      errors.push(rowError(notFound('No such association type.'), { typeId: [String(input['typeId'])] }))
    } else {
      results.push(act(type, input))
    }
  }
  return batchReply(200, results, errors, context.portal.now(), context.isDated)
}

function between(context: Context): readonly AssociationType[] {
  const { from, to } = pairOf(context)
  return context.portal.associationTypes.between(from.schema.type.name, to.schema.type.name)
}

function ownLabel(context: Context, id: number): AssociationType {
  const type = between(context).find((each) => each.id === id)
  if (type === undefined) {
    throw notFound(`No association label has the id ${id}.`)
  }
  if (type.category !== 'USER_DEFINED' || type.label === undefined) {
    throw invalid(`The association type ${id} is defined by HubSpot and cannot be changed.`)
  }
  return type
}

function labelBody(type: AssociationType) {
  return { category: type.category, typeId: type.id, label: type.label ?? null }
}

function limitBody({ portal }: Context, type: AssociationType) {
  const most = portal.associationTypes.limitOf(type.id)
  return { ...labelBody(type), ...(most === undefined ? {} : { userEnforcedMaxToObjectIds: most }) }
}
