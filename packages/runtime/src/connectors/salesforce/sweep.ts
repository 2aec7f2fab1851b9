/** Finds records that vanished while nobody looked for longer than Salesforce tells of deletes: all live ids are read, 2,000 a page. */
import type { Watch } from '@lockstep/dsl'
import type { Known, Swept } from '../connector'
import { record, text } from '../reply'
import type { CaptureOptions } from './ask'
import { allRows } from './query'
import { readRecords } from './read'

/** Compares all live ids of one object with what is known; only what differs is read by id. */
export async function sweepObject(options: CaptureOptions, watches: readonly Watch[], object: string, known: Known): Promise<Swept> {
  const purpose = 'audit' as const
  const rows = await allRows(options.exchange, options.version, [`SELECT Id FROM ${object} ORDER BY Id`], { isAll: false, purpose })
  const live = new Set(rows.map((row) => text(record(row, 'records[]')['Id'], 'Id')))
  const ids = [...known.live.filter((id) => !live.has(id)), ...known.deleted.filter((id) => live.has(id))]
  if (ids.length === 0) return { snapshots: [], gone: [], memory: {} }
  const found = await readRecords(
    options,
    watches,
    ids.map((id) => ({ object, id })),
    purpose,
  )
  return { snapshots: found.snapshots.filter((snapshot) => snapshot.object === object), gone: found.gone, memory: {} }
}
