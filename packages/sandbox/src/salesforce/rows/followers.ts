/** What shows values of a person follows the person: campaign members, cases. It is no change of theirs, so that no stamp moves. */
import type { Row, Values } from '../store/row'
import type { Transaction } from '../store/transaction'
import { showPerson } from './campaigns'
import { showContact } from './cases'

/** Brings the values of a saved person to what shows them. */
export function followPerson(tx: Transaction, person: Row, before: Values | undefined): void {
  if (before === undefined) return
  const { org } = tx
  const isLead = person.object.name === 'Lead'
  const followers = [
    { name: 'CampaignMember', lookup: isLead ? 'LeadId' : 'ContactId', follow: showPerson },
    ...(isLead ? [] : [{ name: 'Case', lookup: 'ContactId', follow: showContact }]),
  ]
  for (const { name, lookup, follow } of followers) {
    const object = org.schema.object(name)
    const field = object?.field(lookup)
    if (object === undefined || field === undefined || org.table(object).size === 0) continue
    for (const row of [...org.table(object).find(field, person.id)]) {
      const draft = { ...row.values }
      follow(org, draft)
      tx.note(row, draft)
    }
  }
}
