/** Associations v4 of single records. */
import type { SandboxResponse } from '../../world/system'
import type { AssociationType } from '../associations/association-types'
import { associate, dissociate } from '../records/write-records'
import { associated, createdBody, defaultType, exceeds, pagingOf, pairOf, toBody, typesIn } from './association-replies'
import { type Context, parsedBody, queryLimit, type Route } from './context'
import { numericId, requireRecord } from './find-record'
import { batchReply } from './reply'

/** Far records a page tells at most. */
const PAGE = 500

const ONE = 'objects/:from/:id/associations'

/** Endpoints of one record’s associations. */
export const ASSOCIATION_ROUTES: readonly Route[] = [
  { method: 'GET', version: 'v4', pattern: `${ONE}/:to`, handle: list },
  { method: 'PUT', version: 'v4', pattern: `${ONE}/default/:to/:toId`, handle: (context) => putOne(context, defaultType(context)) },
  {
    method: 'PUT',
    version: 'v4',
    pattern: `${ONE}/:to/:toId`,
    handle: (context) => putOne(context, typesIn(context, parsedBody(context))),
  },
  { method: 'DELETE', version: 'v4', pattern: `${ONE}/:to/:toId`, handle: deleteOne },
]

function list(context: Context): SandboxResponse {
  const pair = pairOf(context)
  const record = requireRecord(pair.from, context.params['id'] ?? '')
  const limit = queryLimit(context, PAGE, PAGE)
  const all = associated(context, pair, record.id, numericId(context.request.query.get('after') ?? '0') ?? 0)
  const results = all.slice(0, limit).map((each) => toBody(context, each))
  return { status: 200, body: { results, ...pagingOf(context, all, limit) }, records: results.length }
}

function putOne(context: Context, types: readonly AssociationType[]): SandboxResponse {
  const { from, to } = pairOf(context)
  const near = requireRecord(from, context.params['id'] ?? '')
  const far = requireRecord(to, context.params['toId'] ?? '')
  const full = exceeds(context, types, near.id, far.id)
  if (full !== undefined) {
    throw full
  }
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
    associationSpec: { associationCategory: type.category, associationTypeId: type.id },
  }))
  return batchReply(200, results, [], context.portal.now(), true)
}

function deleteOne(context: Context): SandboxResponse {
  const { from, to } = pairOf(context)
  const near = requireRecord(from, context.params['id'] ?? '')
  const far = to.live(numericId(context.params['toId'] ?? '') ?? -1)
  if (far !== undefined) {
    dissociate(
      context.portal,
      context.portal.associationTypes.between(from.schema.type.name, to.schema.type.name),
      near.id,
      far.id,
      context.actor,
    )
  }
  return { status: 204, records: 1 }
}
