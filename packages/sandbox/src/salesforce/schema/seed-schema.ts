/**
 * Reads `salesforce/schema.json` of a seed:
 *
 * - `objects: { NAME: { label?, plural?, prefix?, activities?, fields: [FIELD] } }` adds fields to a standard object, or makes a custom one (`NAME` ends in
 *   `__c`, `prefix` is its three-letter key prefix, tasks and events may be about it where `activities` is true). `FIELD`: `{ name, type, label?, length?, precision?, scale?, required?, unique?, externalId?, restricted?,
 *   values?, default?, referenceTo?, relationshipName?, childRelationshipName?, controller?, help? }`, `type` as describe names it; `values` are texts
 *   or `{ value, label?, active?, default?, validFor? }`. A field of a known name changes only what is said.
 * - `picklists: { "Lead.LeadSource": [values] }` replaces the values of a picklist; `restricted: ["Lead.LeadSource"]` makes picklists restricted.
 * - `stages: [{ value, probability, closed, won, forecast }]`, `leadStatuses: [{ value, converted }]`.
 * - rules, which `rules/read-rules.ts` reads.
 * - `stateCountryPicklists`, which `places.ts` reads; `currencies`, which `currencies.ts` reads; record types and business processes, which `record-type.ts` reads.
 */
import { RULE_KEYS } from '../rules/rules'
import { readCurrencies } from './currencies'
import { readDependencies } from './dependent-picklists'
import { type Field, type FieldType, field, type PicklistValue } from './field'
import { ObjectSchema } from './object'
import { readPlaces } from './places'
import { RECORD_TYPE_KEYS, readRecordTypes } from './record-type'
import type { Schema } from './schema'
import { owner } from './shared-fields'

const LENGTHS: Partial<Record<FieldType, number>> = {
  string: 255,
  textarea: 255,
  email: 80,
  phone: 40,
  url: 255,
  picklist: 255,
  multipicklist: 4099,
  reference: 18,
}
const TYPES = 'string textarea email phone url picklist multipicklist boolean int double currency percent date datetime reference'.split(
  ' ',
)

function record(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError(`${what} is not an object`)
  return value as Record<string, unknown>
}

function list(value: unknown, what: string): unknown[] {
  if (value === undefined) return []
  if (!Array.isArray(value)) throw new TypeError(`${what} is not a list`)
  return value
}

function readValues(value: unknown, what: string): PicklistValue[] {
  return list(value, what).map((entry) => {
    if (typeof entry === 'string') return { value: entry, label: entry, active: true, defaultValue: false }
    const { value: name, label, active, default: chosen } = record(entry, what)
    return { value: String(name), label: String(label ?? name), active: active !== false, defaultValue: chosen === true }
  })
}

function readField(entry: unknown, object: string, known: (name: string) => Field | undefined): Field {
  const said = record(entry, `a field of ${object}`)
  const name = String(said['name'] ?? '')
  const what = `${object}.${name}`
  const before = known(name)
  if (before === undefined && !name.endsWith('__c'))
    throw new TypeError(`${what} is not a standard field that the sandbox knows; custom names end in \`__c\``)
  const type = before?.type ?? (String(said['type']) as FieldType)
  if (!TYPES.includes(type) && before === undefined) throw new TypeError(`${what} has an unknown type \`${String(said['type'])}\``)
  const values = said['values'] === undefined ? before?.picklist : readValues(said['values'], `${what}.values`)
  const relationship = said['relationshipName'] ?? (name.endsWith('__c') ? name.replace(/__c$/, '__r') : undefined)
  const reference =
    said['referenceTo'] === undefined
      ? before?.reference
      : {
          to: list([said['referenceTo']].flat(), what).map(String),
          relationship: relationship === undefined ? undefined : String(relationship),
          children: said['childRelationshipName'] === undefined ? undefined : String(said['childRelationshipName']),
        }
  const amount = (key: string, fallback: number) => (typeof said[key] === 'number' ? said[key] : fallback)
  const says = (key: string, fallback: boolean) => (typeof said[key] === 'boolean' ? said[key] : fallback)
  const numeric = type === 'double' || type === 'currency' || type === 'percent'
  const base = before ?? field(name, name.replace(/__c$/, '').replaceAll('_', ' '), type)
  const chosen = values?.find((value) => value.defaultValue)?.value
  const fallback = said['default'] ?? chosen ?? base.defaultValue ?? (type === 'boolean' ? false : null)
  return {
    ...base,
    label: typeof said['label'] === 'string' ? said['label'] : base.label,
    length: amount('length', before?.length ?? LENGTHS[type] ?? 0),
    precision: amount('precision', before?.precision ?? (numeric ? 18 : 0)),
    scale: amount('scale', base.scale),
    nillable: type === 'boolean' ? false : !says('required', !base.nillable),
    unique: says('unique', base.unique),
    externalId: says('externalId', base.externalId),
    idLookup: base.idLookup || says('externalId', false),
    restricted: says('restricted', base.restricted),
    picklist: values ?? [],
    defaultValue: fallback as Field['defaultValue'],
    defaultedOnCreate: base.defaultedOnCreate || (fallback !== null && fallback !== undefined),
    reference,
    help: typeof said['help'] === 'string' ? said['help'] : base.help,
  }
}

/** Tasks and events may be about the object from now on. */
function allowActivities(schema: Schema, name: string): void {
  for (const activity of ['Task', 'Event']) {
    const object = schema.object(activity)
    const what = object?.field('WhatId')
    if (object === undefined || what?.reference === undefined || what.reference.to.includes(name)) continue
    object.put({ ...what, reference: { ...what.reference, to: [...what.reference.to, name].sort() } })
  }
}

function readObject(schema: Schema, name: string, content: unknown): void {
  const said = record(content, `objects.${name}`)
  let object = schema.object(name)
  if (object === undefined) {
    if (!name.endsWith('__c'))
      throw new TypeError(`objects.${name} is not a standard object that the sandbox knows; custom names end in \`__c\``)
    const prefix = String(said['prefix'] ?? `a${schema.objects.size.toString(36).padStart(2, '0')}`)
    const label = String(said['label'] ?? name.replace(/__c$/, ''))
    const nameField = field('Name', `${label} Name`, 'string', { length: 80, nameField: true, idLookup: true })
    object = new ObjectSchema({
      name,
      label,
      plural: String(said['plural'] ?? `${label}s`),
      prefix,
      custom: true,
      fields: [nameField, owner(true)],
    })
    schema.add(object)
  }
  if (said['activities'] === true) allowActivities(schema, object.name)
  for (const entry of list(said['fields'], `objects.${name}.fields`)) object.put(readField(entry, name, (field) => object.field(field)))
}

function fieldOf(schema: Schema, path: string): { object: ObjectSchema; field: Field } {
  const [objectName = '', fieldName = ''] = path.split('.')
  const object = schema.object(objectName)
  const found = object?.field(fieldName)
  if (object === undefined || found === undefined) throw new TypeError(`no field \`${path}\``)
  return { object, field: found }
}

/** Adds what a seed says to a schema. Throws a `TypeError` in plain words. */
export function readSchema(schema: Schema, content: Readonly<Record<string, unknown>>): void {
  for (const key of Object.keys(content)) {
    if (
      ![
        'objects',
        'picklists',
        'restricted',
        'stages',
        'leadStatuses',
        'stateCountryPicklists',
        'currencies',
        ...RECORD_TYPE_KEYS,
        ...RULE_KEYS,
      ].includes(key)
    )
      throw new TypeError(`unknown key \`${key}\``)
  }
  for (const [name, object] of Object.entries(record(content['objects'] ?? {}, 'objects'))) readObject(schema, name, object)
  for (const [path, values] of Object.entries(record(content['picklists'] ?? {}, 'picklists'))) {
    const { object, field: changed } = fieldOf(schema, path)
    object.put({ ...changed, picklist: readValues(values, `picklists.${path}`) })
  }
  for (const path of list(content['restricted'], 'restricted')) {
    const { object, field: changed } = fieldOf(schema, String(path))
    object.put({ ...changed, restricted: true })
  }
  if (content['stages'] !== undefined) {
    schema.stages = list(content['stages'], 'stages').map((entry) => {
      const { value, probability = 0, closed, won, forecast = 'Pipeline' } = record(entry, 'stages')
      return {
        value: String(value),
        probability: Number(probability),
        closed: closed === true,
        won: won === true,
        forecast: String(forecast),
      }
    })
    const { object, field: changed } = fieldOf(schema, 'Opportunity.StageName')
    object.put({
      ...changed,
      picklist: readValues(
        schema.stages.map((stage) => stage.value),
        'stages',
      ),
    })
  }
  if (content['leadStatuses'] !== undefined) {
    schema.leadStatuses = list(content['leadStatuses'], 'leadStatuses').map((entry) => {
      const { value, converted } = record(entry, 'leadStatuses')
      return { value: String(value), converted: converted === true }
    })
    const { object, field: changed } = fieldOf(schema, 'Lead.Status')
    const first = schema.leadStatuses[0]?.value ?? null
    object.put({
      ...changed,
      defaultValue: first,
      picklist: readValues(
        schema.leadStatuses.map((status) => status.value),
        'leadStatuses',
      ),
    })
  }
  for (const [name, said] of Object.entries(record(content['objects'] ?? {}, 'objects'))) {
    const object = schema.object(name)
    if (object !== undefined) readDependencies(object, list(record(said, name)['fields'], `objects.${name}.fields`))
  }
  readPlaces(schema, content['stateCountryPicklists'])
  readCurrencies(schema, content['currencies'])
  readRecordTypes(schema, content)
}
