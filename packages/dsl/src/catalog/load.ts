/** Loading of catalogs: two JSON texts to a catalog, or what is wrong with them as data. */
import type { Catalog, HubspotCatalog, SalesforceCatalog } from './catalog'

export type CatalogProblem = {
  readonly side: 'hubspot' | 'salesforce'
  /** Where in the JSON: `objects[2].fields[0].type`. */
  readonly path: string
  readonly message: string
}

type Problems = (path: string, message: string) => void
type Shape = (value: unknown, path: string, problems: Problems) => boolean

const text: Shape = (value, path, problems) => {
  if (typeof value === 'string') return true
  problems(path, 'should be a text')
  return false
}
const flag: Shape = (value, path, problems) => {
  if (typeof value === 'boolean') return true
  problems(path, 'should be true or false')
  return false
}
const count: Shape = (value, path, problems) => {
  if (typeof value === 'number' && Number.isFinite(value)) return true
  problems(path, 'should be a number')
  return false
}
const oneOf =
  (...allowed: readonly (string | number)[]): Shape =>
  (value, path, problems) => {
    if ((typeof value === 'string' || typeof value === 'number') && allowed.includes(value)) return true
    const words = allowed.length === 1 ? String(allowed[0]) : `one of ${allowed.join(', ')}`
    problems(path, `should be ${words}`)
    return false
  }
const list =
  (item: Shape): Shape =>
  (value, path, problems) => {
    if (!Array.isArray(value)) {
      problems(path, 'should be a list')
      return false
    }
    return value.map((one, index) => item(one, `${path}[${index}]`, problems)).every(Boolean)
  }
const record =
  (required: Readonly<Record<string, Shape>>, optional: Readonly<Record<string, Shape>> = {}): Shape =>
  (value, path, problems) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      problems(path, 'should be an object')
      return false
    }
    const entries = new Map<string, unknown>(Object.entries(value))
    const check = ([name, shape]: readonly [string, Shape], isRequired: boolean): boolean => {
      const at = path === '' ? name : `${path}.${name}`
      const found = entries.get(name)
      if (found !== undefined) return shape(found, at, problems)
      if (isRequired) problems(at, 'is missing')
      return !isRequired
    }
    const checks = [...Object.entries(required).map((one) => check(one, true)), ...Object.entries(optional).map((one) => check(one, false))]
    return checks.every(Boolean)
  }

const options = list(record({ value: text, label: text }))

const HUBSPOT_TYPE = oneOf('string', 'number', 'bool', 'date', 'datetime', 'enumeration', 'phone_number')
const SALESFORCE_TYPE = oneOf(
  ...['string', 'textarea', 'email', 'phone', 'url', 'boolean', 'int', 'double', 'currency', 'percent', 'date', 'datetime', 'time'],
  ...['picklist', 'multipicklist', 'combobox', 'reference', 'id', 'address', 'encryptedstring', 'base64', 'location'],
)

const hubspotShape = record(
  {
    version: oneOf(1),
    objects: list(
      record({
        name: text,
        plural: text,
        typeId: text,
        properties: list(
          record(
            { name: text, label: text, type: HUBSPOT_TYPE, fieldType: text },
            { options, readOnly: flag, calculated: flag, hasUniqueValue: flag, referencedObjectType: text },
          ),
        ),
      }),
    ),
    lists: list(record({ id: text, name: text, objectTypeId: text, processingType: oneOf('DYNAMIC', 'MANUAL', 'SNAPSHOT') })),
  },
  {
    portalId: text,
    pipelines: list(record({ id: text, label: text, object: text, stages: list(record({ id: text, label: text })) })),
    forms: list(record({ id: text, name: text })),
    associations: list(record({ from: text, to: text, label: text })),
  },
)

const salesforceShape = record(
  {
    version: oneOf(1),
    objects: list(
      record(
        {
          name: text,
          label: text,
          fields: list(
            record(
              { name: text, label: text, type: SALESFORCE_TYPE, nillable: flag, createable: flag, updateable: flag },
              {
                length: count,
                precision: count,
                scale: count,
                options,
                restrictedPicklist: flag,
                defaultedOnCreate: flag,
                calculated: flag,
                externalId: flag,
                unique: flag,
                idLookup: flag,
                referenceTo: list(text),
                relationshipName: text,
              },
            ),
          ),
        },
        {
          keyPrefix: text,
          recordTypes: list(record({ id: text, developerName: text, name: text, master: flag })),
          supportProcesses: list(text),
        },
      ),
    ),
  },
  { orgId: text },
)

const isHubspotCatalog = (value: unknown, problems: Problems): value is HubspotCatalog => hubspotShape(value, '', problems)
const isSalesforceCatalog = (value: unknown, problems: Problems): value is SalesforceCatalog => salesforceShape(value, '', problems)

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
