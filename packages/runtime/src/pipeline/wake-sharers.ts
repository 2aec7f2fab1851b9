/** Wakes records that a match key stopped, once the link that held the key lets go of it. */
import type { KeyRow } from '../store/keys'
import { lanes } from '../store/lanes'
import type { Store } from '../store/store'
import { sides } from './run-state'

/** Makes the lone links dirty that hold one of these keys on either side: they may match, or create, by now. */
export const wakeSharers = async (store: Store, keys: readonly KeyRow[]): Promise<void> => {
  if (keys.length === 0) return
  const sharers = await store.findKeys(sides.flatMap((side) => keys.map((key) => ({ ...key, side }))))
  const own = new Set(keys.map((key) => key.link))
  const others = await store.readLinks([...new Set(sharers.map((sharer) => sharer.link))].filter((link) => !own.has(link)))
  const lone = others.filter((row) => row.state !== 'dead' && (row.hubspot === null || row.salesforce === null))
  await store.markDirty(
    lone.map((row) => row.id),
    lanes.retry,
  )
}
