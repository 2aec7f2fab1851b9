/** Fields as the Metadata API tells them. */
import type { Field, FieldType } from '../schema/field'
import type { ObjectSchema } from '../schema/object'
import type { Schema } from '../schema/schema'

const TYPES: Readonly<Record<FieldType, string>> = {
  id: 'Text',
  string: 'Text',
  textarea: 'TextArea',
  email: 'Email',
  phone: 'Phone',
  url: 'Url',
  picklist: 'Picklist',
  combobox: 'Picklist',
  multipicklist: 'MultiselectPicklist',
  boolean: 'Checkbox',
  int: 'Number',
  double: 'Number',
  currency: 'Currency',
  percent: 'Percent',
  date: 'Date',
  datetime: 'DateTime',
  reference: 'Lookup',
  address: 'Location',
}
/** Since then the values of standard picklists are told apart, and those of custom ones in a value set [Salesforce: Metadata API, CustomField]. */
const VALUE_SETS_SINCE = 38

/** The values of a picklist; lead statuses say which of them converted leads have. */
function picklistOf(schema: Schema, object: ObjectSchema, field: Field) {
  const converted = new Map(schema.leadStatuses.map((status) => [status.value, status.converted]))
  const isStatus = object.name === 'Lead' && field.name === 'Status'
  return field.picklist.map(({ value, label, defaultValue }) => ({
    fullName: value,
    default: defaultValue || field.defaultValue === value,
    ...(isStatus ? { converted: converted.get(value) ?? false } : {}),
    label,
  }))
}

/** `version` without its letter. */
export function fieldMetadata(
  schema: Schema,
  object: ObjectSchema,
  field: Field,
  fullName: string,
  version: number,
): Record<string, unknown> {
  const values = picklistOf(schema, object, field)
  const isOld = version < VALUE_SETS_SINCE
  const isText = ['string', 'multipicklist'].includes(field.type) || field.length > 255
  const isNumber = field.precision > 0
  return {
    fullName,
    ...(field.custom ? { externalId: field.externalId } : {}),
    ...(field.type === 'boolean' ? { defaultValue: String(field.defaultValue === true) } : {}),
    ...(field.help === undefined ? {} : { inlineHelpText: field.help }),
    label: field.label,
    ...(isText ? { length: field.length } : {}),
    ...(values.length > 0 && isOld ? { picklist: { picklistValues: values.map(({ label: _, ...each }) => each), sorted: false } } : {}),
    ...(isNumber ? { precision: field.precision } : {}),
    ...(field.reference === undefined ? {} : { referenceTo: field.reference.to[0], relationshipName: field.reference.children }),
    ...(field.custom && field.type !== 'boolean' ? { required: !field.nillable } : {}),
    ...(isNumber ? { scale: field.scale } : {}),
    type: TYPES[field.type],
    ...(field.custom ? { unique: field.unique } : {}),
    ...(values.length > 0 && !isOld && field.custom
      ? {
          valueSet: {
            restricted: field.restricted,
            valueSetDefinition: { sorted: false, value: values.map(({ converted: _, ...each }) => each) },
          },
        }
      : {}),
  }
}
