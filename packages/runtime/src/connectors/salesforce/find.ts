/** Live records by the value of a field. */
import type { Watch } from '@lockstep/dsl'
import type { Snapshot } from '../../model'
import type { Purpose } from '../connector'
import type { CaptureOptions } from './changes'
import { allRows } from './query'
import { toSnapshot } from './snapshot'
import { inQueries } from './soql'
import { selectOf, targetFor } from './targets'

/** Live records whose field equals one of the values; Salesforce compares text without regard to case. */
export async function findRecords(
  options: CaptureOptions,
  watches: readonly Watch[],
  object: string,
  property: string,
  values: readonly string[],
  purpose: Purpose = 'read',
): Promise<readonly Snapshot[]> {
  const known = targetFor(watches, object)
  const target = { ...known, fields: [...new Set([...known.fields, property])] }
  const wanted = [...new Set(values.filter((value) => value !== ''))]
  const queries = inQueries(selectOf(target), property, wanted)
  const rows = await allRows(options.exchange, options.version, queries, { isAll: false, purpose })
  const readAt = options.exchange.now()
  return rows.map((row) => toSnapshot(row, target, readAt))
}
