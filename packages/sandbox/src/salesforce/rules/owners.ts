/** Who may own a record: active users of the right kind, and queues that take records of the object. */
import { failure } from '../failure'
import type { ObjectSchema } from '../schema/object'
import type { Org } from '../store/org'
import { asText, isDeleted, type Row } from '../store/row'
import { verifyOwnerReads } from './allow'

/** Kinds of users that own nothing: Chatter users, high-volume portal users, guests, processes. */
const OWNERLESS = new Set(['CsnOnly', 'CspLitePortal', 'Guest', 'AutomatedProcess'])

/** Queues of an org that says nowhere which objects they take, take all. */
function takes(org: Org, queue: Row, object: ObjectSchema): boolean {
  const listed = org.schema.object('QueueSobject')
  const rows = listed === undefined ? [] : [...org.table(listed).rows()].filter((row) => !isDeleted(row))
  return rows.length === 0 || rows.some(({ values }) => values['QueueId'] === queue.id && values['SobjectType'] === object.name)
}

/** Throws a `Failure` where a user or group that is there may not own a row of the object. */
export function verifyOwner(org: Org, object: ObjectSchema, owner: Row): void {
  if (owner.object.name === 'Group') {
    if (takes(org, owner, object)) return
    throw failure(400, 'INVALID_OPERATION', 'Queue not associated with this SObject type', [])
  }
  if (owner.object.name !== 'User') return
  verifyOwnerReads(org, object, owner.id)
  if (owner.values['IsActive'] === false) {
    const message = `operation performed with inactive user [${owner.id.slice(0, 15)}] as owner of ${object.name.toLowerCase()}`
    throw failure(400, 'INACTIVE_OWNER_OR_USER', message, [])
  }
  if (OWNERLESS.has(asText(owner.values['UserType']))) {
    throw failure(400, 'OP_WITH_INVALID_USER_TYPE_EXCEPTION', 'Operation not valid for this user type', [])
  }
}
