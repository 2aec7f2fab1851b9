/** Who saved a row and when. */
import type { Value } from '../store/row'
import type { Transaction } from '../store/transaction'

/** What every save writes. */
export function saveStamps({ org, actor }: Transaction): Record<string, Value> {
  const now = org.stamp()
  return { LastModifiedDate: now, LastModifiedById: actor.userId, SystemModstamp: now }
}
