/** Rows that give permissions: what they name must be there, and a right must come with those that it needs. */
import { failure } from '../failure'
import type { ObjectSchema } from '../schema/object'
import type { Org } from '../store/org'
import { asText, isDeleted, type Row, type Values } from '../store/row'
import { isGoverned, permissionName } from './access'

/** What each right on records needs, as the vendor names them. */
const NEEDS: readonly (readonly [string, string, readonly string[]])[] = [
  ['PermissionsCreate', 'Create', ['Read']],
  ['PermissionsEdit', 'Edit', ['Read']],
  ['PermissionsDelete', 'Delete', ['Read', 'Edit']],
  ['PermissionsViewAllRecords', 'Read All', ['Read']],
  ['PermissionsModifyAllRecords', 'Modify All', ['Read', 'Edit', 'Delete', 'Read All']],
]

function badValue(label: string, field: string, value: string) {
  const message = `${label}: bad value for restricted picklist field: ${value}`
  return failure(400, 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', message, [field])
}

function verifyTwins(org: Org, row: Row, draft: Values, keys: readonly string[], message: string): void {
  for (const other of org.table(row.object).rows()) {
    if (other.id === row.id || isDeleted(other) || keys.some((key) => other.values[key] !== draft[key])) continue
    throw failure(400, 'DUPLICATE_VALUE', message, [])
  }
}

const TWICE = 'duplicate value found: <unknown> duplicates value on record with id: <unknown>'

function verifyFieldPermissions(org: Org, row: Row, draft: Values): void {
  const [type, path] = [asText(draft['SobjectType']), asText(draft['Field'])]
  const object = org.schema.object(type)
  const [owner, name = ''] = path.split('.')
  const field = object?.name === owner ? object?.field(name) : undefined
  const granted = object === undefined || field === undefined ? undefined : permissionName(object, field)
  const isGuarded = field?.guarded === true && field.name === name
  if (granted !== path && !isGuarded) throw badValue('Field Name', 'Field', path)
  if (draft['PermissionsEdit'] === true && draft['PermissionsRead'] !== true) {
    throw failure(400, 'FIELD_INTEGRITY_EXCEPTION', `Permission Edit ${path} depends on permission(s): Read ${path}`, [])
  }
  verifyTwins(org, row, draft, ['ParentId', 'Field'], TWICE)
}

function verifyObjectPermissions(org: Org, row: Row, draft: Values): void {
  const type = asText(draft['SobjectType'])
  const object: ObjectSchema | undefined = org.schema.object(type)
  if (object === undefined || !isGoverned(object)) throw badValue('Object Type Name', 'SobjectType', type)
  const has = (right: string) =>
    right === 'Read' ? draft['PermissionsRead'] === true : NEEDS.some(([key, name]) => name === right && draft[key] === true)
  const missing = NEEDS.filter(([, right]) => has(right)).flatMap(([, right, needs]) => {
    const lacking = needs.filter((need) => !has(need))
    return lacking.length === 0
      ? []
      : [`Permission ${right} ${type} depends on permission(s): ${lacking.map((need) => `${need} ${type}`).join(', ')}`]
  })
  if (missing.length > 0) throw failure(400, 'FIELD_INTEGRITY_EXCEPTION', missing.join('; '), [])
  verifyTwins(org, row, draft, ['ParentId', 'SobjectType'], TWICE)
}

function verifyAssignment(org: Org, row: Row, draft: Values): void {
  const [who, set] = [asText(draft['AssigneeId']), asText(draft['PermissionSetId'])]
  const message = `Duplicate PermissionSetAssignment. Assignee: ${who.slice(0, 15)}; Permission Set: ${set.slice(0, 15)}`
  verifyTwins(org, row, draft, ['AssigneeId', 'PermissionSetId'], message)
}

/** Throws the `Failure` of a row of permissions that cannot stand. Rows of other objects pass. */
export function verifyPermissionRow(org: Org, row: Row, draft: Values): void {
  if (row.object.name === 'FieldPermissions') verifyFieldPermissions(org, row, draft)
  else if (row.object.name === 'ObjectPermissions') verifyObjectPermissions(org, row, draft)
  else if (row.object.name === 'PermissionSetAssignment') verifyAssignment(org, row, draft)
}
