/** The fixture catalog: a small portal and org for tests of this package. */
import hubspot from '../../fixtures/catalog/hubspot.json'
import salesforce from '../../fixtures/catalog/salesforce.json'
import type { Catalog } from '../catalog/catalog'
import { parseCatalog } from '../catalog/load'

const load = (): Catalog => {
  const { catalog, problems } = parseCatalog(JSON.stringify(hubspot), JSON.stringify(salesforce))
  if (catalog === undefined) throw new Error(`the fixture catalog is broken: ${JSON.stringify(problems)}`)
  return catalog
}

export const fixtureCatalog: Catalog = load()
