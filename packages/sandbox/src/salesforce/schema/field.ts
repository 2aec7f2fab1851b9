/** Fields of Salesforce objects, and short ways to write the standard ones down. */

export type FieldType =
  | 'id'
  | 'string'
  | 'textarea'
  | 'email'
  | 'phone'
  | 'url'
  | 'picklist'
  | 'combobox'
  | 'multipicklist'
  | 'boolean'
  | 'int'
  | 'double'
  | 'currency'
  | 'percent'
  | 'date'
  | 'datetime'
  | 'reference'
  | 'address'

/** `validFor` says, as describe writes it, for which values of the controlling field a dependent value is offered. */
export type PicklistValue = {
  readonly value: string
  readonly label: string
  readonly active: boolean
  readonly defaultValue: boolean
  readonly validFor?: string
}

/**
 * `relationship` names the way up (`Account`), `children` the way down (`Contacts`); either may be absent. A parent takes its children into the
 * recycle bin where they `cascade`, and stays as long as there are some where they `restrict` it.
 */
export type Reference = {
  readonly to: readonly string[]
  readonly relationship?: string
  readonly children?: string
  readonly cascade?: boolean
  readonly restricts?: boolean
}

/** What describe tells of a field and what saving checks. `length` counts characters; `precision` all digits, `scale` those after the point. */
export type Field = {
  readonly name: string
  readonly label: string
  readonly type: FieldType
  readonly length: number
  readonly precision: number
  readonly scale: number
  readonly nillable: boolean
  readonly createable: boolean
  readonly updateable: boolean
  readonly defaultedOnCreate: boolean
  readonly custom: boolean
  readonly unique: boolean
  readonly caseSensitive: boolean
  readonly externalId: boolean
  readonly idLookup: boolean
  readonly nameField: boolean
  readonly calculated: boolean
  readonly autoNumber: boolean
  readonly restricted: boolean
  readonly picklist: readonly PicklistValue[]
  readonly reference?: Reference
  readonly compound?: string
  /** The picklist on which this one depends. */
  readonly controller?: string
  /** The text for which this field holds the code of a state or country. */
  readonly codeOf?: string
  readonly defaultValue?: string | boolean | number | null
  readonly help?: string
  /** Whether permissions are given for it, where that does not follow from the rest. */
  readonly permissionable?: boolean
  /** Made through the API: no user sees it before a permission set that the user has grants it. */
  readonly guarded: boolean
}

export type FieldOptions = Partial<Omit<Field, 'name' | 'label' | 'type'>>

/** Any field; what is not said is the describe default of a writable, nillable standard field. */
export function field(name: string, label: string, type: FieldType, options: FieldOptions = {}): Field {
  return {
    name,
    label,
    type,
    length: 0,
    precision: 0,
    scale: 0,
    nillable: true,
    createable: true,
    updateable: true,
    defaultedOnCreate: false,
    custom: name.toLowerCase().endsWith('__c'),
    unique: false,
    caseSensitive: false,
    externalId: false,
    idLookup: false,
    nameField: false,
    calculated: false,
    autoNumber: false,
    restricted: false,
    picklist: [],
    guarded: false,
    ...options,
  }
}

/** Options of a field that the system writes. */
export const READ_ONLY: FieldOptions = { createable: false, updateable: false }

export function text(name: string, label: string, length: number, options?: FieldOptions): Field {
  return field(name, label, 'string', { length, ...options })
}

export function area(name: string, label: string, length: number, options?: FieldOptions): Field {
  return field(name, label, 'textarea', { length, ...options })
}

export function phone(name: string, label: string): Field {
  return field(name, label, 'phone', { length: 40 })
}

/** A number; `digits` before and `scale` after the point. */
export function number(name: string, label: string, type: 'int' | 'double' | 'currency' | 'percent', digits: number, scale = 0): Field {
  return field(name, label, type, { precision: type === 'int' ? 0 : digits + scale, scale, length: 0 })
}

export function flag(name: string, label: string, options?: FieldOptions): Field {
  return field(name, label, 'boolean', { nillable: false, defaultedOnCreate: true, defaultValue: false, ...options })
}

export function lookup(name: string, label: string, reference: Reference, options?: FieldOptions): Field {
  return field(name, label, 'reference', { length: 18, reference, ...options })
}

/** Values as plain text become active ones whose label is the value. */
export function picklist(name: string, label: string, values: readonly string[], options?: FieldOptions): Field {
  return field(name, label, 'picklist', { length: 255, picklist: picklistValues(values, options?.defaultValue), ...options })
}

/** Active picklist values of plain texts. */
export function picklistValues(values: readonly string[], chosen?: unknown): PicklistValue[] {
  return values.map((value) => ({ value, label: value, active: true, defaultValue: value === chosen }))
}

/** Fields of an object of which only some are given permissions for. */
export function permitting(names: readonly string[], fields: readonly Field[]): Field[] {
  return fields.map((each) => ({ ...each, permissionable: names.includes(each.name) }))
}
