/** Match keys, edges and read-only records in memory. */
import type { Edge } from '../../connectors/connector'
import type { SideName, Snapshot } from '../../model'
import type { KeyRow, SharedKey } from '../keys'
import type { Store } from '../store'
import { inOrder, type Tables } from './tables'

type Around = Pick<Store, 'replaceKeys' | 'findKeys' | 'findShared' | 'applyEdges' | 'readEdges' | 'readSeen' | 'writeSeen'>

const keyName = (row: KeyRow): string => `${row.link}\n${row.side}\n${row.sync}\n${row.line}\n${row.value}`
const meetingName = (row: KeyRow): string => `${row.sync}\n${row.line}\n${row.value}`
const edgeName = (side: SideName, edge: Edge): string => `${side}\n${edge.kind}\n${edge.from}\n${edge.to}`

export const aroundOf = ({ keys, edges, seen }: Tables): Around => ({
  async replaceKeys(side, links, rows) {
    const names = new Set(rows.map(keyName))
    const given = new Set(links)
    for (const [name, row] of [...keys.entries()]) if (row.side === side && given.has(row.link) && !names.has(name)) keys.delete(name)
    for (const row of rows) keys.set(keyName(row), row)
  },
  async findKeys(wanted) {
    const names = new Set(wanted.map((row) => `${row.side}\n${meetingName(row)}`))
    return [...keys.values()]
      .filter((row) => names.has(`${row.side}\n${meetingName(row)}`))
      .map(({ sync, line, side, value, link }) => ({ sync, line, side, value, link }))
      .sort((a, b) => a.link - b.link || a.line - b.line || inOrder(a.value, b.value))
  },
  async findShared(links) {
    if (links.length === 0) return []
    const wanted = new Set(links)
    const meetings = new Map<string, KeyRow[]>()
    for (const row of keys.values()) {
      const known = meetings.get(meetingName(row))
      if (known === undefined) meetings.set(meetingName(row), [row])
      else known.push(row)
    }
    const found: SharedKey[] = []
    for (const rows of meetings.values())
      for (const own of rows)
        if (rows.length > 1 && wanted.has(own.link))
          for (const other of rows)
            if (other.link !== own.link)
              found.push({ link: own.link, side: own.side, other: other.link, otherSide: other.side, line: own.line })
    return found.sort((a, b) => a.link - b.link || a.line - b.line || a.other - b.other)
  },
  async applyEdges(side, given, replaces) {
    const kept = new Map(given.filter((edge) => edge.removed !== true).map((edge) => [edgeName(side, edge), edge]))
    const leaving = new Set(given.filter((edge) => edge.removed === true).map((edge) => edgeName(side, edge)))
    for (const [name, edge] of edges.entries())
      if (
        edge.side === side &&
        !kept.has(name) &&
        replaces.some((each) => each.kind === edge.kind && (each.from === undefined || each.from === edge.from))
      )
        leaving.add(name)
    const removed: Edge[] = []
    for (const name of leaving) {
      const edge = edges.get(name)
      if (edge === undefined) continue
      removed.push({ kind: edge.kind, from: edge.from, to: edge.to })
      edges.delete(name)
    }
    const added: Edge[] = []
    for (const [name, { kind, from, to, rank = 0 }] of kept) {
      if (edges.get(name)?.rank === rank) continue
      added.push({ kind, from, to })
      edges.set(name, { side, kind, from, to, rank })
    }
    return { added, removed }
  },
  async readEdges(side, ids, end) {
    if (ids.length === 0) return []
    const wanted = new Set(ids)
    const found: { readonly kind: string; readonly from: string; readonly to: string; readonly rank: number }[] = []
    for (const { side: own, kind, from, to, rank } of edges.values())
      if (own === side && wanted.has(end === 'from' ? from : to)) found.push({ kind, from, to, rank })
    return found.sort((a, b) => inOrder(a.kind, b.kind) || inOrder(a.from, b.from) || a.rank - b.rank || inOrder(a.to, b.to))
  },
  async readSeen(side, ids) {
    const found = new Map<string, Snapshot>()
    for (const id of ids) {
      const snapshot = seen.get(`${side} ${id}`)
      if (snapshot !== undefined) found.set(id, snapshot)
    }
    return found
  },
  async writeSeen(side, snapshots) {
    for (const snapshot of snapshots) seen.set(`${side} ${snapshot.id}`, snapshot)
  },
})
