/** What the systems in memory know of a catalog: unique fields, values they fill in, and what they refuse. */
import type { Catalog, HubspotObject, SalesforceField, SalesforceObject } from '@lockstep/dsl'
import type { SideName, Wire } from '../model'
import type { MemoryCrmOptions, Rule } from './memory-crm'

/** The key fields that set-up makes in a simulation. */
export const keyFields: Readonly<Record<SideName, string>> = { hubspot: 'lockstep_key', salesforce: 'Lockstep_Key__c' }

type Refusal = NonNullable<ReturnType<Rule>>

const refuse = (code: string, message: string, field: string): Refusal => ({ code, message, field, card: 'property value' })

/**
 * What Salesforce gives a field that a new record leaves blank. A catalog does not tell which value: a checkbox starts unchecked, and a
 * picklist that must not be blank starts with its first value, as it does where no administrator chose another.
 */
const filledWith = (field: SalesforceField): string | undefined => {
  if (field.type === 'boolean') return 'false'
  return field.type === 'picklist' && !field.nillable ? field.options?.[0]?.value : undefined
}

const fillsOf = (object: SalesforceObject): Readonly<Record<string, string>> =>
  Object.fromEntries(
    object.fields.flatMap((field) => {
      const value = field.defaultedOnCreate === true ? filledWith(field) : undefined
      return value === undefined ? [] : [[field.name, value] as const]
    }),
  )

type SalesforceLaws = { readonly fields: ReadonlyMap<string, SalesforceField>; readonly required: readonly string[] }

const lawsOf = (object: SalesforceObject): SalesforceLaws => ({
  fields: new Map(object.fields.map((field) => [field.name, field])),
  required: object.fields
    .filter((field) => !field.nillable && field.createable && field.defaultedOnCreate !== true && field.type !== 'boolean')
    .map((field) => field.name),
})

const salesforceRefusal = (
  { fields, required }: SalesforceLaws,
  values: Readonly<Record<string, Wire>>,
  isCreate: boolean,
): Refusal | null => {
  const missing = isCreate ? required.find((name) => (values[name] ?? null) === null) : undefined
  if (missing !== undefined) return refuse('REQUIRED_FIELD_MISSING', `${missing} must be filled`, missing)
  for (const [name, value] of Object.entries(values)) {
    const field = fields.get(name)
    if (field === undefined || value === null) continue
    if (field.restrictedPicklist === true && field.options !== undefined && field.type === 'picklist')
      if (!field.options.some((option) => option.value === value))
        return refuse('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', `${name} does not take this value`, name)
    if (field.length !== undefined && field.length > 0 && value.length > field.length)
      return refuse('STRING_TOO_LONG', `${name} holds ${field.length} characters`, name)
  }
  return null
}

type HubspotLaws = ReadonlyMap<string, HubspotObject['properties'][number]>

const hubspotRefusal = (properties: HubspotLaws, values: Readonly<Record<string, Wire>>): Refusal | null => {
  for (const [name, value] of Object.entries(values)) {
    const property = properties.get(name)
    if (value === null || property?.type !== 'enumeration' || property.options === undefined || property.options.length === 0) continue
    const parts = property.fieldType === 'checkbox' ? value.split(';') : [value]
    if (parts.some((part) => property.options?.some((option) => option.value === part) !== true))
      return refuse('INVALID_OPTION', `${name} does not take this value`, name)
  }
  return null
}

const uniqueOf = (names: readonly string[], key: string): readonly string[] => [...names, key]

/** HubSpot in memory: emails are unique, options are checked. */
export const hubspotSchema = ({ hubspot }: Catalog): Pick<MemoryCrmOptions, 'unique'> & { readonly rule: Rule } => {
  const laws = new Map(
    hubspot.objects.map((object) => [object.name, new Map(object.properties.map((property) => [property.name, property]))]),
  )
  const uniques = (object: HubspotObject): readonly string[] =>
    object.properties
      .filter((property) => property.hasUniqueValue === true || (object.name === 'contact' && property.name === 'email'))
      .map((property) => property.name)
  return {
    unique: Object.fromEntries(hubspot.objects.map((object) => [object.name, uniqueOf(uniques(object), keyFields.hubspot)])),
    rule: (name, values) => {
      const known = laws.get(name)
      return known === undefined ? null : hubspotRefusal(known, values)
    },
  }
}

/** Salesforce in memory: required fields, restricted picklists and lengths are checked, checkboxes and first values filled in. */
export const salesforceSchema = ({
  salesforce,
}: Catalog): Pick<MemoryCrmOptions, 'unique' | 'prefix' | 'fills'> & { readonly rule: Rule } => {
  const laws = new Map(salesforce.objects.map((object) => [object.name, lawsOf(object)]))
  return {
    unique: Object.fromEntries(
      salesforce.objects.map((object) => [
        object.name,
        uniqueOf(
          object.fields.filter((field) => field.unique === true).map((field) => field.name),
          keyFields.salesforce,
        ),
      ]),
    ),
    prefix: Object.fromEntries(salesforce.objects.map((object) => [object.name, object.keyPrefix ?? ''])),
    fills: Object.fromEntries(salesforce.objects.map((object) => [object.name, fillsOf(object)])),
    rule: (name, values, self) => {
      const known = laws.get(name)
      return known === undefined ? null : salesforceRefusal(known, values, self === undefined)
    },
  }
}

/** The lookup field behind a relationship name, as `Account` of a contact stands behind `AccountId`. */
export const lookupIn =
  ({ salesforce }: Catalog) =>
  (object: string, relationship: string): string | undefined =>
    salesforce.objects.find((each) => each.name === object)?.fields.find((field) => field.relationshipName === relationship)?.name

/** Lead fields that Salesforce carries into a contact under another name; the others go by their own. */
const contactNames: Readonly<Record<string, string>> = {
  Street: 'MailingStreet',
  City: 'MailingCity',
  State: 'MailingState',
  StateCode: 'MailingStateCode',
  PostalCode: 'MailingPostalCode',
  Country: 'MailingCountry',
  CountryCode: 'MailingCountryCode',
}

/** Kept by Salesforce itself, so never carried by a conversion. */
const own = new Set(['Id', 'IsConverted', 'IsDeleted', 'CreatedDate', 'LastModifiedDate', 'SystemModstamp', keyFields.salesforce])

/** The values of the contact that a converted lead becomes: standard fields, and custom ones of the same name. */
export const convertedValues = ({ salesforce }: Catalog, lead: Readonly<Record<string, Wire>>): Readonly<Record<string, Wire>> => {
  const known = new Set(salesforce.objects.find((object) => object.name === 'Contact')?.fields.map((field) => field.name))
  return Object.fromEntries(
    Object.entries(lead).flatMap(([name, value]) => {
      const target = contactNames[name] ?? name
      return own.has(name) || !known.has(target) ? [] : [[target, value] as const]
    }),
  )
}
