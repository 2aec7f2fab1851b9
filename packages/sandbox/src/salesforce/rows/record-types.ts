/** What a record's type lets it be: types of its own object, and of restricted picklists the values of its type. */
import { failure } from '../failure'
import type { Field } from '../schema/field'
import type { ObjectSchema } from '../schema/object'
import { activeTypes, MASTER_RECORD_TYPE, valuesOfType } from '../schema/record-type'
import type { Org } from '../store/org'
import type { Values } from '../store/row'

/** Throws a `Failure` where a changed field does not go with the record's type. */
export function verifyRecordType({ schema }: Org, object: ObjectSchema, field: Field, draft: Values): void {
  const value = draft[field.name]
  if (typeof value !== 'string') return
  const types = activeTypes(schema, object.name)
  if (field.name === 'RecordTypeId') {
    if (value === MASTER_RECORD_TYPE || types.some(({ id }) => id === value)) return
    const message = `Record Type ID: this ID value isn't valid for the user: ${value}`
    throw failure(400, 'INVALID_CROSS_REFERENCE_KEY', message, ['RecordTypeId'])
  }
  if (!field.restricted || field.picklist.length === 0) return
  const allowed = valuesOfType(
    types.find(({ id }) => id === draft['RecordTypeId']),
    field,
  )
  const refused = (field.type === 'multipicklist' ? value.split(';') : [value]).find((part) => !allowed.some((each) => each.value === part))
  if (refused === undefined) return
  const message = `${field.label}: bad value for restricted picklist field: ${refused}`
  throw failure(400, 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', message, [field.name])
}
