/** Refuses writes that a user has no right to. */
import { failure } from '../failure'
import type { ObjectSchema } from '../schema/object'
import type { Actor, Org } from '../store/org'
import { asText, type Row, type Value } from '../store/row'
import { objectRights } from './access'
import { rowRights } from './sharing'

function isFree(org: Org, actor: Actor): boolean {
  return !actor.api || org.rules.profiles.length === 0
}

const READ_ONLY_ROW = failure(403, 'INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id', [])

/** Throws a `Failure` where a user may not come in through an API. */
export function verifyApiAccess(org: Org, userId: string): void {
  if (org.rules.profiles.length === 0 || org.access(userId).apiEnabled) return
  throw failure(403, 'API_DISABLED_FOR_ORG', 'The REST API is not enabled for this Organization.')
}

/** Throws a `Failure` where the actor may not change what the org is made of. */
export function verifyCustomizing(org: Org, actor: Actor): void {
  if (isFree(org, actor) || org.access(actor.userId).customizes) return
  throw failure(403, 'INSUFFICIENT_ACCESS', 'insufficient access rights on object id')
}

/** Throws a `Failure` where the actor may make no rows of the object. */
export function verifyCreateRight(org: Org, actor: Actor, object: ObjectSchema): void {
  if (isFree(org, actor) || objectRights(org.access(actor.userId), object).create) return
  throw failure(400, 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', `entity type cannot be inserted: ${object.label}`, [])
}

/** Throws a `Failure` where the actor may not change the row, or not hand it to another owner. */
export function verifyEditRight(org: Org, actor: Actor, row: Row, owner: Value | undefined): void {
  if (isFree(org, actor)) return
  const rights = rowRights(org, actor, row)
  const isHandedOn = owner !== undefined && owner !== row.values['OwnerId']
  if (!rights.edit || (isHandedOn && !rights.transfer)) throw READ_ONLY_ROW
}

/** Throws a `Failure` where the actor may not delete the row. */
export function verifyDeleteRight(org: Org, actor: Actor, row: Row): void {
  if (!isFree(org, actor) && !rowRights(org, actor, row).delete) throw READ_ONLY_ROW
}

/** Throws a `Failure` where the new owner of a row could not read it. */
export function verifyOwnerReads(org: Org, object: ObjectSchema, owner: Value | undefined): void {
  const id = asText(owner)
  if (org.rules.profiles.length === 0 || !id.startsWith('005') || objectRights(org.access(id), object).read) return
  throw failure(400, 'TRANSFER_REQUIRES_READ', 'The new owner must have read permission', [])
}
