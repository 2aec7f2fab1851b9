/** The org's schema as a catalog snapshot. */
import type { SalesforceCatalog, SalesforceObject } from '@lockstep/dsl'
import type { Describes } from './describe'

/** Describes the named objects; one call each where they are not known yet. `orgId` is put in by the caller. */
export async function readCatalog(describes: Describes, objects: readonly string[], orgId: string | undefined): Promise<SalesforceCatalog> {
  const read: SalesforceObject[] = []
  for (const object of objects) read.push(await describes.describe(object))
  return { version: 1, ...(orgId === undefined ? {} : { orgId }), objects: read }
}
