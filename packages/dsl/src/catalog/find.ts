/** Look-ups in a catalog, indexed once for each object. */
import type { Catalog, HubspotList, HubspotObject, HubspotPipeline, HubspotProperty, SalesforceField, SalesforceObject } from './catalog'

const properties = new WeakMap<HubspotObject, ReadonlyMap<string, HubspotProperty>>()
const fields = new WeakMap<SalesforceObject, ReadonlyMap<string, SalesforceField>>()

const indexed = <Owner extends object, Item extends { readonly name: string }>(
  cache: WeakMap<Owner, ReadonlyMap<string, Item>>,
  owner: Owner,
  items: readonly Item[],
): ReadonlyMap<string, Item> => {
  const known = cache.get(owner)
  if (known !== undefined) return known
  const index = new Map(items.map((item) => [item.name, item]))
  cache.set(owner, index)
  return index
}

export const findProperty = (object: HubspotObject, name: string): HubspotProperty | undefined =>
  indexed(properties, object, object.properties).get(name)

export const findField = (object: SalesforceObject, name: string): SalesforceField | undefined =>
  indexed(fields, object, object.fields).get(name)

export const findHubspotObject = (catalog: Catalog, name: string): HubspotObject | undefined =>
  catalog.hubspot.objects.find((object) => object.name === name)

export const findSalesforceObject = (catalog: Catalog, name: string): SalesforceObject | undefined =>
  catalog.salesforce.objects.find((object) => object.name === name)

/** Of one object, by id or else by label, as people name them. */
export const findPipeline = (catalog: Catalog, object: string, name: string): HubspotPipeline | undefined => {
  const own = (catalog.hubspot.pipelines ?? []).filter((one) => one.object === object)
  return own.find((one) => one.id === name) ?? own.find((one) => one.label === name)
}

/** Lists are named by people, so by their name; of several, the one over that object type. */
export const findList = (catalog: Catalog, name: string, objectTypeId?: string): HubspotList | undefined => {
  const named = catalog.hubspot.lists.filter((list) => list.name === name)
  return named.find((list) => list.objectTypeId === objectTypeId) ?? named[0]
}
