/** The values that picklists have for a record type, as the User Interface API tells them. */
import { createHash } from 'node:crypto'
import type { SandboxResponse } from '../../world/system'
import { failure, NO_RESOURCE } from '../failure'
import { readId } from '../ids'
import type { Field, PicklistValue } from '../schema/field'
import type { ObjectSchema } from '../schema/object'
import { activeTypes, MASTER_RECORD_TYPE, type RecordType, valuesOfType } from '../schema/record-type'
import { type Ask, namedObject, notAllowed } from './ask'

/** Positions of the controlling values under which a dependent value is offered. */
function positions({ validFor }: PicklistValue): number[] {
  const bytes = [...Buffer.from(validFor ?? '', 'base64')]
  return bytes.flatMap((byte, index) => Array.from({ length: 8 }, (_, bit) => ((byte << bit) & 0x80 ? [index * 8 + bit] : [])).flat())
}

function valuesOf(url: string, object: ObjectSchema, field: Field, type: RecordType | undefined): Record<string, unknown> {
  const shown = (each: PicklistValue) => ({ attributes: null, label: each.label, validFor: positions(each), value: each.value })
  const values = valuesOfType(type, field).filter(({ active }) => active)
  const usual = values.find(({ defaultValue }) => defaultValue)
  const controlling = field.controller === undefined ? [] : (object.field(field.controller)?.picklist ?? [])
  const body = {
    controllerValues: Object.fromEntries(controlling.map(({ value }, index) => [value, index])),
    defaultValue: usual === undefined ? null : shown(usual),
    url: `${url}/${field.name}`,
    values: values.map(shown),
  }
  return { ...body, eTag: createHash('sha256').update(JSON.stringify(body)).digest('hex').slice(0, 32) }
}

/** Answers `/ui-api/object-info/{type}/picklist-values/{recordType}` and the same with a field. */
export function picklistValues(ask: Ask): SandboxResponse | undefined {
  const [first, second, name, third, id, fieldName, ...more] = ask.segments
  if (first !== 'ui-api' || second !== 'object-info' || name === undefined || third !== 'picklist-values') return undefined
  if (id === undefined || more.length > 0) throw NO_RESOURCE
  if (ask.method !== 'GET') throw notAllowed(ask, ['GET', 'HEAD'])
  const object = namedObject(ask, name)
  const full = readId(id)
  const type = activeTypes(ask.org.schema, object.name).find((each) => each.id === full)
  if (type === undefined && full !== MASTER_RECORD_TYPE) throw NO_RESOURCE
  const url = `/services/data/${ask.version}/ui-api/object-info/${object.name}/picklist-values/${full}`
  const fields = ask.org.fields(ask.actor, object).filter(({ picklist }) => picklist.length > 0)
  if (fieldName === undefined) {
    const picklistFieldValues = Object.fromEntries(fields.map((field) => [field.name, valuesOf(url, object, field, type)]))
    const eTag = createHash('sha256').update(JSON.stringify(picklistFieldValues)).digest('hex').slice(0, 32)
    return { status: 200, body: { eTag, picklistFieldValues } }
  }
  const field = fields.find((each) => each.name.toLowerCase() === fieldName.toLowerCase())
  if (field === undefined) throw failure(400, 'INVALID_FIELD', `No such picklist '${fieldName}' on sobject of type ${object.name}`)
  return { status: 200, body: valuesOf(url, object, field, type) }
}
