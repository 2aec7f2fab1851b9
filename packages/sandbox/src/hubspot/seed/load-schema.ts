/** Reads a seed's `schema.json`: properties, groups, owners, pipelines and lists. */
import { SeedError, type SystemSeed } from '../../world/seed'
import { ApiError } from '../api-error'
import { formId, readForm } from '../forms/form'
import type { ProcessingType } from '../lists/crm-list'
import type { Portal } from '../portal'
import type { ObjectStore } from '../records/object-store'
import type { ValidationRules } from '../records/validation-rules'
import { defineCustomObject } from '../schema/custom-object'
import type { Owner } from '../schema/owner'
import { type Pipeline, stageMetadata, ticketMetadata } from '../schema/pipeline'
import type { Property } from '../schema/property'
import { readProperty } from '../schema/read-property'

type Json = Readonly<Record<string, unknown>>

const KEYS: ReadonlySet<string> = new Set([
  'schemas',
  'properties',
  'owners',
  'roles',
  'teams',
  'pipelines',
  'validation',
  'forms',
  'lists',
])

/**
 * `schemas: [definition]` of custom objects, as the API takes them; `properties: { contacts: [definition] }`, where a standard name changes that property's label, options or unique flag; `owners: []`; `roles: [{ id, name }]`; `teams: [{ id, name }]`;
 * `pipelines: { deals: [] }`; `validation: { contacts: { required: [], conditional: [{ property, values, required }] } }`; `forms: [{ id, name, fields }]`; `lists: []`. Returns what creates the lists, to be called once the records are there.
 */
export function loadSchema(portal: Portal, { schema, schemaFile }: SystemSeed): (() => void)[] {
  const fail = (what: string): never => {
    throw new SeedError(schemaFile, 1, what)
  }
  for (const key of Object.keys(schema)) {
    if (!KEYS.has(key)) {
      fail(`unknown key \`${key}\`; known: ${[...KEYS].join(', ')}`)
    }
  }
  for (const definition of list(schema['schemas'], fail)) {
    const defaults = { requiredProperties: [], associatedObjects: [], labels: {} }
    guarded(fail, () => defineCustomObject(portal, { ...defaults, ...record(definition, fail) }, portal.now()))
  }
  for (const [object, definitions] of Object.entries(record(schema['properties'], fail))) {
    const store = portal.store(object) ?? fail(`HubSpot has no object \`${object}\` here`)
    for (const definition of list(definitions, fail)) {
      guarded(fail, () => addProperty(store, record(definition, fail), portal.now()))
    }
  }
  for (const role of list(schema['roles'], fail)) {
    const { id, name, requiresBillingWrite } = record(role, fail)
    portal.roles.push({ id: String(id), name: String(name), requiresBillingWrite: requiresBillingWrite === true })
  }
  for (const team of list(schema['teams'], fail)) {
    const { id, name } = record(team, fail)
    portal.teams.push({ id: String(id), name: String(name) })
  }
  portal.owners.push(...list(schema['owners'], fail).map((owner) => readOwner(portal, record(owner, fail), fail)))
  for (const [object, pipelines] of Object.entries(record(schema['pipelines'], fail))) {
    const store = portal.store(object) ?? fail(`HubSpot has no object \`${object}\` here`)
    portal.pipelines.set(
      store.schema.type.name,
      list(pipelines, fail).map((pipeline, index) => readPipeline(record(pipeline, fail), index, store.schema.type.name === 'deals', fail)),
    )
  }
  for (const [object, rules] of Object.entries(record(schema['validation'], fail))) {
    const store = portal.store(object) ?? fail(`HubSpot has no object \`${object}\` here`)
    portal.rules.set(store.schema.type.name, readRules(store, record(rules, fail), fail))
  }
  for (const definition of list(schema['forms'], fail)) {
    const { id, ...form } = record(definition, fail)
    const name = typeof id === 'string' ? id : formId(portal.world.portal, portal.forms.size + 1)
    guarded(fail, () => portal.forms.set(name, readForm(form, name, portal.now())))
  }
  return list(schema['lists'], fail).map((definition) => () => {
    const { id, name, objectTypeId, processingType, filterBranch, createdAt, legacyListId } = record(definition, fail)
    const type =
      (['MANUAL', 'SNAPSHOT', 'DYNAMIC'] satisfies ProcessingType[]).find((each) => each === processingType) ??
      fail('a list needs a processingType')
    const at = typeof createdAt === 'string' ? Date.parse(createdAt) : portal.now()
    guarded(fail, () =>
      portal.lists.create({
        id: String(id),
        name: String(name),
        objectTypeId: String(objectTypeId ?? '0-1'),
        processingType: type,
        filterBranch,
        createdAt: at,
        ...(legacyListId === undefined ? {} : { legacyId: String(legacyListId) }),
      }),
    )
  })
}

type Fail = (what: string) => never

function readRules({ schema }: ObjectStore, rules: Json, fail: Fail): ValidationRules {
  const names = (value: unknown): string[] =>
    list(value, fail).map((name) => schema.get(String(name))?.name ?? fail(`no property \`${String(name)}\` on ${schema.type.name}`))
  const conditional = list(rules['conditional'], fail).map((each) => {
    const { property, values, required } = record(each, fail)
    return { property: names([property])[0] ?? '', values: list(values, fail).map(String), required: names(required) }
  })
  return { required: names(rules['required']), conditional }
}

/** A standard name keeps what the definition leaves out; a new one needs name, label and type. */
function addProperty({ schema }: ObjectStore, definition: Json, at: number): void {
  const known = schema.get(String(definition['name']))
  const groupName = String(definition['groupName'] ?? known?.groupName ?? schema.type.groups[0]?.[0])
  const fieldType = known?.fieldType ?? FIELD_TYPES[String(definition['type'])]
  const read = readProperty({ label: definition['name'], ...known, fieldType, ...definition, groupName }, at)
  const readOnlyValue = (definition['readOnlyValue'] ?? known?.readOnlyValue) === true
  const property: Property = { ...read, readOnlyValue, hubspotDefined: known?.hubspotDefined ?? false }
  schema.ensureGroup(groupName)
  if (known === undefined) {
    schema.create(property)
  } else {
    schema.put(property)
  }
}

/** The field type a definition may leave out. */
const FIELD_TYPES: Readonly<Record<string, string>> = {
  bool: 'booleancheckbox',
  date: 'date',
  datetime: 'date',
  enumeration: 'select',
  number: 'number',
  phone_number: 'phonenumber',
  string: 'text',
}

function readOwner(portal: Portal, owner: Json, fail: Fail): Owner {
  const { id, email, firstName, lastName, userId, archived, type } = owner
  if (typeof id !== 'string' && typeof id !== 'number') {
    fail('an owner needs an id')
  }
  const at = portal.now()
  return {
    id: String(id),
    email: String(email ?? ''),
    firstName: String(firstName ?? ''),
    lastName: String(lastName ?? ''),
    userId: Number(userId ?? id),
    type: type === 'QUEUE' ? 'QUEUE' : 'PERSON',
    archived: archived === true,
    createdAt: at,
    updatedAt: at,
  }
}

function readPipeline(pipeline: Json, displayOrder: number, isDeals: boolean, fail: Fail): Pipeline {
  const stages = list(pipeline['stages'], fail).map((stage, order) => {
    const { id, label, probability, metadata } = record(stage, fail)
    const given = record(metadata, fail)
    const chance = String(probability ?? given['probability'] ?? '0.5')
    const state = String(given['ticketState'] ?? (given['isClosed'] === 'true' || given['isClosed'] === true ? 'CLOSED' : 'OPEN'))
    return {
      id: String(id),
      label: String(label ?? id),
      displayOrder: order,
      metadata: isDeals ? stageMetadata(chance) : ticketMetadata(state === 'CLOSED' ? 'CLOSED' : 'OPEN'),
    }
  })
  return { id: String(pipeline['id']), label: String(pipeline['label'] ?? pipeline['id']), displayOrder, stages }
}

function guarded(fail: Fail, act: () => void): void {
  try {
    act()
  } catch (error) {
    if (error instanceof ApiError) {
      fail(error.message)
    }
    throw error
  }
}

function record(value: unknown, fail: Fail): Json {
  if (value === undefined) {
    return {}
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : fail('expected a JSON object')
}

function list(value: unknown, fail: Fail): readonly unknown[] {
  if (value === undefined) {
    return []
  }
  return Array.isArray(value) ? value : fail('expected a list')
}
