/** Neutral types: reads what a property or field of the catalog means, and copies it into a mapping's end. */
import type { HubspotProperty, SalesforceField } from '../catalog/catalog'
import type { End, ValueType } from '../plan/plan'

/** How HubSpot's administrators name the kinds of a property; decides which Salesforce fields it may meet. */
export type HubspotKind =
  | 'single-line text'
  | 'multi-line text'
  | 'number'
  | 'single checkbox'
  | 'multiple checkboxes'
  | 'dropdown'
  | 'date'
  | 'date and time'
  | 'phone number'

export const hubspotKind = (property: HubspotProperty): HubspotKind => {
  // HubSpot calls its record id a number, but it is a name: it is kept as text on the other side.
  if (property.name === 'hs_object_id') return 'single-line text'
  if (property.fieldType === 'booleancheckbox') return 'single checkbox'
  switch (property.type) {
    case 'bool':
      return 'single checkbox'
    case 'number':
      return 'number'
    case 'date':
      return 'date'
    case 'datetime':
      return 'date and time'
    case 'enumeration':
      return property.fieldType === 'checkbox' ? 'multiple checkboxes' : 'dropdown'
    case 'phone_number':
      return 'phone number'
    case 'string':
      return property.fieldType === 'textarea' || property.fieldType === 'html' ? 'multi-line text' : 'single-line text'
  }
}

const KIND_TYPES: Readonly<Record<HubspotKind, ValueType>> = {
  'single-line text': 'text',
  'multi-line text': 'text',
  number: 'number',
  'single checkbox': 'boolean',
  'multiple checkboxes': 'multipicklist',
  dropdown: 'picklist',
  date: 'date',
  'date and time': 'datetime',
  'phone number': 'phone',
}

const SALESFORCE_TYPES: Readonly<Record<SalesforceField['type'], ValueType>> = {
  string: 'text',
  textarea: 'text',
  email: 'email',
  phone: 'phone',
  url: 'url',
  boolean: 'boolean',
  int: 'number',
  double: 'number',
  currency: 'number',
  percent: 'number',
  date: 'date',
  datetime: 'datetime',
  time: 'text',
  picklist: 'picklist',
  multipicklist: 'multipicklist',
  combobox: 'text',
  reference: 'reference',
  id: 'id',
  address: 'text',
  encryptedstring: 'text',
  base64: 'text',
  location: 'text',
}

/** HubSpot has no email type: its own email properties are text by that name. */
export const hubspotValueType = (property: HubspotProperty): ValueType => {
  if (property.name === 'hs_object_id') return 'id'
  if (property.type === 'string' && (property.name === 'email' || property.name === 'work_email')) return 'email'
  return KIND_TYPES[hubspotKind(property)]
}

export const salesforceValueType = (field: SalesforceField): ValueType => SALESFORCE_TYPES[field.type]

/** What decides the wire form: an enumeration drawn as one checkbox is read as a `bool`. */
export const hubspotVendorType = (property: HubspotProperty): string =>
  hubspotKind(property) === 'single checkbox' ? 'bool' : property.name === 'hs_object_id' ? 'string' : property.type

/** A Salesforce field that a create must carry, because Salesforce neither allows nor supplies a blank. */
export const isRequiredOnCreate = (field: SalesforceField): boolean =>
  !field.nillable && field.createable && field.defaultedOnCreate !== true && field.type !== 'boolean'

const isWritable = (property: HubspotProperty): boolean => property.readOnly !== true && property.calculated !== true

/** HubSpot holds 65,536 characters in any text property. */
const HUBSPOT_TEXT_LENGTH = 65_536

export const hubspotEnd = (property: HubspotProperty): End => {
  const type = hubspotValueType(property)
  return {
    name: property.name,
    type,
    vendorType: hubspotVendorType(property),
    ...(property.type === 'string' ? { length: HUBSPOT_TEXT_LENGTH } : {}),
    // Owners come and go: their ids are looked up, never checked against the snapshot's options.
    ...(type !== 'boolean' && property.referencedObjectType !== 'OWNER' && property.options !== undefined && property.options.length > 0
      ? { options: property.options.map((option) => option.value), restricted: true }
      : {}),
    createable: isWritable(property),
    updateable: isWritable(property),
  }
}

export const salesforceEnd = (field: SalesforceField): End => ({
  name: field.name,
  type: salesforceValueType(field),
  vendorType: field.type,
  ...(field.length !== undefined && field.length > 0 ? { length: field.length } : {}),
  ...(field.scale !== undefined ? { scale: field.scale } : {}),
  ...(field.precision !== undefined && field.precision > 0 ? { precision: field.precision } : {}),
  ...(field.options !== undefined && field.options.length > 0 ? { options: field.options.map((option) => option.value) } : {}),
  ...(field.restrictedPicklist === true ? { restricted: true } : {}),
  ...(isRequiredOnCreate(field) ? { required: true } : {}),
  // Filled by Salesforce on create, yet never blank afterwards: a clear of it is refused before it is sent.
  ...(!field.nillable && field.type !== 'boolean' && !isRequiredOnCreate(field) ? { nillable: false } : {}),
  createable: field.createable && field.calculated !== true,
  updateable: field.updateable && field.calculated !== true,
})
