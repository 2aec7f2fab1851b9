/** Turns what a pair's records shall hold into at most one update for each. */
import type { SideName } from '../model'
import { type Draft, type Field, stampsOf } from './draft'
import type { PlannedRecord } from './record'
import { productName } from './side'

const reasonFor = (side: SideName, fields: Readonly<Record<string, Field>>): string => {
  const names = Object.keys(fields)
  const shown = names.slice(0, 5).join(', ')
  return `${productName(side)} receives ${names.length === 1 ? 'a value' : `${names.length} values`}: ${shown}${names.length > 5 ? ', ...' : ''}`
}

/** One update per record that has something to receive. A converted, hidden or deleted record is never written. */
export const intendUpdates = (draft: Draft, hubspot: PlannedRecord, salesforce: PlannedRecord | undefined): void => {
  for (const record of [hubspot, salesforce]) {
    const snapshot = record?.snapshot
    if (record === undefined || snapshot === undefined) continue
    if (snapshot.deleted === true || snapshot.hidden === true || snapshot.convertedTo !== undefined || snapshot.mergedInto !== undefined)
      continue
    const fields = record.fields()
    const first = Object.values(fields)[0]
    if (first === undefined) continue
    draft.intend(
      {
        side: record.side,
        object: record.object,
        id: snapshot.id,
        action: 'update',
        fields,
        rule: first.rule,
        reason: reasonFor(record.side, fields),
        expectedAt: snapshot.at,
      },
      stampsOf(hubspot.snapshot, salesforce?.snapshot),
    )
  }
}
