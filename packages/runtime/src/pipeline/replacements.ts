/** Records that take the place of deleted ones: found by match key in the store, and searched for in the deleted record's own system. */
import type { CompiledSync } from '@lockstep/dsl'
import { LockstepError } from '../errors'
import type { Candidate, SideName, Snapshot, Wire } from '../model'
import { normaliseKey } from '../planner/match-key'
import { isIdName } from '../planner/record'
import type { KeyRow } from '../store/keys'
import { lanes } from '../store/lanes'
import type { LinkRow } from '../store/links'
import type { Store } from '../store/store'
import { keyRows } from './match-key'
import { otherSide, type Run, sides } from './run-state'
import { freshMilliseconds } from './send'
import { storePage } from './store-page'

const isLost = (snapshot: Snapshot | null): boolean => snapshot !== null && (snapshot.deleted === true || snapshot.mergedInto !== undefined)

/** The side whose record is gone while the other one lives, of a link that has not ended. */
const lostSide = (row: LinkRow): SideName | undefined => {
  if (row.state === 'dead' || row.hubspot === null || row.salesforce === null) return undefined
  const lost = sides.filter((side) => isLost(row[side]))
  return lost.length === 1 ? lost[0] : undefined
}

const whole = ({ deleted: _deleted, ...snapshot }: Snapshot): Snapshot => snapshot

/** The match keys of both records, as a record of `side` would hold them. */
const keysOf = (sync: CompiledSync, row: LinkRow, side: SideName): readonly KeyRow[] =>
  sides.flatMap((each) => {
    const snapshot = row[each]
    return snapshot === null ? [] : keyRows(sync, side, row.id, whole(snapshot))
  })

export type Replacements = { readonly replacements: readonly Candidate[]; readonly isUnsearched: boolean }

/** For each link that lost one record: who shares a match key with it on that side, and whether that side is still to be searched. */
export const findReplacements = async (run: Run, store: Store, rows: readonly LinkRow[]): Promise<ReadonlyMap<number, Replacements>> => {
  const found = new Map<number, Replacements>()
  const isFresh = (link: number): boolean => run.clock.now() - (run.searched.get(link) ?? Number.NEGATIVE_INFINITY) <= freshMilliseconds
  for (const sync of run.policy.syncs) {
    const mine = rows.flatMap((row) => {
      const side = row.sync === sync.id ? lostSide(row) : undefined
      return side === undefined ? [] : [{ row, side, keys: keysOf(sync, row, side) }]
    })
    if (mine.length === 0) continue
    const holders = await store.findKeys(mine.flatMap(({ keys }) => keys))
    const links = new Map((await store.readLinks([...new Set(holders.map((holder) => holder.link))])).map((row) => [row.id, row]))
    for (const { row, side, keys } of mine) {
      const names = new Set(keys.map((key) => `${key.line} ${key.value}`))
      const byRecord = new Map<string, Candidate>()
      for (const holder of holders) {
        const other = links.get(holder.link)
        const snapshot = other?.[side] ?? null
        if (other === undefined || snapshot === null || other.id === row.id || holder.side !== side) continue
        if (!names.has(`${holder.line} ${holder.value}`)) continue
        const isTaken = other.state !== 'dead' && other[otherSide(side)] !== null
        const candidate = { snapshot, match: sync.match[holder.line]?.rule ?? '', ...(isTaken ? { linkedTo: String(other.id) } : {}) }
        const known = byRecord.get(snapshot.id)
        if (known === undefined || (isTaken && known.linkedTo === undefined)) byRecord.set(snapshot.id, candidate)
      }
      found.set(row.id, { replacements: [...byRecord.values()], isUnsearched: sync.match.length > 0 && !isFresh(row.id) })
    }
  }
  return found
}

type MatchEnd = { readonly object: string; readonly name: string; readonly valuesOf: (row: LinkRow) => readonly string[] }

/** By which properties a side can be searched for the keys of a link, object by object. */
const matchEnds = (sync: CompiledSync, side: SideName): readonly MatchEnd[] => {
  const objects = side === 'hubspot' ? [sync.hubspot.object] : sync.salesforce
  return objects.flatMap((object) =>
    sync.match.flatMap((match) => {
      const endOf = (of: SideName, other: string) => (of === 'hubspot' ? match.hubspot : match.salesforce[other])
      const end = endOf(side, object)
      if (end === undefined || isIdName(side, end.name)) return []
      const told = (snapshot: Snapshot | null): Wire => {
        const own = snapshot === null ? undefined : endOf(snapshot.side, snapshot.object)
        return own === undefined ? null : (snapshot?.values[own.name] ?? null)
      }
      const valuesOf = (row: LinkRow): readonly string[] =>
        sides.flatMap((each) => {
          const value = told(row[each])
          const key = normaliseKey(match.normalise, value)
          return value === null || key === null ? [] : [value, key]
        })
      return [{ object, name: end.name, valuesOf }]
    }),
  )
}

/** HubSpot finds by unique properties only, Salesforce by those that it filters by. */
const isUnsearchable = (error: unknown): boolean =>
  error instanceof LockstepError && (error.code === 'setting' || (error.code === 'bad-reply' && error.vendor?.status === 400))

/** Records of one object by the keys of these links, into the store. False where the object cannot be searched by that property. */
const searchBy = async (run: Run, side: SideName, end: MatchEnd, rows: readonly LinkRow[]): Promise<boolean> => {
  const place = `${side} ${end.object} ${end.name}`
  const values = [...new Set(rows.flatMap(end.valuesOf))]
  if (values.length === 0) return true
  if (run.unsearchable.has(place)) return false
  try {
    const snapshots = await run.connectors[side].find(run.policy.watches, end.object, end.name, values, { purpose: 'guard' })
    const look = { object: end.object, snapshots, edges: [], gone: [] }
    await storePage(run, side, look, { lane: lanes.live, isInventory: false, coveredAt: 0 })
    return true
  } catch (error) {
    if (!isUnsearchable(error)) throw error
    run.unsearchable.add(place)
    return false
  }
}

/**
 * Searches the systems of deleted records for those that take their place, before the deletes are carried. Where a match property cannot be
 * searched by, a capture of that side that began after the delete was seen stands in for the search. Deletes that must wait are noted in
 * `run.delayed`.
 */
export const searchReplacements = async (run: Run, links: readonly number[]): Promise<void> => {
  const now = run.clock.now()
  const rows = await run.store.readLinks(links)
  for (const row of rows) if (now - row.changedAt < run.deleteDelay) run.delayed.add(row.id)
  const due = rows.filter((row) => now - row.changedAt >= run.deleteDelay)
  for (const sync of run.policy.syncs)
    for (const side of sides) {
      const mine = due.filter((row) => row.sync === sync.id && lostSide(row) === side)
      if (mine.length === 0) continue
      const blind = new Set<number>()
      for (const end of matchEnds(sync, side))
        if (!(await searchBy(run, side, end, mine))) for (const row of mine) if (end.valuesOf(row).length > 0) blind.add(row.id)
      for (const row of mine) {
        const isSearched = !blind.has(row.id) || row.changedAt < run.coveredFrom[side]
        if (isSearched) run.searched.set(row.id, now)
        if (isSearched) run.delayed.delete(row.id)
        else run.delayed.add(row.id)
      }
    }
}
