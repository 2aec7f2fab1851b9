/** Reads a property definition out of JSON: an API body or a seed. */
import { invalid } from '../api-error'
import { PROPERTY_TYPES, type Property, type PropertyOption, property } from './property'

type Json = Readonly<Record<string, unknown>>

/** Field types the properties API takes [HubSpot OpenAPI: properties]. */
const FIELD_TYPES: ReadonlySet<string> = new Set([
  'booleancheckbox',
  'calculation_equation',
  'checkbox',
  'date',
  'file',
  'html',
  'number',
  'phonenumber',
  'radio',
  'select',
  'text',
  'textarea',
])

/** A portal's own property. Throws an `ApiError` 400 that names what is missing or wrong. */
export function readProperty(body: Json, at: number): Property {
  const { name, label, type, fieldType, groupName, options } = body
  const missing = Object.entries({ name, label, type, fieldType, groupName }).flatMap(([key, value]) =>
    typeof value === 'string' ? [] : [key],
  )
  if (missing.length > 0) {
    throw invalid(`Some required fields were not set: [${missing.join(', ')}]`)
  }
  const known = PROPERTY_TYPES.find((each) => each === type)
  if (known === undefined || !FIELD_TYPES.has(String(fieldType))) {
    throw invalid(`type '${String(type)}' with fieldType '${String(fieldType)}' is not valid`)
  }
  const hasUniqueValue = body['hasUniqueValue'] === true
  if (hasUniqueValue && known !== 'string' && known !== 'number') {
    throw invalid(`A property of type ${known} cannot require unique values.`)
  }
  const base = property(String(name).toLowerCase(), String(label), known)
  return {
    ...base,
    fieldType: String(fieldType),
    groupName: String(groupName),
    description: typeof body['description'] === 'string' ? body['description'] : '',
    options: options === undefined ? base.options : readOptions(options),
    hasUniqueValue,
    hidden: body['hidden'] === true,
    formField: body['formField'] === true,
    displayOrder: typeof body['displayOrder'] === 'number' ? body['displayOrder'] : -1,
    externalOptions: body['externalOptions'] === true,
    ...(typeof body['referencedObjectType'] === 'string' ? { referencedObjectType: body['referencedObjectType'] } : {}),
    hubspotDefined: false,
    createdAt: at,
    updatedAt: at,
  }
}

function readOptions(options: unknown): PropertyOption[] {
  if (!Array.isArray(options)) {
    throw invalid('options must be a list')
  }
  const read = options.map((option: Json | string | null, index) => {
    const given: Json = typeof option === 'string' ? { value: option, label: option } : (option ?? {})
    if (typeof given['value'] !== 'string' || typeof given['label'] !== 'string') {
      throw invalid('An option needs a label and a value.')
    }
    return {
      label: given['label'],
      value: given['value'],
      displayOrder: typeof given['displayOrder'] === 'number' ? given['displayOrder'] : index,
      hidden: given['hidden'] === true,
      ...(typeof given['description'] === 'string' ? { description: given['description'] } : {}),
    }
  })
  if (new Set(read.map((option) => option.value)).size !== read.length) {
    throw invalid('Option values must be unique.')
  }
  return read
}
