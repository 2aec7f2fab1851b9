/** How far capture came, and what it is compared with, in memory. */
import type { Instant, SideName, Snapshot } from '../../model'
import { inventoryMark } from '../cursors'
import type { Store } from '../store'
import { inOrder, type Tables } from './tables'

type Progress = Pick<
  Store,
  'readCursors' | 'writeCursor' | 'clearCursors' | 'readSweep' | 'writeSweep' | 'readKnown' | 'readUnread' | 'countStamps' | 'readStamps'
>

const cursorName = (side: SideName, object: string, isSweep: boolean): string => `${side} ${isSweep ? 'sweep' : 'changes'} ${object}`

const howOf = (snapshot: Snapshot, isDead: boolean, from: Instant): 'live' | 'merged' | 'deleted' | 'old' => {
  if (!isDead) return 'live'
  if (snapshot.mergedInto !== undefined) return 'merged'
  if (snapshot.deleted !== true) return 'live'
  return snapshot.at >= from ? 'deleted' : 'old'
}

export const progressOf = ({ cursors, links, seen }: Tables): Progress => {
  const hubspotRecords = (): readonly Snapshot[] => [
    ...[...links.values()].flatMap((row) => row.hubspot ?? []),
    ...[...seen.values()].filter((snapshot) => snapshot.side === 'hubspot'),
  ]
  return {
    async readCursors(side) {
      const rows = [...cursors.values()].filter((row) => row.side === side && !row.isSweep)
      const mark = rows.find((row) => row.object === inventoryMark)
      const covered = mark?.value['covered']
      return {
        cursors: Object.fromEntries(rows.filter((row) => row !== mark).map((row) => [row.object, row.value])),
        covered: typeof covered === 'string' ? covered : null,
        at: mark?.at ?? 0,
      }
    },
    async writeCursor(side, object, value, at) {
      cursors.set(cursorName(side, object, false), { side, object, isSweep: false, value, at })
    },
    async clearCursors(side) {
      for (const row of [...cursors.values()]) if (row.side === side && !row.isSweep) cursors.delete(cursorName(side, row.object, false))
    },
    async readSweep(side, object) {
      const row = cursors.get(cursorName(side, object, true))
      return row === undefined ? null : { memory: row.value, at: row.at }
    },
    async writeSweep(side, object, memory, at) {
      cursors.set(cursorName(side, object, true), { side, object, isSweep: true, value: memory, at })
    },
    async readKnown(sync, side, object, from) {
      const how = new Map<string, string>()
      const rows = [...links.values()].flatMap((row) => {
        const snapshot = row[side]
        return row.sync !== sync || snapshot === null || snapshot.object !== object
          ? []
          : [{ snapshot, isDead: row.state === 'dead', id: row.id }]
      })
      rows.sort((a, b) => Number(b.isDead) - Number(a.isDead) || a.id - b.id)
      for (const { snapshot, isDead } of rows) how.set(snapshot.id, howOf(snapshot, isDead, from))
      const idsOf = (wanted: string): readonly string[] => [...how].flatMap(([id, each]) => (each === wanted ? [id] : [])).sort(inOrder)
      return { live: idsOf('live'), deleted: idsOf('deleted') }
    },
    async readUnread(side, object, after, limit) {
      const linked = [...links.values()].flatMap((row) => (row.state === 'dead' ? [] : (row[side] ?? [])))
      const held = [...linked, ...[...seen.values()].filter((snapshot) => snapshot.side === side)]
      const ids = held.filter((each) => each.object === object && each.unread !== undefined && each.id > after).map(({ id }) => id)
      return [...new Set(ids)].sort(inOrder).slice(0, limit)
    },
    async countStamps(object, { from, to }) {
      const held = hubspotRecords().filter((each) => each.object === object && each.deleted !== true && each.at >= from && each.at <= to)
      return new Set(held.map((snapshot) => snapshot.id)).size
    },
    async readStamps(_syncs, ids) {
      const wanted = new Set(ids)
      const found = new Map<string, Instant>()
      for (const { id, at } of hubspotRecords()) if (wanted.has(id)) found.set(id, Math.max(at, found.get(id) ?? 0))
      return found
    },
  }
}
