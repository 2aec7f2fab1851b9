/** Describe: catalog entries in words, for completion and hover. */
import type { Catalog, HubspotProperty, Option, SalesforceField } from '../catalog/catalog'

export const describeProperty = (property: HubspotProperty): string =>
  [
    property.label,
    property.type,
    property.fieldType === property.type ? '' : property.fieldType,
    property.readOnly || property.calculated ? 'read-only' : '',
  ]
    .filter((part) => part !== '')
    .join(' · ')

export const describeField = (field: SalesforceField): string => {
  const isRequired = !field.nillable && field.createable && !field.defaultedOnCreate
  const type = field.length ? `${field.type}(${field.length})` : field.type
  return [field.label, type, field.updateable || field.createable ? '' : 'read-only', isRequired ? 'required' : '']
    .filter((part) => part !== '')
    .join(' · ')
}

/** At most twenty, one a line, as Markdown. */
export const listOptions = (options: readonly Option[] | undefined): string => {
  if (!options || options.length === 0) return ''
  const shown = options.slice(0, 20).map(({ value, label }) => `- \`${value}\`${label === value ? '' : ` ${label}`}`)
  return [...shown, ...(options.length > 20 ? [`- and ${options.length - 20} more`] : [])].join('\n')
}

export const propertiesOf = (catalog: Catalog | undefined, object: string | undefined): readonly HubspotProperty[] =>
  catalog?.hubspot.objects.find((one) => one.name === object)?.properties ?? []

export const fieldsOf = (catalog: Catalog | undefined, object: string | undefined): readonly SalesforceField[] =>
  catalog?.salesforce.objects.find((one) => one.name === object)?.fields ?? []
