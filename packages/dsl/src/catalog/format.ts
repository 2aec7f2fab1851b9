/** The format of the two files of a catalog: which keys they have, and of what shape. */
import { count, flag, list, oneOf, record, type Shape, text } from './shape'

/** The version that is written. A change that a reader of this version would get wrong raises it; a new key that may be absent does not. */
export const CATALOG_VERSION = 1

const version: Shape = {
  words: String(CATALOG_VERSION),
  check: (value, path, problems) => {
    if (value === CATALOG_VERSION) return true
    const isNewer = typeof value === 'number' && value > CATALOG_VERSION
    problems(
      path,
      isNewer ? `is ${value}, which a newer Lockstep wrote: this one reads ${CATALOG_VERSION}` : `should be ${CATALOG_VERSION}`,
    )
    return false
  },
}
const plainOptions = list(record({ value: text, label: text }))
const options = list(record({ value: text, label: text }, { validFor: list(text) }))
const people = list(record({ id: text, name: text }, { email: text }))

const HUBSPOT_TYPE = oneOf('string', 'number', 'bool', 'date', 'datetime', 'enumeration', 'phone_number')
const SALESFORCE_TYPE = oneOf(
  ...['string', 'textarea', 'email', 'phone', 'url', 'boolean', 'int', 'double', 'currency', 'percent', 'date', 'datetime', 'time'],
  ...['picklist', 'multipicklist', 'combobox', 'reference', 'id', 'address', 'encryptedstring', 'base64', 'location'],
)

/** `catalog/hubspot.json`. */
export const hubspotFormat: Shape = record(
  {
    version,
    objects: list(
      record(
        {
          name: text,
          plural: text,
          typeId: text,
          properties: list(
            record(
              { name: text, label: text, type: HUBSPOT_TYPE, fieldType: text },
              { options: plainOptions, readOnly: flag, calculated: flag, hasUniqueValue: flag, referencedObjectType: text },
            ),
          ),
        },
        { label: text, requiredProperties: list(text) },
      ),
    ),
    lists: list(record({ id: text, name: text, objectTypeId: text, processingType: oneOf('DYNAMIC', 'MANUAL', 'SNAPSHOT') })),
  },
  {
    portalId: text,
    pipelines: list(record({ id: text, label: text, object: text, stages: list(record({ id: text, label: text }, { closed: flag })) })),
    forms: list(record({ id: text, name: text })),
    associations: list(record({ from: text, to: text, label: text })),
    currencies: list(text),
    owners: people,
  },
)

/** `catalog/salesforce.json`. */
export const salesforceFormat: Shape = record(
  {
    version,
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
                controlledBy: text,
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
  { orgId: text, campaigns: list(record({ id: text, name: text, statuses: list(text) })), users: people },
)
