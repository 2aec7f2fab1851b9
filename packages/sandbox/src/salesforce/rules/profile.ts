/** Profiles that limit what their users may do, and the rows of permissions that stand for them. */
import { salesforceId } from '../ids'
import type { ObjectSchema } from '../schema/object'
import type { Org } from '../store/org'
import { asText, isDeleted, type Row, type Value } from '../store/row'
import { ALL_RIGHTS, isGoverned, type ObjectRights, permissionName } from './access'
import { onlyKeys, type Said, saidFlag, saidList, saidObject, saidText, saidWord } from './said'

/** `objects` and `fields` (by permission name) say what is less than everything. */
export type Profile = {
  readonly id: string
  readonly name: string
  /** Usernames of those who have it, besides the users whose rows say so. */
  readonly users: readonly string[]
  readonly viewAllData: boolean
  readonly modifyAllData: boolean
  readonly apiEnabled: boolean
  readonly customizes: boolean
  readonly objects: ReadonlyMap<string, ObjectRights>
  readonly fields: ReadonlyMap<string, 'none' | 'read' | 'edit'>
}

/** Profiles of seeds count from here. */
const FIRST_PROFILE = 100
const RIGHTS = ['create', 'read', 'edit', 'delete', 'viewAll', 'modifyAll'] as const

function readRights(value: unknown, what: string): ObjectRights {
  const given = new Set(saidList(value, what).map((word) => saidWord(word, RIGHTS, 'read', what)))
  const has = (right: (typeof RIGHTS)[number]) => given.has(right)
  if (given.size > 0 && !has('read')) throw new TypeError(`${what}: every other right needs \`read\``)
  return {
    create: has('create'),
    read: has('read'),
    edit: has('edit'),
    delete: has('delete'),
    viewAll: has('viewAll'),
    modifyAll: has('modifyAll'),
  }
}

function objectNamed(org: Org, name: string, what: string): ObjectSchema {
  const object = org.schema.object(name)
  if (object === undefined || !isGoverned(object)) throw new TypeError(`${what}: there are no permissions for \`${name}\``)
  return object
}

function readFieldRight(org: Org, path: string, value: unknown, what: string): [string, 'none' | 'read' | 'edit'] {
  const [objectName = '', fieldName = ''] = path.split('.')
  const object = objectNamed(org, objectName, what)
  const field = object.field(fieldName)
  const name = field === undefined ? undefined : permissionName(object, field)
  if (name === undefined) throw new TypeError(`${what}: \`${path}\` is no field that may be hidden`)
  return [name, saidWord(value, ['none', 'read', 'edit'], 'edit', `${what}.${path}`)]
}

/** The id of a profile: as said, as a row of that name has it, or the next free one. */
function idOf(org: Org, name: string, index: number): string {
  const object = org.schema.object('Profile')
  const known = object === undefined ? undefined : [...org.table(object).rows()].find(({ values }) => values['Name'] === name)
  return known?.id ?? salesforceId('00e', FIRST_PROFILE + index)
}

/** Reads one profile. Throws a `TypeError`. */
export function readProfile(org: Org, entry: unknown, index: number): Profile {
  const said = saidObject(entry, 'a profile')
  const name = saidText(said['name'], 'the name of a profile')
  const what = `the profile \`${name}\``
  onlyKeys(said, ['name', 'users', 'viewAllData', 'modifyAllData', 'apiEnabled', 'customizes', 'objects', 'fields'], what)
  const objects: Said = said['objects'] === undefined ? {} : saidObject(said['objects'], `${what}.objects`)
  const fields: Said = said['fields'] === undefined ? {} : saidObject(said['fields'], `${what}.fields`)
  return {
    id: idOf(org, name, index),
    name,
    users: saidList(said['users'], `${what}.users`).map((user) => saidText(user, `${what}.users`)),
    viewAllData: saidFlag(said['viewAllData'], false, `${what}.viewAllData`),
    modifyAllData: saidFlag(said['modifyAllData'], false, `${what}.modifyAllData`),
    apiEnabled: saidFlag(said['apiEnabled'], true, `${what}.apiEnabled`),
    customizes: saidFlag(said['customizes'], true, `${what}.customizes`),
    objects: new Map(
      Object.entries(objects).map(([each, rights]) => [
        objectNamed(org, each, `${what}.objects`).name,
        readRights(rights, `${what}.objects.${each}`),
      ]),
    ),
    fields: new Map(Object.entries(fields).map(([path, right]) => readFieldRight(org, path, right, `${what}.fields`))),
  }
}

function put(org: Org, name: string, values: Record<string, Value>, id?: string): Row {
  const object = org.schema.object(name)!
  const row: Row = { id: id ?? org.newId(object), object, values: {} }
  const at = org.stamp()
  const stamps = { CreatedDate: at, LastModifiedDate: at, SystemModstamp: at, CreatedById: null, LastModifiedById: null }
  org.table(object).put(row, { ...object.fresh(), Id: row.id, IsDeleted: false, ...stamps, ...values })
  org.touched(object)
  return row
}

function rowsOf(org: Org, name: string, test: (row: Row) => boolean): Row[] {
  return [...org.table(org.schema.object(name)!).rows()].filter((row) => !isDeleted(row) && test(row))
}

/** The permission set that stands for a profile, without the permissions it had. */
function permissionSetOf(org: Org, { id, name, viewAllData, modifyAllData, apiEnabled, customizes }: Profile): string {
  const [known] = rowsOf(org, 'PermissionSet', ({ values }) => values['ProfileId'] === id && values['IsOwnedByProfile'] === true)
  const data = {
    PermissionsViewAllData: viewAllData || modifyAllData,
    PermissionsModifyAllData: modifyAllData,
    PermissionsApiEnabled: apiEnabled,
    PermissionsCustomizeApplication: customizes,
  }
  const set =
    known ?? put(org, 'PermissionSet', { Name: `X${id.slice(0, 15)}`, Label: `00e${id.slice(3)}`, IsOwnedByProfile: true, ProfileId: id })
  const table = org.table(set.object)
  table.put(set, { ...set.values, ...data, Label: name })
  for (const kind of ['ObjectPermissions', 'FieldPermissions']) {
    for (const row of rowsOf(org, kind, ({ values }) => values['ParentId'] === set.id)) org.table(row.object).put(row, undefined)
  }
  return set.id
}

/** Writes the rows that say what a profile allows: all that it does not say otherwise. */
function furnishProfile(org: Org, profile: Profile): void {
  if (org.row(profile.id) === undefined) put(org, 'Profile', { Name: profile.name }, profile.id)
  const ParentId = permissionSetOf(org, profile)
  for (const object of org.schema.objects.values()) {
    if (!isGoverned(object)) continue
    const usual = { ...ALL_RIGHTS, viewAll: profile.viewAllData, modifyAll: profile.modifyAllData }
    const rights = profile.objects.get(object.name) ?? usual
    if (!rights.read) continue
    put(org, 'ObjectPermissions', {
      ParentId,
      SobjectType: object.name,
      PermissionsCreate: rights.create,
      PermissionsRead: rights.read,
      PermissionsEdit: rights.edit,
      PermissionsDelete: rights.delete,
      PermissionsViewAllRecords: rights.viewAll,
      PermissionsModifyAllRecords: rights.modifyAll,
    })
    const names = new Set([...object.fields()].filter(({ guarded }) => !guarded).map((field) => permissionName(object, field)))
    for (const name of names) {
      const right = name === undefined ? 'none' : (profile.fields.get(name) ?? 'edit')
      if (name === undefined || right === 'none') continue
      const edit = right === 'edit'
      put(org, 'FieldPermissions', { ParentId, SobjectType: object.name, Field: name, PermissionsRead: true, PermissionsEdit: edit })
    }
  }
}

/** Writes all profiles' rows; permissions that clients grant later add to them. */
export function furnishProfiles(org: Org, profiles: readonly Profile[]): void {
  for (const profile of profiles) furnishProfile(org, profile)
}

/** The users that a profile names. Throws a `TypeError` for one that is not there. */
export function usersOf(org: Org, { name, users }: Profile): Row[] {
  return users.map((who) => {
    const [user] = rowsOf(org, 'User', ({ values }) => asText(values['Username']).toLowerCase() === who.toLowerCase())
    if (user === undefined) throw new TypeError(`the profile \`${name}\` names no user that is there: \`${who}\``)
    return user
  })
}

/** Gives the users that profiles name their profile. Throws a `TypeError` for a user that is not there. */
export function assignProfiles(org: Org, profiles: readonly Profile[]): void {
  for (const profile of profiles) {
    for (const user of usersOf(org, profile)) {
      org.table(user.object).put(user, { ...user.values, ProfileId: profile.id })
      org.touched(user.object)
    }
  }
}
