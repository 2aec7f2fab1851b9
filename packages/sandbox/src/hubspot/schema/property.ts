/** The shape of a HubSpot property definition and a terse way to write one down. */

/** The seven value types of the properties API [HubSpot OpenAPI: properties]. */
export const PROPERTY_TYPES = ['bool', 'date', 'datetime', 'enumeration', 'number', 'phone_number', 'string'] as const

/** One of the seven value types. */
export type PropertyType = (typeof PROPERTY_TYPES)[number]

/** One choice of an enumeration; `value` is what a record holds. */
export type PropertyOption = {
  readonly label: string
  readonly value: string
  readonly displayOrder: number
  readonly hidden: boolean
  readonly description?: string
}

/** A property as the portal keeps it; `replies` turn it into the API's shape. Times are milliseconds since 1970. */
export type Property = {
  readonly name: string
  readonly label: string
  readonly type: PropertyType
  readonly fieldType: string
  readonly groupName: string
  readonly description: string
  readonly options: readonly PropertyOption[]
  readonly hasUniqueValue: boolean
  readonly hidden: boolean
  readonly formField: boolean
  readonly displayOrder: number
  /** Values are set by HubSpot alone: a write is refused with `READ_ONLY_VALUE`. */
  readonly readOnlyValue: boolean
  readonly calculated: boolean
  readonly hubspotDefined: boolean
  /** Options live elsewhere: owner ids. */
  readonly externalOptions: boolean
  readonly referencedObjectType?: string
  readonly archived: boolean
  readonly createdAt?: number
  readonly updatedAt?: number
}

/** What `property` needs beyond name, label and type. */
export type PropertyExtras = Partial<Omit<Property, 'name' | 'label' | 'type' | 'options'>> & {
  /** Values with labels, or plain values that are their own labels. */
  readonly options?: readonly (readonly [value: string, label: string] | string)[]
}

const FIELD_TYPES: Readonly<Record<PropertyType, string>> = {
  bool: 'booleancheckbox',
  date: 'date',
  datetime: 'date',
  enumeration: 'select',
  number: 'number',
  phone_number: 'phonenumber',
  string: 'text',
}

const YES_NO: readonly PropertyOption[] = [
  { label: 'Yes', value: 'true', displayOrder: 0, hidden: false },
  { label: 'No', value: 'false', displayOrder: 1, hidden: false },
]

/** A standard property; whatever `extras` leaves out has the default of HubSpot's own definitions. */
export function property(name: string, label: string, type: PropertyType, extras: PropertyExtras = {}): Property {
  const { options, ...rest } = extras
  return {
    name,
    label,
    type,
    fieldType: FIELD_TYPES[type],
    groupName: 'information',
    description: '',
    options: options === undefined ? (type === 'bool' ? YES_NO : []) : optionList(options),
    hasUniqueValue: false,
    hidden: false,
    formField: true,
    displayOrder: -1,
    readOnlyValue: false,
    calculated: false,
    hubspotDefined: true,
    externalOptions: false,
    archived: false,
    ...rest,
  }
}

/** A property that HubSpot sets and nobody else. */
export function readOnly(name: string, label: string, type: PropertyType, extras: PropertyExtras = {}): Property {
  return property(name, label, type, { readOnlyValue: true, formField: false, ...extras })
}

function optionList(options: NonNullable<PropertyExtras['options']>): PropertyOption[] {
  return options.map((option, displayOrder) => {
    const [value, label] = typeof option === 'string' ? [option, option] : option
    return { label, value, displayOrder, hidden: false }
  })
}
