/** Catalog: the schemas of both systems as one JSON snapshot, kept in the policy folder as `catalog/hubspot.json` and `catalog/salesforce.json`. */

/** HubSpot property types, as the properties API tells them. */
export type HubspotType = 'string' | 'number' | 'bool' | 'date' | 'datetime' | 'enumeration' | 'phone_number'

/** Salesforce field types, as describe tells them. */
export type SalesforceType =
  | 'string'
  | 'textarea'
  | 'email'
  | 'phone'
  | 'url'
  | 'boolean'
  | 'int'
  | 'double'
  | 'currency'
  | 'percent'
  | 'date'
  | 'datetime'
  | 'time'
  | 'picklist'
  | 'multipicklist'
  | 'combobox'
  | 'reference'
  | 'id'
  | 'address'
  | 'encryptedstring'
  | 'base64'
  | 'location'

export type Option = {
  readonly value: string
  readonly label: string
  /** Of a dependent Salesforce picklist: the values of its controlling field that allow this one; absent where it is no dependent one. */
  readonly validFor?: readonly string[]
}

export type HubspotProperty = {
  readonly name: string
  readonly label: string
  readonly type: HubspotType
  /** text, textarea, select, radio, checkbox (multi), booleancheckbox, number, date, phonenumber, calculation_..., ... */
  readonly fieldType: string
  readonly options?: readonly Option[]
  /** Read-only for the API (modificationMetadata.readOnlyValue) or calculated. */
  readonly readOnly?: boolean
  readonly calculated?: boolean
  readonly hasUniqueValue?: boolean
  readonly referencedObjectType?: string
}

export type HubspotObject = {
  /** Singular, as the policy writes it: `contact`. */
  readonly name: string
  /** As the object API's path has it: `contacts`. */
  readonly plural: string
  readonly typeId: string
  /** How people name one record of it; absent in catalogs that were written before it was read. */
  readonly label?: string
  /** Properties that a new record must have. HubSpot's API tells them of custom objects only. */
  readonly requiredProperties?: readonly string[]
  readonly properties: readonly HubspotProperty[]
}

export type HubspotList = {
  readonly id: string
  readonly name: string
  readonly objectTypeId: string
  readonly processingType: 'DYNAMIC' | 'MANUAL' | 'SNAPSHOT'
}
export type HubspotPipeline = {
  readonly id: string
  readonly label: string
  readonly object: string
  readonly stages: readonly HubspotStage[]
}
/** `closed`: records in it count as finished; absent where that was not read. */
export type HubspotStage = { readonly id: string; readonly label: string; readonly closed?: boolean }

/** A form, by which people enter campaigns. */
export type HubspotForm = { readonly id: string; readonly name: string }

/** A label that an association between two objects may carry, objects in the singular. */
export type HubspotAssociationLabel = { readonly from: string; readonly to: string; readonly label: string }

/** An owner of HubSpot's records or an active user of Salesforce. `email` is what pairs them. */
export type CatalogPerson = { readonly id: string; readonly name: string; readonly email?: string }

export type SalesforceField = {
  readonly name: string
  readonly label: string
  readonly type: SalesforceType
  readonly length?: number
  readonly precision?: number
  readonly scale?: number
  readonly options?: readonly Option[]
  readonly restrictedPicklist?: boolean
  readonly nillable: boolean
  readonly createable: boolean
  readonly updateable: boolean
  readonly defaultedOnCreate?: boolean
  readonly calculated?: boolean
  readonly externalId?: boolean
  readonly unique?: boolean
  readonly idLookup?: boolean
  readonly referenceTo?: readonly string[]
  readonly relationshipName?: string
  /** Of a dependent picklist: the field whose value decides which options may be chosen. */
  readonly controlledBy?: string
}

export type SalesforceObject = {
  readonly name: string
  readonly label: string
  readonly keyPrefix?: string
  readonly fields: readonly SalesforceField[]
  readonly recordTypes?: readonly { readonly id: string; readonly developerName: string; readonly name: string; readonly master: boolean }[]
  /** Names of a case's support processes; absent where they were not read. */
  readonly supportProcesses?: readonly string[]
}

/** An active campaign, by which people become members; `statuses` in the order that Salesforce shows them. */
export type SalesforceCampaign = { readonly id: string; readonly name: string; readonly statuses: readonly string[] }

export type HubspotCatalog = {
  readonly version: 1
  readonly portalId?: string
  readonly objects: readonly HubspotObject[]
  readonly lists: readonly HubspotList[]
  readonly pipelines?: readonly HubspotPipeline[]
  /** Absent where they were not read: then no name of a form is doubted. */
  readonly forms?: readonly HubspotForm[]
  /** Absent where they were not read: then no label is doubted. */
  readonly associations?: readonly HubspotAssociationLabel[]
  /** Currencies that the portal uses, its own first; ISO 4217. */
  readonly currencies?: readonly string[]
  /** Absent where they were not wanted: they are personal data. */
  readonly owners?: readonly CatalogPerson[]
}
export type SalesforceCatalog = {
  readonly version: 1
  readonly orgId?: string
  readonly objects: readonly SalesforceObject[]
  /** Active ones; absent where they were not read: then no name of a campaign is doubted. */
  readonly campaigns?: readonly SalesforceCampaign[]
  /** Active users; absent where they were not wanted: they are personal data. */
  readonly users?: readonly CatalogPerson[]
}

export type Catalog = { readonly hubspot: HubspotCatalog; readonly salesforce: SalesforceCatalog }
