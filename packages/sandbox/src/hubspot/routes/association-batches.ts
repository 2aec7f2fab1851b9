/** Associations v4 in batches: read, create, archive. */
import type { SandboxResponse } from '../../world/system'
import type { AssociationType } from '../associations/association-types'
import { associate, dissociate } from '../records/write-records'
import {
  associated,
  createdBody,
  defaultType,
  exceeds,
  invalidIds,
  nothingAssociated,
  pagingOf,
  pairOf,
  toBody,
  typesIn,
} from './association-replies'
import { batchInputs, type Context, type Json, type Route } from './context'
import { numericId } from './find-record'
import { batchReply, rowError } from './reply'

/** Inputs per call [HubSpot: associations v4, limits]. */
const READ = 1_000
const CREATE = 2_000
const ARCHIVE = 100
/** Far records told for one record before its reply is paged. */
const PAGE = 500

const BATCH = 'associations/:from/:to/batch'

/** Batch endpoints of associations v4. */
export const ASSOCIATION_BATCH_ROUTES: readonly Route[] = [
  { method: 'POST', version: 'v4', pattern: `${BATCH}/read`, handle: batchRead },
  { method: 'POST', version: 'v4', pattern: `${BATCH}/create`, handle: (context) => batchCreate(context, givenTypes) },
  { method: 'POST', version: 'v4', pattern: `${BATCH}/associate/default`, handle: (context) => batchCreate(context, defaultType) },
  { method: 'POST', version: 'v4', pattern: `${BATCH}/archive`, handle: batchArchive },
  { method: 'POST', version: 'v4', pattern: `${BATCH}/labels/archive`, handle: labelsArchive },
]

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
      errors.push(nothingAssociated(id, { from, to }))
    } else {
      results.push({ from: { id }, to: all.slice(0, PAGE).map((each) => toBody(context, each)), ...pagingOf(context, all, PAGE) })
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
    const full = exceeds(context, types, near.id, far.id)
    if (full !== undefined) {
      errors.push(rowError(full, { fromObjectId: [fromId], toObjectId: [toId] }))
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
  const types = context.portal.associationTypes.between(from.schema.type.name, to.schema.type.name)
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

function givenTypes(context: Context, input: Json): AssociationType[] {
  return typesIn(context, input['types'])
}

function idIn(value: unknown): string {
  return typeof value === 'object' && value !== null ? String((value as Json)['id']) : ''
}
