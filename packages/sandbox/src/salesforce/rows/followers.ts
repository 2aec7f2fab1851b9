/** What shows values of a person follows the person: campaign members, cases. It is no change of theirs, so that no stamp moves. */
import type { Row, Values } from '../store/row'
import type { Transaction } from '../store/transaction'
import { deriveMember } from './campaigns'
import { deriveCase } from './cases'

const NONE: ReadonlySet<string> = new Set()

export function followPerson(tx: Transaction, person: Row, before: Values | undefined): void {
  if (before === undefined) return
  const { org } = tx
  const isLead = person.object.name === 'Lead'
  const followers = [
    { name: 'CampaignMember', lookup: isLead ? 'LeadId' : 'ContactId', derive: deriveMember },
    ...(isLead ? [] : [{ name: 'Case', lookup: 'ContactId', derive: deriveCase }]),
  ]
  for (const { name, lookup, derive } of followers) {
    const object = org.schema.object(name)
    const field = object?.field(lookup)
    if (object === undefined || field === undefined || org.table(object).size === 0) continue
    for (const row of [...org.table(object).find(field, person.id)]) {
      const draft = { ...row.values }
      derive(org, row.values, draft, NONE)
      tx.note(row, draft)
    }
  }
}
