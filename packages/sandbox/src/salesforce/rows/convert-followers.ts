/** What goes from a converted lead to its contact: activities and memberships of campaigns [Salesforce: convertLead()]. */
import { asText, type Row } from '../store/row'
import type { Transaction } from '../store/transaction'
import { move } from './move'

/** `matter` is what activities are about from then on: the opportunity, or else the account. */
export function moveFollowers(tx: Transaction, lead: Row, contact: Row, matter: Row): void {
  const { org } = tx
  const hanging = (name: string, lookup: string): readonly Row[] => {
    const object = org.schema.object(name)
    const field = object?.field(lookup)
    return object === undefined || field === undefined ? [] : [...org.table(object).find(field, lead.id)]
  }
  for (const activity of [...hanging('Task', 'WhoId'), ...hanging('Event', 'WhoId')]) {
    move(tx, activity, { WhoId: contact.id, ...(asText(activity.values['WhatId']) === '' ? { WhatId: matter.id } : {}) })
  }
  for (const member of hanging('CampaignMember', 'LeadId')) move(tx, member, { ContactId: contact.id })
}
