/** The roles of contacts in an opportunity. */
import { asText, isDeleted, type Row, type Values } from '../store/row'
import type { Transaction } from '../store/transaction'
import type { Create } from './kinds'
import { saveStamps } from './stamp-row'

/** At most one role of an opportunity is primary. */
export function keepOnePrimary(tx: Transaction, role: Row): void {
  if (role.values['IsPrimary'] !== true || isDeleted(role)) return
  const field = role.object.field('OpportunityId')
  const siblings = field === undefined ? [] : tx.org.table(role.object).find(field, asText(role.values['OpportunityId']))
  for (const other of siblings) {
    if (other.id !== role.id && other.values['IsPrimary'] === true) {
      tx.put(other, { ...other.values, IsPrimary: false, ...saveStamps(tx) })
    }
  }
}

/** A contact given with a new opportunity becomes its primary role. */
export function addPrimaryRole(tx: Transaction, { id, values }: { readonly id: string; readonly values: Values }, create: Create): void {
  const contact = values['ContactId']
  const roles = tx.org.schema.object('OpportunityContactRole')
  if (typeof contact === 'string' && roles !== undefined) create(tx, roles, { OpportunityId: id, ContactId: contact, IsPrimary: true })
}
