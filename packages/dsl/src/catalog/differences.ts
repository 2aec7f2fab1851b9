/** Differences of two catalogs: what was added, removed and changed, as data in a fixed order. */
import type { Catalog, HubspotCatalog, HubspotProperty, Option, SalesforceCatalog, SalesforceField } from './catalog'

export type CatalogThing =
  | 'object'
  | 'property'
  | 'field'
  | 'option'
  | 'list'
  | 'pipeline'
  | 'stage'
  | 'form'
  | 'association label'
  | 'record type'
  | 'support process'
  | 'campaign'
  | 'campaign status'
  | 'currency'
  | 'person'
  | 'account'

export type CatalogChange = {
  readonly side: 'hubspot' | 'salesforce'
  readonly change: 'added' | 'removed' | 'changed'
  readonly thing: CatalogThing
  /** The object it belongs to, where it belongs to one. */
  readonly object?: string
  /** The property or field of an option, the pipeline or campaign (by id) of a stage or status. */
  readonly of?: string
  readonly name: string
  /** Where it is known by another text than its name. */
  readonly id?: string
  /** Of a change: which fact (`type`, `length`, `required`, `read-only`, ...), before and after; `null` where there is none. */
  readonly fact?: string
  readonly from?: string | number | boolean | null
  readonly to?: string | number | boolean | null
}

type Plain = string | number | boolean | null
type Facts = Readonly<Record<string, Plain>>
/** A thing with its facts and the things in it. */
type Item = {
  readonly thing: CatalogThing
  readonly key: string
  readonly name: string
  readonly facts: Facts
  readonly parts: readonly Item[]
}
type Where = Pick<CatalogChange, 'side' | 'object' | 'of'>

const item = (thing: CatalogThing, key: string, name: string, facts: Facts = {}, parts: readonly Item[] = []): Item => ({
  thing,
  key,
  name,
  facts,
  parts,
})

const option = ({ value, label, validFor }: Option): Item =>
  item('option', value, value, { label, 'valid for': validFor === undefined ? null : [...validFor].sort().join(', ') })

const property = (given: HubspotProperty, isRequired: boolean): Item =>
  item(
    'property',
    given.name,
    given.name,
    {
      label: given.label,
      type: given.type,
      'field type': given.fieldType,
      required: isRequired,
      'read-only': given.readOnly === true,
      calculated: given.calculated === true,
      unique: given.hasUniqueValue === true,
      'refers to': given.referencedObjectType ?? null,
    },
    (given.options ?? []).map(option),
  )

const field = (given: SalesforceField): Item =>
  item(
    'field',
    given.name,
    given.name,
    {
      label: given.label,
      type: given.type,
      length: given.length ?? null,
      precision: given.precision ?? null,
      scale: given.scale ?? null,
      required: !given.nillable,
      'filled by Salesforce': given.defaultedOnCreate === true,
      'may be created': given.createable,
      'may be changed': given.updateable,
      calculated: given.calculated === true,
      unique: given.unique === true,
      'external id': given.externalId === true,
      'restricted to its options': given.restrictedPicklist === true,
      'refers to': given.referenceTo === undefined ? null : given.referenceTo.join(', '),
      'controlled by': given.controlledBy ?? null,
    },
    (given.options ?? []).map(option),
  )

/** What was not read on one side cannot be compared: then it is left out on both. */
const both = <T, R>(here: readonly T[] | undefined, there: readonly T[] | undefined, toItem: (one: T) => R): readonly R[] =>
  here === undefined || there === undefined ? [] : here.map(toItem)

const person = ({ id, name }: { readonly id: string; readonly name: string }): Item => item('person', id, name, { name })

const hubspotItems = (catalog: HubspotCatalog, other: HubspotCatalog): readonly Item[] => [
  item('account', 'account', 'HubSpot', catalog.portalId === undefined || other.portalId === undefined ? {} : { id: catalog.portalId }),
  ...catalog.objects.map((object) =>
    item('object', object.name, object.name, { 'type id': object.typeId }, [
      ...object.properties.map((one) => property(one, object.requiredProperties?.includes(one.name) === true)),
      ...(catalog.pipelines ?? [])
        .filter((one) => one.object === object.name)
        .map((one) =>
          item(
            'pipeline',
            one.id,
            one.label,
            { label: one.label },
            one.stages.map(({ id, label, closed }) => item('stage', id, label, { label, closed: closed ?? null })),
          ),
        ),
      ...both(catalog.associations, other.associations, (one) => one)
        .filter((one) => one.from === object.name)
        .map((one) => item('association label', `${one.to} ${one.label}`, `${one.label} (to ${one.to})`)),
    ]),
  ),
  ...catalog.lists.map((one) =>
    item('list', one.id, one.name, { name: one.name, kind: one.processingType, 'object type': one.objectTypeId }),
  ),
  ...both(catalog.forms, other.forms, (one) => item('form', one.id, one.name, { name: one.name })),
  ...both(catalog.currencies, other.currencies, (one) => item('currency', one, one)),
  ...both(catalog.owners, other.owners, person),
]

const salesforceItems = (catalog: SalesforceCatalog, other: SalesforceCatalog): readonly Item[] => [
  item('account', 'account', 'Salesforce', catalog.orgId === undefined || other.orgId === undefined ? {} : { id: catalog.orgId }),
  ...catalog.objects.map((object) =>
    item('object', object.name, object.name, { label: object.label }, [
      ...object.fields.map(field),
      ...(object.recordTypes ?? []).map((one) =>
        item('record type', one.developerName, one.developerName, { id: one.id, label: one.name }),
      ),
      ...(object.supportProcesses ?? []).map((one) => item('support process', one, one)),
    ]),
  ),
  ...both(catalog.campaigns, other.campaigns, ({ id, name, statuses }) =>
    item(
      'campaign',
      id,
      name,
      { name },
      statuses.map((status) => item('campaign status', status, status)),
    ),
  ),
  ...both(catalog.users, other.users, person),
]

const inside = (where: Where, one: Item): Where => {
  if (one.thing === 'object') return { ...where, object: one.name }
  return one.thing === 'property' || one.thing === 'field' || one.thing === 'pipeline' || one.thing === 'campaign'
    ? { ...where, of: one.key }
    : where
}

const named = (one: Item): Pick<CatalogChange, 'thing' | 'name' | 'id'> => ({
  thing: one.thing,
  name: one.name,
  ...(one.key === one.name || one.thing === 'account' || one.thing === 'association label' ? {} : { id: one.key }),
})

const compare = (where: Where, before: readonly Item[], after: readonly Item[]): readonly CatalogChange[] => {
  const keyOf = (one: Item) => `${one.thing} ${one.key}`
  const old = new Map(before.map((one) => [keyOf(one), one]))
  const fresh = new Map(after.map((one) => [keyOf(one), one]))
  const keys = [...new Set([...old.keys(), ...fresh.keys()])].sort()
  return keys.flatMap((key): readonly CatalogChange[] => {
    const [from, to] = [old.get(key), fresh.get(key)]
    if (from === undefined || to === undefined) {
      const one = to ?? from
      return one === undefined ? [] : [{ ...where, change: to === undefined ? 'removed' : 'added', ...named(one) }]
    }
    const facts = Object.keys({ ...from.facts, ...to.facts }).flatMap((fact): readonly CatalogChange[] => {
      const [was, is] = [from.facts[fact], to.facts[fact]]
      return was === undefined || is === undefined || was === is
        ? []
        : [{ ...where, change: 'changed', ...named(to), fact, from: was, to: is }]
    })
    return [...facts, ...compare(inside(where, to), from.parts, to.parts)]
  })
}

/** What turns `before` into `after`; the order of things inside either does not matter. */
export const catalogDifferences = (before: Catalog, after: Catalog): readonly CatalogChange[] => [
  ...compare({ side: 'hubspot' }, hubspotItems(before.hubspot, after.hubspot), hubspotItems(after.hubspot, before.hubspot)),
  ...compare(
    { side: 'salesforce' },
    salesforceItems(before.salesforce, after.salesforce),
    salesforceItems(after.salesforce, before.salesforce),
  ),
]
