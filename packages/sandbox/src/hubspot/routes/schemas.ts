/** Schemas: custom objects are defined, changed and removed; standard ones can be read. */
import type { SandboxResponse } from '../../world/system'
import { invalid, notFound } from '../api-error'
import type { AssociationType } from '../associations/association-types'
import { isoText } from '../records/instants'
import type { ObjectStore } from '../records/object-store'
import { changeCustomObject, defineCustomObject } from '../schema/custom-object'
import type { CustomObject, ObjectType } from '../schema/object-types'
import { batchInputs, bodyObject, type Context, isQueryTrue, type Route } from './context'
import { numericId } from './find-record'
import { propertyBody } from './properties'
import { batchReply, rowError } from './reply'

const BATCH = 100

const endpoints: readonly Omit<Route, 'area'>[] = [
  { method: 'GET', version: 'v3', pattern: 'schemas', handle: list },
  { method: 'POST', version: 'v3', pattern: 'schemas', handle: create },
  { method: 'POST', version: 'v3', pattern: 'schemas/batch/read', handle: batchRead },
  {
    method: 'GET',
    version: 'v3',
    pattern: 'schemas/:type',
    handle: (context) => ({ status: 200, body: schemaBody(context, schemaOf(context)) }),
  },
  { method: 'PATCH', version: 'v3', pattern: 'schemas/:type', handle: change },
  { method: 'DELETE', version: 'v3', pattern: 'schemas/:type', handle: archive },
  { method: 'DELETE', version: 'v3', pattern: 'schemas/:type/purge', handle: purge },
  { method: 'POST', version: 'v3', pattern: 'schemas/:type/associations', handle: associate },
  { method: 'DELETE', version: 'v3', pattern: 'schemas/:type/associations/:id', handle: dissociate },
]

/** Endpoints of schemas, below both of their addresses. */
export const SCHEMA_ROUTES: readonly Route[] = ['crm', 'crm-object-schemas'].flatMap((area) =>
  endpoints.map((route) => ({ ...route, area })),
)

function list(context: Context): SandboxResponse {
  const archived = isQueryTrue(context, 'archived')
  const results = context.portal
    .all()
    .filter(({ schema: { type } }) => type.custom !== undefined && (type.custom.archivedAt !== undefined) === archived)
    .map((store) => schemaBody(context, store))
  return { status: 200, body: { results } }
}

function create(context: Context): SandboxResponse {
  return { status: 201, body: schemaBody(context, defineCustomObject(context.portal, bodyObject(context), context.portal.now())) }
}

function batchRead(context: Context): SandboxResponse {
  const results: unknown[] = []
  const errors: unknown[] = []
  for (const { id } of batchInputs(context, BATCH)) {
    const store = context.portal.store(String(id))
    if (store === undefined) {
      errors.push(rowError(notFound(`Unable to infer object type from: ${String(id)}`), { id: [String(id)] }))
    } else {
      results.push(schemaBody(context, store))
    }
  }
  return batchReply(200, results, errors, context.portal.now(), false)
}

function change(context: Context): SandboxResponse {
  const store = schemaOf(context)
  changeCustomObject(store, bodyObject(context), context.portal.now())
  return { status: 200, body: typeBody(context, store) }
}

/** Archives, or with `archived=true` forgets for good; both ask that there be no records. */
function archive(context: Context): SandboxResponse {
  if (isQueryTrue(context, 'archived')) {
    return purge(context)
  }
  const store = schemaOf(context)
  const { custom } = requireCustom(store)
  if (store.size > 0) {
    throw invalid(`The object type ${store.schema.type.id} still has records: delete those first.`)
  }
  store.schema.type = { ...store.schema.type, custom: { ...custom, archivedAt: context.portal.now() } }
  return { status: 204 }
}

function purge(context: Context): SandboxResponse {
  const store = context.portal.anyStore(context.params['type'] ?? '')
  if (store?.schema.type.custom?.archivedAt === undefined) {
    throw store === undefined ? notFound() : invalid('Only an archived object type can be purged.')
  }
  context.portal.purge(store)
  return { status: 204 }
}

function associate(context: Context): SandboxResponse {
  const store = schemaOf(context)
  const { fromObjectTypeId, toObjectTypeId, name } = bodyObject(context)
  const [from, to] = [fromObjectTypeId, toObjectTypeId].map((id) => context.portal.store(String(id)))
  if (from === undefined || to === undefined || (from !== store && to !== store)) {
    throw invalid(`Unable to infer object type from: ${String(from === undefined ? fromObjectTypeId : toObjectTypeId)}`)
  }
  const [near, far] = [from.schema.type, to.schema.type]
  const given = typeof name === 'string' && name !== '' ? name : `${shortName(near)}_to_${shortName(far)}`
  const type = context.portal.associationTypes.connect(near.name, far.name, given)
  return { status: 201, body: associationBody(context, type, requireCustom(store).custom) }
}

function dissociate(context: Context): SandboxResponse {
  const { schema } = schemaOf(context)
  const type = context.portal.associationTypes.get(numericId(context.params['id'] ?? '') ?? -1)
  if (type?.category === 'USER_DEFINED' && (type.from === schema.type.name || type.to === schema.type.name)) {
    context.portal.associationTypes.drop(type)
  }
  return { status: 204 }
}

function schemaOf(context: Context): ObjectStore {
  const name = context.params['type'] ?? ''
  const store = isQueryTrue(context, 'archived') ? context.portal.anyStore(name) : context.portal.store(name)
  if (store === undefined) {
    throw notFound(`Unable to infer object type from: ${name}`)
  }
  return store
}

function requireCustom({ schema: { type } }: ObjectStore): { readonly custom: CustomObject } {
  if (type.custom === undefined) {
    throw invalid(`The definition of ${type.name} is read only.`)
  }
  return { custom: type.custom }
}

function shortName(type: ObjectType): string {
  return type.custom?.shortName ?? type.singular
}

/** The definition alone, as a change answers it. */
function typeBody({ portal }: Context, { schema: { type } }: ObjectStore): Record<string, unknown> {
  const { custom } = type
  const name = custom?.shortName ?? type.singular.toUpperCase()
  return {
    id: custom === undefined ? type.id : type.id.slice(2),
    objectTypeId: type.id,
    name,
    fullyQualifiedName: custom === undefined ? name : type.name,
    labels: custom?.labels ?? { singular: type.singular, plural: type.name },
    requiredProperties: type.required,
    searchableProperties: type.searchable,
    secondaryDisplayProperties: custom?.secondaryDisplayProperties ?? [],
    ...(custom?.primaryDisplayProperty === undefined ? {} : { primaryDisplayProperty: custom.primaryDisplayProperty }),
    ...(custom?.description === undefined ? {} : { description: custom.description }),
    archived: custom?.archivedAt !== undefined,
    ...(custom === undefined
      ? {}
      : { portalId: portal.world.portal, createdAt: isoText(custom.createdAt), updatedAt: isoText(custom.updatedAt) }),
  }
}

function schemaBody(context: Context, store: ObjectStore): Record<string, unknown> {
  const { type } = store.schema
  const associations = context.portal.associationTypes
    .all()
    .filter((each) => each.from === type.name)
    .map((each) => associationBody(context, each, type.custom))
  return {
    ...typeBody(context, store),
    metaType: type.custom === undefined ? 'HUBSPOT' : 'PORTAL_SPECIFIC',
    properties: store.schema.list().map((property) => propertyBody(context, store.schema, property)),
    associations,
  }
}

function associationBody({ portal }: Context, type: AssociationType, custom: CustomObject | undefined) {
  const idOf = (name: string) => portal.store(name)?.schema.type.id ?? name
  const at = custom === undefined ? {} : { createdAt: isoText(custom.createdAt), updatedAt: isoText(custom.updatedAt) }
  return { id: String(type.id), fromObjectTypeId: idOf(type.from), toObjectTypeId: idOf(type.to), name: type.name, ...at }
}
