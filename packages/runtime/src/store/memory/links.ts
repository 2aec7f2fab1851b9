/** Links in memory: read, written, absorbed, dirty, held. */
import type { LinkState, SideName } from '../../model'
import { lanes } from '../lanes'
import type { LinkRow } from '../links'
import type { Store } from '../store'
import { inOrder, nextNumber, type Tables } from './tables'

type Links = Pick<
  Store,
  | 'findLinks'
  | 'readLinks'
  | 'writeLinks'
  | 'absorbLinks'
  | 'readDirty'
  | 'markDirty'
  | 'wakeAsleep'
  | 'markMembers'
  | 'countStates'
  | 'nextNumbers'
  | 'countLinked'
  | 'countDirty'
  | 'writeHold'
  | 'readHolds'
  | 'approveHold'
  | 'dropHolds'
  | 'dropHoldsOf'
>

const sides: readonly SideName[] = ['hubspot', 'salesforce']

/** The records that a live link may hold alone: HubSpot's within its sync, Salesforce's everywhere. */
const heldBy = (row: LinkRow): readonly string[] =>
  row.state === 'dead'
    ? []
    : sides.flatMap((side) => (row[side] === null ? [] : [`${side} ${side === 'hubspot' ? row.sync : ''} ${row[side].id}`]))

const checkUnique = (tables: Tables): void => {
  const held = new Set<string>()
  for (const row of tables.links.values())
    for (const name of heldBy(row)) {
      if (held.has(name)) throw new Error('two links hold one record; please report this')
      held.add(name)
    }
}

/** Makes a link dirty unless it is so already and does not sleep. */
export const dirtied = (tables: Tables, row: LinkRow, lane: number): void => {
  if (row.lane === null || row.lane === lanes.asleep) tables.links.set(row.id, { ...row, lane })
}

export const linksOf = (tables: Tables): Links => {
  const { links } = tables
  const read = (ids: readonly number[]): readonly LinkRow[] => [...new Set(ids)].flatMap((id) => links.get(id) ?? [])
  const change = (row: LinkRow, part: Partial<LinkRow>): void => links.set(row.id, { ...row, ...part })
  const where = (holds: (row: LinkRow) => boolean): readonly LinkRow[] => [...links.values()].filter(holds)
  return {
    async findLinks(sync, side, ids) {
      const wanted = new Set(ids)
      const found = new Map<string, LinkRow>()
      if (wanted.size === 0) return found
      for (const row of links.values()) {
        const id = row[side]?.id
        if (id === undefined || row.sync !== sync || !wanted.has(id)) continue
        const known = found.get(id)
        if (known === undefined || known.state === 'dead') found.set(id, row)
      }
      return found
    },
    async readLinks(ids) {
      return read(ids)
    },
    async writeLinks(rows) {
      for (const row of rows) if (!tables.absorbed.has(row.id)) links.set(row.id, row)
      if (rows.length > 0) checkUnique(tables)
    },
    async absorbLinks(into) {
      for (const [from, to] of into) {
        links.delete(from)
        tables.absorbed.set(from, true)
        for (const [name, key] of [...tables.keys.entries()]) if (key.link === from) tables.keys.delete(name)
        for (const [name, problem] of [...tables.problems.entries()]) if (problem.link === from) tables.problems.delete(name)
        for (const [id, row] of [...tables.journal.entries()]) if (row.link === from) tables.journal.set(id, { ...row, link: to })
      }
    },
    async readDirty(after, limit, only) {
      const chosen = only === undefined ? undefined : new Set(only)
      const found: (LinkRow & { readonly lane: number })[] = []
      for (const row of links.values()) {
        const { lane } = row
        if (lane === null || lane === lanes.asleep || row.hold !== null || (chosen !== undefined && !chosen.has(row.id))) continue
        if (lane > after.lane || (lane === after.lane && row.id > after.id)) found.push({ ...row, lane })
      }
      return found.sort((a, b) => a.lane - b.lane || a.id - b.id).slice(0, limit)
    },
    async markDirty(ids, lane) {
      for (const row of read(ids)) if (row.state !== 'dead') dirtied(tables, row, lane)
    },
    async wakeAsleep() {
      for (const row of where((each) => each.lane === lanes.asleep)) change(row, { lane: lanes.retry })
    },
    async markMembers(sync) {
      for (const row of where((each) => each.sync === sync && (each.state === 'linked' || each.state === 'paused') && !each.fresh))
        dirtied(tables, row, lanes.retry)
    },
    async countStates() {
      const counts = new Map<LinkState, number>()
      for (const row of links.values()) counts.set(row.state, (counts.get(row.state) ?? 0) + 1)
      return counts
    },
    async nextNumbers(count) {
      return Array.from({ length: count }, () => nextNumber(tables))
    },
    async countLinked(sync) {
      return where((row) => row.sync === sync && row.hubspot !== null && row.salesforce !== null && row.state !== 'dead').length
    },
    async countDirty(sync) {
      const dirty = where(
        (row) => row.sync === sync && row.lane !== null && row.lane !== lanes.asleep && row.hold === null && !row.approved,
      )
      const linked = dirty.filter((row) => row.hubspot !== null && row.salesforce !== null && row.state !== 'dead').length
      return { dirty: dirty.length, gone: dirty.filter((row) => row.gone).length, linked }
    },
    async writeHold(ids, run, what) {
      for (const row of read(ids)) change(row, { hold: run, holdWhat: what })
    },
    async readHolds() {
      const groups = new Map<string, { run: string; what: string; count: number }>()
      for (const { hold, holdWhat } of links.values()) {
        if (hold === null) continue
        const name = `${hold} ${holdWhat ?? ''}`
        groups.set(name, { run: hold, what: holdWhat ?? '', count: (groups.get(name)?.count ?? 0) + 1 })
      }
      const startOf = (run: string): number => tables.runs.get(run)?.startedAt ?? Number.MAX_VALUE
      return [...groups.values()].sort((a, b) => startOf(a.run) - startOf(b.run) || inOrder(a.what, b.what))
    },
    async approveHold(run) {
      const held = where((row) => row.hold === run)
      for (const row of held) change(row, { hold: null, holdWhat: null, approved: true })
      return held.length
    },
    async dropHoldsOf(ids) {
      for (const row of read(ids))
        if (row.state !== 'dead' && (row.hold !== null || row.approved)) change(row, { hold: null, holdWhat: null, approved: false })
    },
    async dropHolds() {
      for (const row of where((each) => each.hold !== null)) change(row, { hold: null, holdWhat: null })
    },
  }
}
