/** Page layouts: one for each object, with all its fields in one section. */
import type { Field } from '../schema/field'
import type { ObjectSchema } from '../schema/object'
import { activeTypes, MASTER_RECORD_TYPE, type RecordType, valuesOfType } from '../schema/record-type'
import type { Actor, Org } from '../store/org'
import { describeField } from './field'

/** The layout that every record type has. */
export const MASTER_LAYOUT = MASTER_RECORD_TYPE

type Layouts = {
  readonly layouts: readonly unknown[]
  readonly recordTypeMappings: readonly { readonly recordTypeId: string; readonly [name: string]: unknown }[]
  readonly recordTypeSelectorRequired: readonly boolean[]
}

function picklists(fields: readonly Field[], type: RecordType | undefined): Record<string, unknown>[] {
  return fields
    .filter(({ picklist }) => picklist.length > 0)
    .map((field) => ({
      picklistName: field.name,
      picklistValues: valuesOfType(type, field).map(({ active, defaultValue, label, value }) => ({
        active,
        defaultValue,
        label,
        validFor: null,
        value,
      })),
    }))
}

/** What `describe/layouts` tells of an object. */
export function layouts(org: Org, actor: Actor, object: ObjectSchema, version: string): Layouts {
  const fields = org.fields(actor, object).filter((field) => field.type !== 'address')
  const section = (editable: boolean) => ({
    collapsed: false,
    columns: 1,
    heading: `${object.label} Information`,
    layoutRows: fields.map((field) => ({
      layoutItems: [
        {
          editableForNew: editable && field.createable,
          editableForUpdate: editable && field.updateable,
          label: field.label,
          layoutComponents: [{ details: describeField(field), displayLines: 1, tabOrder: 1, type: 'Field', value: field.name }],
          placeholder: false,
          required: !field.nillable && field.createable && !field.defaultedOnCreate,
        },
      ],
      numItems: 1,
    })),
    rows: fields.length,
    tabOrder: 'TopToBottom',
    useCollapsibleSection: false,
    useHeading: true,
  })
  const id = `00h${object.prefix}000000000`.slice(0, 15)
  const layout = {
    buttonLayoutSection: { detailButtons: [] },
    detailLayoutSections: [section(false)],
    editLayoutSections: [section(true)],
    feedView: null,
    highlightsPanelLayoutSection: null,
    id,
    multirowEditLayoutSections: [],
    offlineLinks: [],
    quickActionList: { quickActionListItems: [] },
    relatedContent: null,
    relatedLists: [],
    saveOptions: [],
  }
  const types = activeTypes(org.schema, object.name)
  const hasDefault = types.some(({ isDefault }) => isDefault)
  const master = { id: MASTER_RECORD_TYPE, name: 'Master', developerName: 'Master', isDefault: !hasDefault }
  return {
    layouts: [layout],
    recordTypeMappings: [...types, master].map((type) => ({
      active: true,
      available: true,
      defaultRecordTypeMapping: type.isDefault,
      developerName: type.developerName,
      layoutId: id,
      master: type.id === MASTER_RECORD_TYPE,
      name: type.name,
      picklistsForRecordType: picklists(
        fields,
        types.find(({ id }) => id === type.id),
      ),
      recordTypeId: type.id,
      urls: { layout: `/services/data/${version}/sobjects/${object.name}/describe/layouts/${type.id}` },
    })),
    recordTypeSelectorRequired: [types.length > 1],
  }
}
