/** Associations inside object requests: given with a create, shown with a read. */
import { ApiError, invalid } from '../api-error'
import type { Portal } from '../portal'
import type { ObjectStore } from '../records/object-store'
import type { CrmRecord } from '../records/record'
import type { Link } from '../records/write-records'
import { numericId } from './find-record'

/** Reads `associations` of a create input. Throws 400 for an unknown type, for a record that is not there, and where one that must be is missing. */
export function readLinks(portal: Portal, store: ObjectStore, given: unknown): Link[] {
  const links = givenLinks(portal, store, given)
  const { name, linked } = store.schema.type
  if (linked !== undefined && !links.some(({ type }) => type.to === linked)) {
    throw invalid(`Each of the ${name} must be associated with one of the ${linked} when it is created.`)
  }
  return links
}

function givenLinks(portal: Portal, store: ObjectStore, given: unknown): Link[] {
  if (given === undefined || given === null) {
    return []
  }
  if (!Array.isArray(given)) {
    throw invalid('associations must be a list')
  }
  return given.flatMap((entry: { readonly to?: { readonly id?: unknown }; readonly types?: unknown }) => {
    const id = String(entry?.to?.id ?? '')
    if (!Array.isArray(entry?.types) || entry.types.length === 0) {
      throw invalid('Some required fields were not set: [types]')
    }
    return entry.types.map((spec: { readonly associationCategory?: unknown; readonly associationTypeId?: unknown }) => {
      const type = portal.associationTypes.get(Number(spec?.associationTypeId))
      if (type === undefined || type.from !== store.schema.type.name || (spec?.associationCategory ?? type.category) !== type.category) {
        throw invalid(`Invalid association type ${String(spec?.associationTypeId)} for ${store.schema.type.name}`)
      }
      const to = portal.store(type.to)?.live(numericId(id) ?? -1)
      if (to === undefined) {
        throw new ApiError(400, 'VALIDATION_ERROR', `One or more associations are invalid: no ${type.to} object with id ${id} exists`, {
          subCategory: 'crm.associations.INVALID_OBJECT_IDS',
        })
      }
      return { type, to: to.id }
    })
  })
}

/** The `associations` member of a read record; undefined when none was asked for or there is none. */
export function linksBody(
  portal: Portal,
  store: ObjectStore,
  record: CrmRecord,
  names: readonly string[] | undefined,
): Record<string, unknown> | undefined {
  const found: Record<string, unknown> = {}
  for (const name of names ?? []) {
    const far = portal.store(name)
    if (far === undefined) {
      throw invalid(`Unable to infer object type from: ${name}`)
    }
    const results = portal.associations
      .of(store.schema.type.name, far.schema.type.name, record.id)
      .filter(({ to }) => far.live(to) !== undefined)
      .flatMap(({ to, types }) =>
        portal.associationTypes
          .between(store.schema.type.name, far.schema.type.name)
          .filter((type) => types.includes(type.id))
          .map((type) => ({ id: String(to), type: type.name })),
      )
    if (results.length > 0) {
      found[far.schema.type.name] = { results }
    }
  }
  return Object.keys(found).length === 0 ? undefined : found
}
