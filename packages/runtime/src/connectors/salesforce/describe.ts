/** Describes of objects, read once and kept: fields with their types, and record types. */
import type { SalesforceField, SalesforceObject, SalesforceType } from '@lockstep/dsl'
import type { Exchange } from '../exchange'
import { isRecord, list, optionalText, record, text } from '../reply'
import { controllingValues, type PicklistValues, readValidFor } from './dependent-options'
import type { FieldTypes } from './typing'

/** Describes by object name. `forget` makes the next look ask again; `refresh` asks now and keeps the old answer where that fails. */
export type Describes = {
  describe(object: string): Promise<SalesforceObject>
  forget(object: string): void
  refresh(object: string): Promise<SalesforceObject>
  /** What has been described so far, for packing. */
  types(): FieldTypes
  recordTypes(): Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** Makes an empty cache; one call an object. */
export function createDescribes(exchange: Exchange): Describes {
  const known = new Map<string, SalesforceObject>()
  const perObject = <T>(of: (object: SalesforceObject) => Record<string, T>) =>
    Object.fromEntries([...known].map(([name, object]) => [name, of(object)]))
  let types: FieldTypes = {}
  let recordTypes: Readonly<Record<string, Readonly<Record<string, string>>>> = {}
  const settle = () => {
    types = perObject((object) => Object.fromEntries(object.fields.map((field) => [field.name, field.type])))
    recordTypes = perObject((object) => Object.fromEntries((object.recordTypes ?? []).map((type) => [type.developerName, type.id])))
  }
  const refresh = async (object: string): Promise<SalesforceObject> => {
    const path = `/sobjects/${encodeURIComponent(object)}/describe`
    const read = await exchange.read({ method: 'GET', path, purpose: 'setup' }, (reply) => readDescribe(reply.body))
    known.set(object, read)
    settle()
    return read
  }
  return {
    describe: async (object) => known.get(object) ?? refresh(object),
    refresh,
    forget(object) {
      known.delete(object)
      settle()
    },
    types: () => types,
    recordTypes: () => recordTypes,
  }
}

const types: readonly string[] = [
  'string',
  'textarea',
  'email',
  'phone',
  'url',
  'boolean',
  'int',
  'double',
  'currency',
  'percent',
  'date',
  'datetime',
  'time',
  'picklist',
  'multipicklist',
  'combobox',
  'reference',
  'id',
  'address',
  'encryptedstring',
  'base64',
  'location',
]

function readDescribe(given: unknown): SalesforceObject {
  const body = record(given, 'describe')
  const prefix = optionalText(body['keyPrefix'])
  const infos = Array.isArray(body['recordTypeInfos']) ? body['recordTypeInfos'] : []
  const recordTypes = infos.filter(isRecord).map((info) => ({
    id: optionalText(info['recordTypeId']) ?? '',
    developerName: optionalText(info['developerName']) ?? '',
    name: optionalText(info['name']) ?? '',
    master: info['master'] === true,
  }))
  const fields = list(body['fields'], 'fields')
  const controlling = controllingValues(fields)
  return {
    name: text(body['name'], 'name'),
    label: optionalText(body['label']) ?? text(body['name'], 'name'),
    ...(prefix === undefined ? {} : { keyPrefix: prefix }),
    fields: fields.map((field) => readField(field, controlling)),
    ...(recordTypes.length === 0 ? {} : { recordTypes }),
  }
}

function readField(given: unknown, controlling: PicklistValues): SalesforceField {
  const row = record(given, 'fields[]')
  const name = text(row['name'], 'name')
  const values = Array.isArray(row['picklistValues']) ? row['picklistValues'].filter(isRecord) : []
  const controller = row['dependentPicklist'] === true ? optionalText(row['controllerName']) : undefined
  const options = values
    .filter((one) => one['active'] !== false && typeof one['value'] === 'string')
    .map((one) => {
      const validFor = readValidFor(one['validFor'], controller === undefined ? undefined : controlling.get(controller))
      return {
        value: String(one['value']),
        label: optionalText(one['label']) ?? String(one['value']),
        ...(validFor === undefined ? {} : { validFor }),
      }
    })
  const references = Array.isArray(row['referenceTo']) ? row['referenceTo'].filter((one): one is string => typeof one === 'string') : []
  const relationship = optionalText(row['relationshipName'])
  const numbers = (['length', 'precision', 'scale'] as const).flatMap((key) => {
    const value = row[key]
    return typeof value === 'number' && (value > 0 || (key === 'scale' && Number(row['precision']) > 0)) ? [[key, value] as const] : []
  })
  const flags = (['restrictedPicklist', 'defaultedOnCreate', 'calculated', 'externalId', 'unique', 'idLookup'] as const).flatMap((key) =>
    row[key] === true ? [[key, true] as const] : [],
  )
  return {
    name,
    label: optionalText(row['label']) ?? name,
    type: typeOf(row['type']),
    ...Object.fromEntries(numbers),
    ...(options.length === 0 ? {} : { options }),
    nillable: row['nillable'] === true,
    createable: row['createable'] === true,
    updateable: row['updateable'] === true,
    ...Object.fromEntries(flags),
    ...(references.length === 0 ? {} : { referenceTo: references }),
    ...(relationship === undefined ? {} : { relationshipName: relationship }),
    ...(controller === undefined ? {} : { controlledBy: controller }),
  }
}

function typeOf(given: unknown): SalesforceType {
  const isKnown = (value: unknown): value is SalesforceType => typeof value === 'string' && types.includes(value)
  return isKnown(given) ? given : 'string'
}
