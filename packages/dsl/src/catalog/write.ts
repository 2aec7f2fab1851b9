/** Catalogs as text: the same schema is always the same text, whatever order the services answer in, so that git shows what changed. */
import type { CatalogPerson, HubspotCatalog, SalesforceCatalog } from './catalog'

const byText =
  <T>(...keys: readonly ((item: T) => string)[]) =>
  (a: T, b: T): number => {
    for (const key of keys) {
      const [one, other] = [key(a), key(b)]
      if (one !== other) return one < other ? -1 : 1
    }
    return 0
  }
const sorted = <T>(items: readonly T[], ...keys: readonly ((item: T) => string)[]): readonly T[] => [...items].sort(byText(...keys))
const optional = <K extends string, T>(key: K, value: T | undefined): { readonly [key in K]?: T } =>
  value === undefined ? {} : ({ [key]: value } as { readonly [key in K]: T })
const people = (given: readonly CatalogPerson[] | undefined) => (given === undefined ? undefined : sorted(given, (one) => one.id))
/** Ids are numbers, mostly: 9 stands before 10. */
const idKey = (id: string): string => (/^\d+$/.test(id) ? id.padStart(20, '0') : id)

/** In the order of the file. Options and stages keep theirs, since it means something to people. */
export const orderHubspotCatalog = (catalog: HubspotCatalog): HubspotCatalog => ({
  version: catalog.version,
  ...optional('portalId', catalog.portalId),
  ...optional('currencies', catalog.currencies),
  objects: sorted(catalog.objects, (one) => one.name).map((object) => ({
    ...object,
    properties: sorted(object.properties, (one) => one.name),
  })),
  ...optional(
    'pipelines',
    catalog.pipelines &&
      sorted(
        catalog.pipelines,
        (one) => one.object,
        (one) => idKey(one.id),
      ),
  ),
  ...optional(
    'associations',
    catalog.associations &&
      sorted(
        catalog.associations,
        (one) => one.from,
        (one) => one.to,
        (one) => one.label,
      ),
  ),
  lists: sorted(catalog.lists, (one) => idKey(one.id)),
  ...optional(
    'forms',
    catalog.forms &&
      sorted(
        catalog.forms,
        (one) => one.name,
        (one) => one.id,
      ),
  ),
  ...optional('owners', people(catalog.owners)),
})

/** In the order of the file. */
export const orderSalesforceCatalog = (catalog: SalesforceCatalog): SalesforceCatalog => ({
  version: catalog.version,
  ...optional('orgId', catalog.orgId),
  objects: sorted(catalog.objects, (one) => one.name).map((object) => ({
    ...object,
    fields: sorted(object.fields, (one) => one.name),
    ...optional(
      'recordTypes',
      object.recordTypes &&
        sorted(
          object.recordTypes,
          (one) => one.developerName,
          (one) => one.id,
        ),
    ),
    ...optional('supportProcesses', object.supportProcesses && [...object.supportProcesses].sort()),
  })),
  ...optional(
    'campaigns',
    catalog.campaigns &&
      sorted(
        catalog.campaigns,
        (one) => one.name,
        (one) => one.id,
      ),
  ),
  ...optional('users', people(catalog.users)),
})

const printed = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`

/** The text of `catalog/hubspot.json`. */
export const hubspotCatalogText = (catalog: HubspotCatalog): string => printed(orderHubspotCatalog(catalog))

/** The text of `catalog/salesforce.json`. */
export const salesforceCatalogText = (catalog: SalesforceCatalog): string => printed(orderSalesforceCatalog(catalog))
