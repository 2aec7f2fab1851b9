/** Orders records that share a match key by the policy's `prefer`. */
import type { Preference } from '@lockstep/dsl'
import type { Snapshot } from '../model'

const compareIds = (a: string, b: string): number => (a.length === b.length ? (a < b ? -1 : a > b ? 1 : 0) : a.length - b.length)

const comparison = (preference: Preference, a: Snapshot, b: Snapshot): number => {
  if (preference.kind === 'object') return Number(b.object === preference.object) - Number(a.object === preference.object)
  const age = (a.createdAt ?? a.at) - (b.createdAt ?? b.at) || compareIds(a.id, b.id)
  return preference.kind === 'oldest' ? age : -age
}

/** The one record that `prefer` puts first; `undefined` where it leaves several or there is none. Ids break ties of age, so the choice never varies. */
export const preferred = <T>(records: readonly T[], snapshotOf: (record: T) => Snapshot, prefer: readonly Preference[]): T | undefined => {
  let best = [...records]
  for (const preference of prefer) {
    if (best.length <= 1) break
    const top = best.reduce((a, b) => (comparison(preference, snapshotOf(a), snapshotOf(b)) <= 0 ? a : b))
    best = best.filter((each) => comparison(preference, snapshotOf(top), snapshotOf(each)) === 0)
  }
  return best.length === 1 ? best[0] : undefined
}
