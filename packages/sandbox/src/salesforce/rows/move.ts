/** Hangs a row on another parent, as merges and conversions do. */
import type { Row } from '../store/row'
import { asText } from '../store/row'
import type { Transaction } from '../store/transaction'
import { memberOf } from './campaigns'
import { derive, kindOf } from './kinds'
import { create, remove } from './save'
import { saveStamps } from './stamp-row'

/** Fills look-ups anew. A member of a campaign in which the new person is one already goes. */
export function move(tx: Transaction, row: Row, lookups: Readonly<Record<string, string>>): void {
  const before = row.values
  if (row.object.name === 'CampaignMember') {
    for (const name of ['ContactId', 'LeadId'] as const) {
      const id = lookups[name]
      if (id !== undefined && memberOf(tx.org, asText(before['CampaignId']), name, id, row.id) !== undefined) {
        remove(tx, row)
        return
      }
    }
  }
  const draft = { ...before, ...lookups }
  derive(tx.org, row.object, before, draft, new Set(Object.keys(lookups)))
  tx.put(row, { ...draft, ...saveStamps(tx) })
  kindOf(row.object)?.saved?.(tx, row, before, create)
}
