/** Property definitions and groups. */
import type { SandboxResponse } from '../../world/system'
import { invalid, notFound } from '../api-error'
import { isoText } from '../records/instants'
import type { ObjectSchema, PropertyGroup } from '../schema/object-schema'
import type { Property, PropertyOption } from '../schema/property'
import { readProperty } from '../schema/read-property'
import { batchInputs, bodyObject, type Context, isQueryTrue, type Route, storeOf } from './context'
import { batchReply, rowError } from './reply'

const BATCH = 100

/** Endpoints of properties and their groups. */
export const PROPERTY_ROUTES: readonly Route[] = [
  { method: 'GET', version: 'v3', pattern: 'properties/:type', handle: list },
  { method: 'POST', version: 'v3', pattern: 'properties/:type', handle: create },
  { method: 'GET', version: 'v3', pattern: 'properties/:type/groups', handle: groups },
  { method: 'POST', version: 'v3', pattern: 'properties/:type/groups', handle: createGroup },
  { method: 'GET', version: 'v3', pattern: 'properties/:type/groups/:name', handle: group },
  { method: 'PATCH', version: 'v3', pattern: 'properties/:type/groups/:name', handle: changeGroup },
  { method: 'DELETE', version: 'v3', pattern: 'properties/:type/groups/:name', handle: removeGroup },
  { method: 'POST', version: 'v3', pattern: 'properties/:type/batch/read', handle: batchRead },
  { method: 'POST', version: 'v3', pattern: 'properties/:type/batch/create', handle: batchCreate },
  { method: 'POST', version: 'v3', pattern: 'properties/:type/batch/archive', handle: batchArchive },
  { method: 'GET', version: 'v3', pattern: 'properties/:type/:name', handle: read },
  { method: 'PATCH', version: 'v3', pattern: 'properties/:type/:name', handle: change },
  { method: 'DELETE', version: 'v3', pattern: 'properties/:type/:name', handle: archive },
]

function list(context: Context): SandboxResponse {
  const { schema } = storeOf(context)
  return {
    status: 200,
    body: { results: schema.list(isQueryTrue(context, 'archived')).map((property) => propertyBody(context, schema, property)) },
  }
}

function read(context: Context): SandboxResponse {
  return {
    status: 200,
    body: propertyBody(context, storeOf(context).schema, storeOf(context).schema.require(context.params['name'] ?? '')),
  }
}

function create(context: Context): SandboxResponse {
  const { schema } = storeOf(context)
  const property = readProperty(bodyObject(context), context.portal.now())
  schema.create(property)
  return { status: 201, body: propertyBody(context, schema, schema.require(property.name)) }
}

function change(context: Context): SandboxResponse {
  const { schema } = storeOf(context)
  const body = bodyObject(context)
  const known = schema.require(context.params['name'] ?? '')
  const merged = readProperty(
    { ...propertyBody(context, schema, known), ...body, name: known.name, hasUniqueValue: known.hasUniqueValue },
    context.portal.now(),
  )
  const { label, description, groupName, options, hidden, formField, displayOrder, type, fieldType, updatedAt } = merged
  const changed = schema.change(known.name, {
    label,
    description,
    groupName,
    options,
    hidden,
    formField,
    displayOrder,
    type,
    fieldType,
    updatedAt,
  })
  return { status: 200, body: propertyBody(context, schema, changed) }
}

function archive(context: Context): SandboxResponse {
  storeOf(context).schema.archive(context.params['name'] ?? '', context.portal.now())
  return { status: 204 }
}

function batchRead(context: Context): SandboxResponse {
  const { schema } = storeOf(context)
  const results: unknown[] = []
  const errors: unknown[] = []
  for (const input of batchInputs(context, BATCH)) {
    const name = String(input['name'])
    const property = schema.get(name)
    if (property === undefined) {
      errors.push(rowError(notFound(`No property '${name}' was found for object type ${schema.type.id}`), { name: [name] }))
    } else {
      results.push(propertyBody(context, schema, property))
    }
  }
  return batchReply(200, results, errors, context.portal.now(), false)
}

/** One bad definition refuses the batch as a whole. */
function batchCreate(context: Context): SandboxResponse {
  const { schema } = storeOf(context)
  const properties = batchInputs(context, BATCH).map((input) => readProperty(input, context.portal.now()))
  schema.createAll(properties)
  const results = properties.map((property) => propertyBody(context, schema, schema.require(property.name)))
  return batchReply(201, results, [], context.portal.now(), context.isDated)
}

function batchArchive(context: Context): SandboxResponse {
  const { schema } = storeOf(context)
  for (const input of batchInputs(context, BATCH)) {
    schema.archive(String(input['name']), context.portal.now())
  }
  return { status: 204 }
}

function groups(context: Context): SandboxResponse {
  return { status: 200, body: { results: storeOf(context).schema.groups().map(groupBody) } }
}

function group(context: Context): SandboxResponse {
  return { status: 200, body: groupBody(storeOf(context).schema.requireGroup(context.params['name'] ?? '')) }
}

function changeGroup(context: Context): SandboxResponse {
  const { label, displayOrder } = bodyObject(context)
  const changed = storeOf(context).schema.changeGroup(context.params['name'] ?? '', {
    ...(typeof label === 'string' ? { label } : {}),
    ...(typeof displayOrder === 'number' ? { displayOrder } : {}),
  })
  return { status: 200, body: groupBody(changed) }
}

function removeGroup(context: Context): SandboxResponse {
  storeOf(context).schema.removeGroup(context.params['name'] ?? '')
  return { status: 204 }
}

function createGroup(context: Context): SandboxResponse {
  const { name, label, displayOrder } = bodyObject(context)
  if (typeof name !== 'string' || typeof label !== 'string') {
    throw invalid('Some required fields were not set: [name, label]')
  }
  const created = { name, label, displayOrder: typeof displayOrder === 'number' ? displayOrder : -1 }
  storeOf(context).schema.createGroup(created)
  return { status: 201, body: groupBody(created) }
}

function groupBody(each: PropertyGroup) {
  return { ...each, archived: false }
}

/** A property as the API tells it. Owner properties take their options from the owners, deal stages from the pipelines. */
export function propertyBody({ portal }: Context, { type }: ObjectSchema, property: Property): Record<string, unknown> {
  const { readOnlyValue, createdAt, updatedAt, options, referencedObjectType, ...rest } = property
  return {
    ...rest,
    options:
      property.name === type.pipelines?.pipeline || property.name === type.pipelines?.stage
        ? stageOptions(portal.pipelines.get(type.name) ?? [], property.name === type.pipelines.pipeline)
        : options,
    ...(referencedObjectType === undefined ? {} : { referencedObjectType }),
    modificationMetadata: {
      archivable: !property.hubspotDefined,
      readOnlyDefinition: property.hubspotDefined,
      readOnlyOptions: property.hubspotDefined && property.name !== 'lifecyclestage',
      readOnlyValue,
    },
    ...(createdAt === undefined ? {} : { createdAt: isoText(createdAt) }),
    ...(updatedAt === undefined ? {} : { updatedAt: isoText(updatedAt) }),
  }
}

type Options = readonly {
  readonly id: string
  readonly label: string
  readonly stages: readonly { readonly id: string; readonly label: string }[]
}[]

function stageOptions(pipelines: Options, wantsPipelines: boolean): PropertyOption[] {
  const all = wantsPipelines ? pipelines : pipelines.flatMap((pipeline) => pipeline.stages)
  return all.map(({ id, label }, displayOrder) => ({ label, value: id, displayOrder, hidden: false }))
}
