/**
 * Record types of a seed's `schema.json`, and the processes that narrow their stages and statuses:
 *
 * - `recordTypes: [{ id, object, name, developerName?, default?, active?, description?, process?, picklists? }]`: `process` names a business process,
 *   `picklists: { "Industry": [values] }` says what a record of the type may hold, a value or `{ value, default? }` each.
 * - `businessProcesses: [{ id?, object, name, values, active?, description? }]`: the stages of an opportunity, statuses of a lead or case.
 */
import { readId, salesforceId } from '../ids'
import { onlyKeys, type Said, saidList, saidObject, saidText } from '../rules/said'
import type { Field, PicklistValue } from './field'
import type { ObjectSchema } from './object'
import type { Schema } from './schema'
import { recordType } from './shared-fields'

/** The keys of `schema.json` that are read here. */
export const RECORD_TYPE_KEYS = ['recordTypes', 'businessProcesses'] as const

/** The record type of records that have none. */
export const MASTER_RECORD_TYPE = '012000000000000AAA'

/** A record type; `picklists` by field, of which those that are not there keep all their values. */
export type RecordType = {
  readonly id: string
  readonly object: string
  readonly name: string
  readonly developerName: string
  readonly isDefault: boolean
  readonly isActive: boolean
  readonly description: string | null
  readonly process: BusinessProcess | undefined
  readonly picklists: ReadonlyMap<string, { readonly values: ReadonlySet<string>; readonly usual: string | undefined }>
}

/** A sales, lead or support process: the values that records of its record types may take. */
export type BusinessProcess = {
  readonly id: string
  readonly object: string
  readonly name: string
  readonly description: string | null
  readonly isActive: boolean
  readonly values: ReadonlySet<string>
}

/** The field that a process narrows. */
const NARROWED: Readonly<Record<string, string>> = { Opportunity: 'StageName', Lead: 'Status', Case: 'Status' }

function readProcess(entry: unknown, index: number): BusinessProcess {
  const said = saidObject(entry, 'a business process')
  const name = saidText(said['name'], 'the name of a business process')
  onlyKeys(said, ['id', 'object', 'name', 'values', 'active', 'description'], `business process \`${name}\``)
  const object = saidText(said['object'], `the object of business process \`${name}\``)
  if (NARROWED[object] === undefined) throw new TypeError(`${object} has no business processes; Opportunity, Lead and Case have`)
  const id = said['id'] === undefined ? salesforceId('019', index + 1) : readId(String(said['id']))
  if (id === undefined) throw new TypeError(`business process \`${name}\` has a bad id`)
  const values = new Set(saidList(said['values'], `the values of business process \`${name}\``).map(String))
  return { id, object, name, description: optional(said['description']), isActive: said['active'] !== false, values }
}

function optional(value: unknown): string | null {
  return value === undefined ? null : String(value)
}

function readPicklists(object: ObjectSchema, value: unknown, what: string): RecordType['picklists'] {
  const lists = Object.entries(saidObject(value ?? {}, what)).map(([name, entries]) => {
    const field = object.field(name)
    if (field === undefined || field.picklist.length === 0) throw new TypeError(`${what}: ${object.name} has no picklist \`${name}\``)
    const said = saidList(entries, `${what}.${name}`).map((each) => (typeof each === 'string' ? { value: each } : saidObject(each, what)))
    const values = new Set(said.map((each) => String(each['value'])))
    for (const each of values)
      if (!field.picklist.some((known) => known.value === each)) throw new TypeError(`${what}: no value \`${each}\``)
    const usual = said.find((each) => each['default'] === true)?.['value']
    return [field.name, { values, usual: usual === undefined ? undefined : String(usual) }] as const
  })
  return new Map(lists)
}

const KEYS = ['id', 'object', 'name', 'developerName', 'default', 'active', 'description', 'process', 'picklists']

function readType(schema: Schema, entry: unknown, processes: readonly BusinessProcess[]): RecordType {
  const said = saidObject(entry, 'a record type')
  const name = saidText(said['name'], 'the name of a record type')
  onlyKeys(said, KEYS, `record type \`${name}\``)
  const id = readId(String(said['id']))
  const object = schema.object(String(said['object']))
  if (id === undefined || object === undefined) throw new TypeError(`record type \`${name}\` has a bad id or object`)
  const process = said['process'] === undefined ? undefined : processes.find((each) => each.name === said['process'])
  if (said['process'] !== undefined && process?.object !== object.name) {
    throw new TypeError(`record type \`${name}\`: ${object.name} has no business process \`${String(said['process'])}\``)
  }
  return {
    id,
    object: object.name,
    name,
    developerName: String(said['developerName'] ?? name),
    isDefault: said['default'] === true,
    isActive: said['active'] !== false,
    description: optional(said['description']),
    process,
    picklists: readPicklists(object, said['picklists'], `the picklists of record type \`${name}\``),
  }
}

/** Reads record types and processes; an object that has record types has `RecordTypeId` too. Throws a `TypeError`. */
export function readRecordTypes(schema: Schema, content: Said): void {
  schema.processes = saidList(content['businessProcesses'], '`businessProcesses`').map(readProcess)
  schema.recordTypes = saidList(content['recordTypes'], '`recordTypes`').map((entry) => readType(schema, entry, schema.processes))
  for (const { object } of schema.recordTypes) {
    const typed = schema.object(object)
    if (typed !== undefined && typed.field('RecordTypeId') === undefined) typed.put(recordType())
  }
}

/** The values that a record of a type may hold in a field, with the type's own default. */
export function valuesOfType(type: RecordType | undefined, field: Field): readonly PicklistValue[] {
  const own = type?.picklists.get(field.name)
  const processed = type !== undefined && NARROWED[type.object] === field.name ? type.process?.values : undefined
  const values = own?.values ?? processed
  if (values === undefined) return field.picklist
  const kept = field.picklist.filter(({ value }) => values.has(value))
  return own?.usual === undefined ? kept : kept.map((each) => ({ ...each, defaultValue: each.value === own.usual }))
}

/** The record types of an object that users may choose. */
export function activeTypes(schema: Schema, object: string): readonly RecordType[] {
  return schema.recordTypes.filter((type) => type.object === object && type.isActive)
}
