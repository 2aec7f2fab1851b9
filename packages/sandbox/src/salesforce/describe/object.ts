/** Describe replies: the list of objects, and one object with its fields and children. */
import { ALL_RIGHTS, type ObjectRights } from '../rules/access'
import type { ObjectSchema } from '../schema/object'
import { MASTER_RECORD_TYPE } from '../schema/record-type'
import type { Actor, Org } from '../store/org'
import { describeField } from './field'

/** What the global describe tells of an object; `version` as in the path, `v62.0`. */
export function describeBriefly(object: ObjectSchema, version: string, rights: ObjectRights = ALL_RIGHTS): Record<string, unknown> {
  const base = `/services/data/${version}/sobjects/${object.name}`
  return {
    activateable: false,
    associateEntityType: null,
    associateParentEntity: null,
    createable: object.createable && rights.create,
    custom: object.custom,
    customSetting: false,
    deepCloneable: false,
    deletable: object.deletable && rights.delete,
    deprecatedAndHidden: false,
    feedEnabled: false,
    hasSubtypes: false,
    isInterface: false,
    isSubtype: false,
    keyPrefix: object.prefix,
    label: object.label,
    labelPlural: object.plural,
    layoutable: object.searchable,
    mergeable: object.mergeable,
    mruEnabled: object.searchable,
    name: object.name,
    queryable: true,
    replicateable: true,
    retrieveable: true,
    searchable: object.searchable,
    triggerable: object.searchable,
    undeletable: object.deletable && rights.delete,
    updateable: object.updateable && rights.edit,
    urls: {
      describe: `${base}/describe`,
      rowTemplate: `${base}/{ID}`,
      sobject: base,
    },
  }
}

function childRelationships(org: Org, actor: Actor, object: ObjectSchema): unknown[] {
  const children: unknown[] = []
  for (const child of org.objects(actor)) {
    for (const field of org.fields(actor, child)) {
      if (!field.reference?.to.includes(object.name)) continue
      children.push({
        cascadeDelete: field.reference.cascade ?? false,
        childSObject: child.name,
        deprecatedAndHidden: false,
        field: field.name,
        junctionIdListNames: [],
        junctionReferenceTo: [],
        relationshipName: field.reference.children ?? null,
        restrictedDelete: field.reference.restricts ?? false,
      })
    }
  }
  return children
}

function recordTypeInfos(org: Org, object: ObjectSchema, version: string): unknown[] {
  const own = org.schema.recordTypes.filter((type) => type.object === object.name)
  const hasDefault = own.some(({ isDefault, isActive }) => isDefault && isActive)
  const master = { id: MASTER_RECORD_TYPE, name: 'Master', developerName: 'Master', isDefault: !hasDefault, isActive: true, isMaster: true }
  return [...own.map((type) => ({ ...type, isMaster: false })), master].map(
    ({ id, name, developerName, isDefault, isActive, isMaster }) => ({
      active: isActive,
      available: isActive,
      defaultRecordTypeMapping: isDefault && isActive,
      developerName,
      master: isMaster,
      name,
      recordTypeId: id,
      urls: { layout: `/services/data/${version}/sobjects/${object.name}/describe/layouts/${id}` },
    }),
  )
}

/** The whole describe of an object, without the fields that the actor may not see. */
export function describeObject(org: Org, actor: Actor, object: ObjectSchema, version: string): Record<string, unknown> {
  return {
    actionOverrides: [],
    ...describeBriefly(object, version, org.rights(actor, object)),
    childRelationships: childRelationships(org, actor, object),
    compactLayoutable: object.searchable,
    defaultImplementation: null,
    extendedBy: null,
    extendsInterfaces: null,
    fields: org.fields(actor, object).map(describeField),
    implementedBy: null,
    implementsInterfaces: null,
    listviewable: null,
    lookupLayoutable: null,
    namedLayoutInfos: [],
    networkScopeFieldName: null,
    recordTypeInfos: recordTypeInfos(org, object, version),
    searchLayoutable: object.searchable,
    sobjectDescribeOption: 'FULL',
    supportedScopes: [
      { label: `All ${object.plural.toLowerCase()}`, name: 'everything' },
      { label: `My ${object.plural.toLowerCase()}`, name: 'mine' },
    ],
  }
}
