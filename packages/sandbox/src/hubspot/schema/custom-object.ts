/** Custom objects: read out of JSON, added to a portal, changed. */
import { ApiError, invalid } from '../api-error'
import type { Portal } from '../portal'
import type { ObjectStore } from '../records/object-store'
import type { CustomObject, ObjectType } from './object-types'
import { type Property, property, readOnly } from './property'
import { readProperty } from './read-property'
import { recordProperties } from './shared-properties'

type Json = Readonly<Record<string, unknown>>

/** Custom objects of a portal [HubSpot: products and services, Enterprise]. */
const MOST = 10
/** The first object type id of the portal's own is `2-` and the number after this. */
const FIRST_ID = 3_465_404

/** Activities are associated with every custom object by themselves. */
const ACTIVITIES = ['tasks', 'notes', 'emails', 'calls', 'meetings'] as const

/**
 * Adds a custom object with its properties and associations. Throws an `ApiError`: 400 for a definition that is not whole, 409 for a name
 * that is taken, by an archived object too.
 */
export function defineCustomObject(portal: Portal, body: Json, at: number): ObjectStore {
  const { name } = body
  const missing = ['name', 'labels', 'requiredProperties', 'properties', 'associatedObjects'].filter((key) => isAbsent(body[key]))
  if (typeof name !== 'string' || missing.length > 0) {
    throw invalid(`Some required fields were not set: [${missing.join(', ') || 'name'}]`)
  }
  if (!/^[A-Za-z][A-Za-z0-9_]{0,99}$/.test(name)) {
    throw invalid(`Invalid object name '${name}': letters, numbers and underscores only, a letter first.`)
  }
  const qualified = `p${portal.world.portal}_${name}`
  if (portal.anyStore(qualified) !== undefined || portal.anyStore(name) !== undefined) {
    throw new ApiError(409, 'OBJECT_ALREADY_EXISTS', `An object type with name '${name}' already exists.`, { context: { name: [name] } })
  }
  const customs = portal.all().filter((store) => store.schema.type.custom !== undefined)
  if (customs.length >= MOST) {
    throw new ApiError(400, 'VALIDATION_ERROR', `The limit of ${MOST} custom objects has been reached.`, {
      subCategory: 'ObjectTypeError.LIMIT_EXCEEDED',
    })
  }
  const group = `${name.toLowerCase()}_information`
  const own = listOf(body['properties'], 'properties').map((each) => ownProperty(each, group, at))
  const names = new Set(own.map((each) => each.name))
  const { required, searchable, custom } = shown(body, names, {
    shortName: name,
    labels: labelsOf(body['labels'], { singular: name, plural: name }),
    secondaryDisplayProperties: [],
    createdAt: at,
    updatedAt: at,
  })
  const others = new Set([...listOf(body['associatedObjects'], 'associatedObjects').map(String), ...ACTIVITIES])
  const far = [...others].map((each) => portal.store(each) ?? refuseObject(each))
  const number = FIRST_ID + customs.length + portal.purgedObjects
  const type: ObjectType = {
    name: qualified,
    singular: qualified,
    id: `2-${number}`,
    modified: 'hs_lastmodifieddate',
    created: 'hs_createdate',
    defaults: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
    searchable,
    properties: standard(group),
    unique: [],
    groups: [[group, `${custom.labels.singular} information`]],
    required,
    pipelines: { pipeline: 'hs_pipeline', stage: 'hs_pipeline_stage' },
    custom,
  }
  const store = portal.define(type)
  store.schema.createAll(own)
  for (const { schema } of far) {
    portal.associationTypes.connect(type.name, schema.type.name, `${name}_to_${schema.type.custom?.shortName ?? schema.type.singular}`)
  }
  return store
}

/** Changes labels, display, search and required properties. Throws an `ApiError` 400. */
export function changeCustomObject(store: ObjectStore, body: Json, at: number): void {
  const { type } = store.schema
  if (type.custom === undefined) {
    throw invalid(`The definition of ${type.name} is read only.`)
  }
  const names = new Set(store.schema.list().map((each) => each.name))
  const before = { requiredProperties: type.required, searchableProperties: type.searchable }
  const { required, searchable, custom } = shown({ ...before, ...body }, names, {
    ...type.custom,
    labels: labelsOf(body['labels'], type.custom.labels),
    updatedAt: at,
  })
  const { description: _, ...undescribed } = custom
  store.schema.type = { ...type, required, searchable, custom: body['clearDescription'] === true ? undescribed : custom }
}

function shown(body: Json, names: ReadonlySet<string>, base: CustomObject) {
  const known = (value: unknown, what: string): string[] =>
    listOf(value ?? [], what).map((each) => {
      const name = String(each).toLowerCase()
      if (!names.has(name)) {
        throw invalid(`${what} names '${name}', which is no property of the object.`, [], { propertyName: [name] })
      }
      return name
    })
  const { primaryDisplayProperty, description } = body
  const primary =
    primaryDisplayProperty === undefined ? base.primaryDisplayProperty : known([primaryDisplayProperty], 'primaryDisplayProperty')[0]
  const secondary = body['secondaryDisplayProperties']
  return {
    required: known(body['requiredProperties'], 'requiredProperties'),
    searchable: known(body['searchableProperties'], 'searchableProperties'),
    custom: {
      ...base,
      ...(typeof description === 'string' ? { description } : {}),
      ...(primary === undefined ? {} : { primaryDisplayProperty: primary }),
      secondaryDisplayProperties:
        secondary === undefined ? base.secondaryDisplayProperties : known(secondary, 'secondaryDisplayProperties'),
    },
  }
}

function standard(groupName: string): Property[] {
  return [
    ...recordProperties(groupName),
    readOnly('hs_createdate', 'Object create date/time', 'datetime', { groupName }),
    readOnly('hs_lastmodifieddate', 'Object last modified date/time', 'datetime', { groupName }),
    property('hs_pipeline', 'Pipeline', 'enumeration', { groupName, externalOptions: true }),
    property('hs_pipeline_stage', 'Pipeline Stage', 'enumeration', { groupName, externalOptions: true }),
  ]
}

function ownProperty(given: unknown, group: string, at: number): Property {
  const body: Json = typeof given === 'object' && given !== null ? (given as Json) : {}
  return readProperty({ type: 'string', fieldType: 'text', ...body, groupName: group }, at)
}

function labelsOf(given: unknown, base: CustomObject['labels']): CustomObject['labels'] {
  const { singular, plural } = typeof given === 'object' && given !== null ? (given as Json) : ({} as Json)
  return {
    singular: typeof singular === 'string' ? singular : base.singular,
    plural: typeof plural === 'string' ? plural : base.plural,
  }
}

function listOf(value: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(value)) {
    throw invalid(`${name} must be a list`)
  }
  return value
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null
}

function refuseObject(name: string): never {
  throw invalid(`Unable to infer object type from: ${name}`)
}
