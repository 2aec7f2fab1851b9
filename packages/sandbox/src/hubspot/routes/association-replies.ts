/** What the association routes share: ends, types and bodies. */
import { invalid, notFound } from '../api-error'
import type { Associated } from '../associations/association-store'
import { type AssociationType, associationType, plainType } from '../associations/association-types'
import type { ObjectStore } from '../records/object-store'
import { type Context, type Json, storeOf } from './context'

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
export function pagingOf(all: readonly Associated[], limit: number) {
  const last = all[limit - 1]
  return all.length > limit && last !== undefined ? { paging: { next: { after: String(last.to), link: `?after=${last.to}` } } } : {}
}

/** One far record with its types, as v4 tells it. */
export function toBody({ to, types }: Associated) {
  return {
    toObjectId: String(to),
    associationTypes: types.map((typeId) => ({ category: 'HUBSPOT_DEFINED', typeId, label: associationType(typeId)?.label ?? null })),
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
    const type = associationType(Number(spec['associationTypeId']))
    if (spec['associationCategory'] !== 'HUBSPOT_DEFINED' || type?.from !== from.schema.type.name || type.to !== to.schema.type.name) {
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
  const type = plainType(from.schema.type.name, to.schema.type.name)
  if (type === undefined) {
    throw notFound()
  }
  return [type]
}
