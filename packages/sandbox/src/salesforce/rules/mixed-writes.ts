/** Rows of customers and rows that set the org up are not written in one transaction. */
import { failure } from '../failure'
import type { ObjectSchema } from '../schema/object'
import type { Transaction } from '../store/transaction'

/** Objects that are not written together with others [Salesforce: sObjects That Cannot Be Used Together in DML Operations]. */
const APART = new Set([
  'FieldPermissions',
  'Group',
  'GroupMember',
  'ObjectPermissions',
  'PermissionSet',
  'PermissionSetAssignment',
  'QueueSobject',
])

/** Notes what a transaction that joins several requests writes. Throws a `Failure` where it has written the other kind before. */
export function verifyUnmixed(tx: Transaction, object: ObjectSchema): void {
  const first = tx.first ?? object
  tx.first = first
  if (APART.has(first.name) === APART.has(object.name)) return
  const rule = 'DML operation on setup object is not permitted after you have updated a non-setup object (or vice versa)'
  throw failure(400, 'MIXED_DML_OPERATION', `${rule}: ${object.name}, original object: ${first.name}`, [])
}
