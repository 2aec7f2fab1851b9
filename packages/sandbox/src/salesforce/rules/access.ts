/** What a user may do with objects and fields, read from the rows of permission sets. */
import type { Field } from '../schema/field'
import type { ObjectSchema } from '../schema/object'
import type { Org } from '../store/org'
import { asText, isDeleted, type Values } from '../store/row'

export type ObjectRights = {
  readonly create: boolean
  readonly read: boolean
  readonly edit: boolean
  readonly delete: boolean
  readonly viewAll: boolean
  readonly modifyAll: boolean
}

export type UserAccess = {
  /** Only what is granted is allowed; a user without limits may do everything, but see fields that are guarded. */
  readonly limited: boolean
  readonly viewAllData: boolean
  readonly modifyAllData: boolean
  /** May come in through an API at all. */
  readonly apiEnabled: boolean
  /** May make fields, and change users, queues and permissions. */
  readonly customizes: boolean
  readonly objects: ReadonlyMap<string, ObjectRights>
  /** By `Object.Field`: whether a field that may be read may be edited too. */
  readonly fields: ReadonlyMap<string, boolean>
  /** The user, and the groups and queues that the user is in. */
  readonly groups: ReadonlySet<string>
}

/** Every right there is. */
export const ALL_RIGHTS: ObjectRights = { create: true, read: true, edit: true, delete: true, viewAll: true, modifyAll: true }
const NO_RIGHTS: ObjectRights = { create: false, read: false, edit: false, delete: false, viewAll: false, modifyAll: false }

/** Rows of these decide what users may do. */
export const ACCESS_TABLES: ReadonlySet<string> = new Set([
  'FieldPermissions',
  'GroupMember',
  'ObjectPermissions',
  'PermissionSet',
  'PermissionSetAssignment',
  'User',
])

/** Rows that administrators alone write. */
const SETUP = new Set([...ACCESS_TABLES, 'Group', 'QueueSobject'])
const SETUP_RIGHTS = (customizes: boolean): ObjectRights => (customizes ? ALL_RIGHTS : { ...NO_RIGHTS, read: true, viewAll: true })

const ACTIVITIES = new Set(['Task', 'Event'])

/** Objects that permissions are given for: those that have owners, and custom ones. Others follow their parents, or are everybody's. */
export function isGoverned(object: ObjectSchema): boolean {
  return (object.custom || object.field('OwnerId') !== undefined) && !ACTIVITIES.has(object.name)
}

/**
 * The name under which permissions for a field are given, `undefined` for a field that everybody may use: required ones, those that the
 * system writes, names, owners and record types. The parts of an address go with the whole of it.
 */
export function permissionName(object: ObjectSchema, field: Field): string | undefined {
  if (!isGoverned(object) || field.compound === 'Name' || field.name === 'RecordTypeId') return undefined
  if (field.compound?.endsWith('Address') === true) return `${object.name}.${field.compound}`
  if (field.type === 'address') return `${object.name}.${field.name}`
  const isRequired = field.type !== 'boolean' && !field.nillable
  const isWritten = field.createable || field.updateable || (field.custom && field.calculated)
  return isRequired || !isWritten ? undefined : `${object.name}.${field.name}`
}

function either(one: ObjectRights, other: ObjectRights): ObjectRights {
  return {
    create: one.create || other.create,
    read: one.read || other.read,
    edit: one.edit || other.edit,
    delete: one.delete || other.delete,
    viewAll: one.viewAll || other.viewAll,
    modifyAll: one.modifyAll || other.modifyAll,
  }
}

function rightsOf(values: Values): ObjectRights {
  const has = (name: string) => values[`Permissions${name}`] === true
  return {
    create: has('Create'),
    read: has('Read'),
    edit: has('Edit'),
    delete: has('Delete'),
    viewAll: has('ViewAllRecords'),
    modifyAll: has('ModifyAllRecords'),
  }
}

function liveRows(org: Org, name: string): Values[] {
  const object = org.schema.object(name)
  return object === undefined ? [] : [...org.table(object).rows()].filter((row) => !isDeleted(row)).map(({ values }) => values)
}

/** A user's groups, those that groups of theirs are in too. */
function groupsOf(org: Org, userId: string): Set<string> {
  const members = liveRows(org, 'GroupMember')
  const groups = new Set([userId])
  // A set that is walked while it grows is walked to its new end.
  for (const member of groups) {
    for (const { GroupId: group, UserOrGroupId: who } of members) if (who === member) groups.add(asText(group))
  }
  return groups
}

/** Reads what a user may do: the rights of the profile and of all permission sets that are assigned add up. */
export function readAccess(org: Org, userId: string): UserAccess {
  const profile = org.row(userId)?.values['ProfileId']
  const limited = typeof profile === 'string' && org.rules.profiles.some(({ id }) => id === profile)
  const assigned = new Set(
    liveRows(org, 'PermissionSetAssignment')
      .filter(({ AssigneeId: who }) => who === userId)
      .map(({ PermissionSetId: set }) => set),
  )
  const sets = liveRows(org, 'PermissionSet').filter(
    ({ Id: id, ProfileId: owner, IsOwnedByProfile: owned }) => assigned.has(id) || (limited && owned === true && owner === profile),
  )
  const ids = new Set(sets.map(({ Id: id }) => id))
  const objects = new Map<string, ObjectRights>()
  for (const values of liveRows(org, 'ObjectPermissions')) {
    const name = asText(values['SobjectType'])
    if (ids.has(values['ParentId'])) objects.set(name, either(objects.get(name) ?? NO_RIGHTS, rightsOf(values)))
  }
  const fields = new Map<string, boolean>()
  for (const { ParentId: parent, Field: field, PermissionsRead: read, PermissionsEdit: edit } of liveRows(org, 'FieldPermissions')) {
    if (ids.has(parent) && read === true) fields.set(asText(field), fields.get(asText(field)) === true || edit === true)
  }
  const has = (name: string) => sets.some((values) => values[name] === true)
  const modifyAllData = has('PermissionsModifyAllData')
  const viewAllData = modifyAllData || has('PermissionsViewAllData')
  const apiEnabled = !limited || has('PermissionsApiEnabled')
  const customizes = !limited || has('PermissionsCustomizeApplication')
  return { limited, viewAllData, modifyAllData, apiEnabled, customizes, objects, fields, groups: groupsOf(org, userId) }
}

/** Rights that were looked up: a query asks for them row by row. */
const lookedUp = new WeakMap<UserAccess, Map<ObjectSchema, ObjectRights>>()

/** What a user may do with records of an object, whoever owns them. */
export function objectRights(access: UserAccess, object: ObjectSchema): ObjectRights {
  let known = lookedUp.get(access)
  if (known === undefined) {
    known = new Map()
    lookedUp.set(access, known)
  }
  let rights = known.get(object)
  if (rights === undefined) {
    rights = lookUp(access, object)
    known.set(object, rights)
  }
  return rights
}

function lookUp(access: UserAccess, object: ObjectSchema): ObjectRights {
  if (access.limited && SETUP.has(object.name)) return SETUP_RIGHTS(access.customizes)
  if (!access.limited) return ALL_RIGHTS
  if (!isGoverned(object)) return { ...ALL_RIGHTS, viewAll: access.viewAllData, modifyAll: access.modifyAllData }
  const rights = access.objects.get(object.name) ?? NO_RIGHTS
  const modifyAll = rights.modifyAll || (access.modifyAllData && rights.edit)
  return { ...rights, modifyAll, viewAll: modifyAll || rights.viewAll || (access.viewAllData && rights.read) }
}

const readOnly = new WeakMap<Field, Field>()

function withoutWriting(field: Field): Field {
  let shown = readOnly.get(field)
  if (shown === undefined) {
    shown = { ...field, createable: false, updateable: false }
    readOnly.set(field, shown)
  }
  return shown
}

/** The field as the user may use it: as it is, read-only, or not at all. */
export function allowedField(access: UserAccess, object: ObjectSchema, field: Field): Field | undefined {
  if (!access.limited && !field.guarded) return field
  const name = permissionName(object, field) ?? (field.guarded ? `${object.name}.${field.name}` : undefined)
  if (name === undefined) return field
  const edit = access.fields.get(name) ?? access.fields.get(`${object.name}.${field.name}`)
  if (edit === undefined) return undefined
  return edit ? field : withoutWriting(field)
}
