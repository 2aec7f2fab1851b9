/** Records by the value of a unique property, by batch read: search lags behind writes and is never asked. */
import type { Watch } from '@lockstep/dsl'
import { LockstepError } from '../../errors'
import type { Snapshot } from '../../model'
import type { Purpose } from '../connector'
import type { Exchange } from '../exchange'
import { closedBy } from './closed'
import { readBatch, targetFor } from './read'

/** Live records that hold one of the values. Throws `LockstepError` where HubSpot does not keep the property unique. */
export async function findRecords(
  exchange: Exchange,
  watches: readonly Watch[],
  object: string,
  property: string,
  values: readonly string[],
  purpose: Purpose = 'read',
): Promise<readonly Snapshot[]> {
  const target = targetFor(watches, object)
  const wanted = [...new Set(values.filter((value) => value !== ''))]
  const idProperty = property === 'hs_object_id' ? undefined : property
  try {
    const found = await readBatch(exchange, target, wanted, { purpose, ...(idProperty === undefined ? {} : { idProperty }) })
    return found.snapshots.filter((snapshot) => snapshot.mergedInto === undefined)
  } catch (error) {
    const isRefused = error instanceof LockstepError && error.code === 'bad-reply' && error.vendor?.status === 400
    if (error instanceof LockstepError && (isRefused || closedBy(error, object) !== undefined)) {
      throw new LockstepError('setting', `HubSpot cannot find a ${object} by \`${property}\``, {
        system: 'hubspot',
        help: 'match by email, or by a property that HubSpot keeps unique',
        vendor: error.vendor,
        cause: error,
      })
    }
    throw error
  }
}
