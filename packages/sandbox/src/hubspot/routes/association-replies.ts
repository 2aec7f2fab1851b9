/** What the association routes share: ends, types and bodies. */
import { ApiError, invalid, notFound } from '../api-error'
import type { Associated } from '../associations/association-store'
import type { AssociationType } from '../associations/association-types'
import type { ObjectStore } from '../records/object-store'
import { type Context, type Json, nextPage, storeOf } from './context'
import { rowError } from './reply'

/** The two objects of a path. */
export type Pair = { readonly from: ObjectStore; readonly to: ObjectStore }

/** Both ends of the path. Throws 404 for an unknown object. */
export function pairOf(context: Context): Pair {
  return { from: storeOf(context, 'from'), to: storeOf(context, 'to') }
}

/** Live records on the far side with an id above `after`, ascending. */
export function associated({ portal }: Context, { from, to }: Pair, id: number, after: number): Associated[] {
  const all = portal.associations.of(from.schema.type.name, to.schema.type.name, id)
  return all.filter((each) => each.to > after && to.live(each.to) !== undefined)
}

/** The `paging` member of a reply that tells `limit` of them. */
export function pagingOf(context: Context, all: readonly Associated[], limit: number) {
  const last = all[limit - 1]
  return all.length > limit && last !== undefined ? nextPage(context, String(last.to)) : {}
}

/** One far record with its types, as v4 tells it. */
export function toBody({ portal }: Context, { to, types }: Associated) {
  return {
    toObjectId: String(to),
    associationTypes: types.map((typeId) => {
      const type = portal.associationTypes.get(typeId)
      return { category: type?.category ?? 'HUBSPOT_DEFINED', typeId, label: type?.label ?? null }
    }),
  }
}

/** What a create tells about a pair. */
export function createdBody(from: ObjectStore, to: ObjectStore, near: number, far: number, types: readonly AssociationType[]) {
  return {
    fromObjectTypeId: from.schema.type.id,
    fromObjectId: String(near),
    toObjectTypeId: to.schema.type.id,
    toObjectId: String(far),
    labels: types.flatMap((type) => (type.label === undefined ? [] : [type.label])),
  }
}

/** Reads association types. Throws 400 for none, and for one that does not join the two objects of the path. */
export function typesIn(context: Context, given: unknown): AssociationType[] {
  const { from, to } = pairOf(context)
  if (!Array.isArray(given) || given.length === 0) {
    throw invalid('Some required fields were not set: [types]')
  }
  return given.map((each: unknown) => {
    const spec: Json = typeof each === 'object' && each !== null ? (each as Json) : {}
    const type = context.portal.associationTypes.get(Number(spec['associationTypeId']))
    if (
      type === undefined ||
      spec['associationCategory'] !== type.category ||
      type.from !== from.schema.type.name ||
      type.to !== to.schema.type.name
    ) {
      throw invalid(
        `Invalid association type ${String(spec['associationTypeId'])} between ${from.schema.type.name} and ${to.schema.type.name}`,
      )
    }
    return type
  })
}

/** The unlabelled type between the two objects of the path. Throws 404 where there is none. */
export function defaultType(context: Context): AssociationType[] {
  const { from, to } = pairOf(context)
  const type = context.portal.associationTypes.plain(from.schema.type.name, to.schema.type.name)
  if (type === undefined) {
    throw notFound()
  }
  return [type]
}

/** The row of a record that nothing is associated with. */
export function nothingAssociated(id: string, { from, to }: Pair) {
  const [near, far] = [from.schema.type.singular, to.schema.type.singular]
  const error = new ApiError(404, 'OBJECT_NOT_FOUND', `No ${far} is associated with ${near} ${id}.`, {
    subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
  })
  return rowError(error, { fromObjectId: [id], fromObjectType: [near], toObjectType: [far] })
}

/** The refusal of a record that is not there. */
export function invalidIds(store: ObjectStore, id: string): ApiError {
  return new ApiError(
    400,
    'VALIDATION_ERROR',
    `One or more associations are invalid: no ${store.schema.type.singular} with id ${id} exists`,
    {
      subCategory: 'crm.associations.INVALID_OBJECT_IDS',
    },
  )
}

/** The refusal of an association beyond the limit that the portal set for its type; undefined where there is room. */
export function exceeds({ portal }: Context, types: readonly AssociationType[], near: number, far: number): ApiError | undefined {
  const full = types.find((type) => {
    const most = portal.associationTypes.limitOf(type.id)
    if (most === undefined) {
      return false
    }
    const held = portal.associations.of(type.from, type.to, near).filter((each) => each.types.includes(type.id))
    return held.length >= most && !held.some((each) => each.to === far)
  })
  return full === undefined
    ? undefined
    : invalid(
        `Record ${near} already has as many associations of type ${full.id} as the limit allows.`,
        [],
        undefined,
        'crm.associations.LIMIT_EXCEEDED',
      )
}
