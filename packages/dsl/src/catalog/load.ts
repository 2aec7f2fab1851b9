/** Loading of catalogs: two JSON texts to a catalog, or what is wrong with them as data. */
import type { Catalog, HubspotCatalog, SalesforceCatalog } from './catalog'
import { CATALOG_VERSION, hubspotFormat, salesforceFormat } from './format'
import type { Problems, Shape } from './shape'

export type CatalogProblem = {
  readonly side: 'hubspot' | 'salesforce'
  /** Where in the JSON: `objects[2].fields[0].type`. */
  readonly path: string
  readonly message: string
}

/** Of a file in another version only that is said: what its other keys mean is not known. */
const fits = (format: Shape, value: unknown, problems: Problems): boolean => {
  const version = format.keys?.find((key) => key.name === 'version')?.shape
  if (version !== undefined && typeof value === 'object' && value !== null && 'version' in value && value.version !== CATALOG_VERSION)
    return version.check(value.version, 'version', problems)
  return format.check(value, '', problems)
}
const isHubspotCatalog = (value: unknown, problems: Problems): value is HubspotCatalog => fits(hubspotFormat, value, problems)
const isSalesforceCatalog = (value: unknown, problems: Problems): value is SalesforceCatalog => fits(salesforceFormat, value, problems)

const parseJson = (json: string, problems: Problems): unknown => {
  try {
    return JSON.parse(json)
  } catch (error) {
    problems('', `is not valid JSON: ${error instanceof Error ? error.message : String(error)}`)
    return undefined
  }
}

/** The catalog of `catalog/hubspot.json` and `catalog/salesforce.json`; without one when either text has a problem. Never throws. */
export const parseCatalog = (
  hubspotJson: string,
  salesforceJson: string,
): { readonly catalog?: Catalog; readonly problems: readonly CatalogProblem[] } => {
  const problems: CatalogProblem[] = []
  const onHubspot: Problems = (path, message) => problems.push({ side: 'hubspot', path, message })
  const onSalesforce: Problems = (path, message) => problems.push({ side: 'salesforce', path, message })
  const hubspot = parseJson(hubspotJson, onHubspot)
  const salesforce = parseJson(salesforceJson, onSalesforce)
  const hubspotFits = hubspot !== undefined && isHubspotCatalog(hubspot, onHubspot)
  const salesforceFits = salesforce !== undefined && isSalesforceCatalog(salesforce, onSalesforce)
  return hubspotFits && salesforceFits ? { catalog: { hubspot, salesforce }, problems } : { problems }
}
