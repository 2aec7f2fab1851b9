/** Describe metadata of one field, with every key a real org gives. */
import type { Field, FieldType } from '../schema/field'

const SOAP_TYPES: Partial<Record<FieldType, string>> = {
  id: 'tns:ID',
  reference: 'tns:ID',
  boolean: 'xsd:boolean',
  int: 'xsd:int',
  double: 'xsd:double',
  currency: 'xsd:double',
  percent: 'xsd:double',
  date: 'xsd:date',
  datetime: 'xsd:dateTime',
  address: 'urn:address',
}
/** Types whose values cannot be grouped by. */
const UNGROUPED = new Set<FieldType>(['address', 'datetime', 'currency', 'double', 'percent', 'multipicklist', 'combobox'])
/** Longer texts cannot be grouped by either. */
const LONGEST_GROUPED = 255

/** What `describe` tells of a field. */
export function describeField(field: Field): Record<string, unknown> {
  const isLong = field.type === 'textarea' && field.length > 255
  const isCompound = field.type === 'address'
  const filterable = !isLong
  const isPlain = filterable && !isCompound
  const groupable = isPlain && !UNGROUPED.has(field.type) && field.length <= LONGEST_GROUPED && !field.autoNumber
  return {
    aggregatable: isPlain && field.type !== 'boolean',
    aiPredictionField: false,
    autoNumber: field.autoNumber,
    byteLength: field.length * 3,
    calculated: field.calculated,
    calculatedFormula: null,
    cascadeDelete: false,
    caseSensitive: field.caseSensitive,
    compoundFieldName: field.compound ?? null,
    controllerName: field.controller ?? null,
    createable: field.createable,
    custom: field.custom,
    defaultValue: field.type === 'boolean' ? field.defaultValue === true : null,
    defaultValueFormula: null,
    defaultedOnCreate: field.defaultedOnCreate,
    dependentPicklist: field.controller !== undefined,
    deprecatedAndHidden: false,
    digits: field.type === 'int' ? (field.precision === 0 ? 9 : field.precision) : 0,
    displayLocationInDecimal: field.name.endsWith('itude'),
    encrypted: false,
    externalId: field.externalId,
    extraTypeInfo: field.name === 'Name' && field.label === 'Full Name' ? 'personname' : field.type === 'textarea' ? 'plaintextarea' : null,
    filterable,
    filteredLookupInfo: null,
    formulaTreatNullNumberAsZero: false,
    groupable,
    highScaleNumber: false,
    htmlFormatted: false,
    idLookup: field.idLookup,
    inlineHelpText: field.help ?? null,
    label: field.label,
    length: field.length,
    mask: null,
    maskType: null,
    name: field.name,
    nameField: field.nameField,
    namePointing: (field.reference?.to.length ?? 0) > 1,
    nillable: field.nillable,
    permissionable: field.permissionable ?? (isCompound || (field.nillable && (field.createable || field.updateable))),
    picklistValues: field.picklist.map(({ active, defaultValue, label, validFor, value }) => ({
      active,
      defaultValue,
      label,
      validFor: validFor ?? null,
      value,
    })),
    polymorphicForeignKey: (field.reference?.to.length ?? 0) > 1,
    precision: field.type === 'int' ? 0 : field.precision,
    queryByDistance: isCompound,
    referenceTargetField: null,
    referenceTo: field.reference?.to ?? [],
    relationshipName: field.reference?.relationship ?? null,
    relationshipOrder: null,
    restrictedDelete: false,
    restrictedPicklist: field.restricted,
    scale: field.scale,
    searchPrefilterable: field.type === 'reference',
    soapType: SOAP_TYPES[field.type] ?? 'xsd:string',
    sortable: isPlain && field.type !== 'multipicklist',
    type: field.type,
    unique: field.unique,
    updateable: field.updateable,
    writeRequiresMasterRead: false,
  }
}
