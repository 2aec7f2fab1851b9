/** Live records by the value of a field. */
import type { Watch } from '@lockstep/dsl'
import { LockstepError } from '../../errors'
import type { Snapshot } from '../../model'
import type { Purpose } from '../connector'
import { type CaptureOptions, withVisible } from './ask'
import { allRows } from './query'
import { toSnapshot } from './snapshot'
import { inQueries } from './soql'
import { selectOf, targetFor } from './targets'

/** That nothing is found by a field that is hidden says nothing: whoever asks must know that it was not looked for. */
const unsearchable = (object: string, property: string): LockstepError =>
  new LockstepError('setting', `Salesforce cannot find a ${object} by \`${property}\`: the connected user may not see it`, {
    system: 'salesforce',
    help: 'give the connected user the right to see the object and the field',
  })

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
  const { result } = await withVisible(options, [target], async (visible) => {
    const isSearchable = visible.some((each) => each.fields.includes(property))
    if (!isSearchable) throw unsearchable(object, property)
    const queries = visible.flatMap((each) => inQueries(selectOf(each), property, wanted))
    const rows = await allRows(options.exchange, options.version, queries, { isAll: false, purpose })
    const readAt = options.exchange.now()
    return rows.map((row) => toSnapshot(row, visible[0] ?? target, readAt))
  })
  return result
}
