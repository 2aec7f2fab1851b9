/** Errors, and records as people look for them, in memory. */
import type { RecordRow } from '../../reports'
import type { LinkRow } from '../links'
import { night, spotOf, twentyMinutes, workspaceLink, workspaceProblem } from '../problems'
import type { Store } from '../store'
import { dirtied } from './links'
import { nextNumber, type Tables } from './tables'

type Records = Pick<
  Store,
  | 'replaceProblems'
  | 'replaceWorkspaceProblems'
  | 'wakeProblems'
  | 'retryProblems'
  | 'ignoreProblems'
  | 'readProblems'
  | 'countProblems'
  | 'countProblemsSince'
  | 'findRecord'
  | 'readRecordRow'
  | 'readRecordRows'
  | 'readNames'
>

const refOf = (snapshot: LinkRow['hubspot']): RecordRow['hubspot'] =>
  snapshot === null ? null : { object: snapshot.object, id: snapshot.id }

/** How well a link answers: live ones first, then, for a name that several bear, whole ones, then old ones. */
const rank = (row: LinkRow, isName: boolean): readonly number[] => [
  Number(row.state === 'dead'),
  Number(isName && (row.hubspot === null || row.salesforce === null)),
  row.id,
]
const best = (rows: readonly LinkRow[], isName: boolean): number | null => {
  const [first] = [...rows].sort((a, b) => {
    const [x, y] = [rank(a, isName), rank(b, isName)]
    return x.map((each, at) => each - (y[at] ?? 0)).find((each) => each !== 0) ?? 0
  })
  return first?.id ?? null
}

export const recordsOf = (tables: Tables): Records => {
  const { links, problems, keys } = tables
  const openOf = (link: number): number => [...problems.values()].filter((row) => row.link === link && row.state === 'open').length
  const toRow = (row: LinkRow): RecordRow => ({
    link: String(row.id),
    sync: row.sync,
    state: row.state,
    label: row.label,
    hubspot: refOf(row.hubspot),
    salesforce: refOf(row.salesforce),
    errors: openOf(row.id),
    lastChange: row.changedAt,
  })
  return {
    async replaceProblems(given, found, now) {
      const names = new Set(found.map((problem) => `${problem.link}|${spotOf(problem)}`))
      const concerned = new Set(given)
      for (const [name, row] of [...problems.entries()]) if (concerned.has(row.link) && !names.has(name)) problems.delete(name)
      for (const problem of new Map(found.map((each) => [`${each.link}|${spotOf(each)}`, each])).values()) {
        const spot = spotOf(problem)
        const name = `${problem.link}|${spot}`
        const known = problems.get(name)
        if (known === undefined)
          problems.set(name, {
            id: nextNumber(tables),
            link: Number(problem.link),
            spot,
            state: 'open',
            tries: 1,
            firstSeen: now,
            lastSeen: now,
            nextTry: now + twentyMinutes,
            ignoredBecause: null,
            problem,
          })
        else
          problems.set(name, {
            ...known,
            problem,
            tries: known.tries + 1,
            lastSeen: now,
            nextTry: known.state === 'ignored' ? null : now + (known.tries < 10 ? twentyMinutes : night),
          })
      }
    },
    async replaceWorkspaceProblems(source, given, now) {
      const found = new Map(
        given.map((each) => {
          const { spot, problem } = workspaceProblem(source, each)
          return [`${workspaceLink}|${spot}`, { spot, problem }]
        }),
      )
      for (const [name, row] of [...problems.entries()])
        if (row.link === workspaceLink && row.problem.source === source && !found.has(name)) problems.delete(name)
      for (const [name, { spot, problem }] of found) {
        const known = problems.get(name)
        problems.set(name, {
          id: known?.id ?? nextNumber(tables),
          link: workspaceLink,
          spot,
          state: 'open',
          tries: (known?.tries ?? 0) + 1,
          firstSeen: known?.firstSeen ?? now,
          lastSeen: now,
          nextTry: null,
          ignoredBecause: null,
          problem,
        })
      }
    },
    async wakeProblems(now, lane) {
      for (const { link, state, nextTry } of problems.values()) {
        const row = links.get(link)
        if (row !== undefined && state === 'open' && nextTry !== null && nextTry <= now) dirtied(tables, row, lane)
      }
    },
    async retryProblems(lane, ids) {
      const chosen = [...problems.entries()].filter(
        ([, row]) => row.link !== workspaceLink && (ids === undefined ? row.state === 'open' : ids.includes(row.id)),
      )
      for (const [name, row] of chosen) {
        problems.set(name, { ...row, state: 'open', ignoredBecause: null, nextTry: 0 })
        const link = links.get(row.link)
        if (link !== undefined && link.state !== 'dead') dirtied(tables, link, lane)
      }
      return chosen.length
    },
    async ignoreProblems(ids, reason) {
      const chosen = [...problems.entries()].filter(([, row]) => row.link !== workspaceLink && ids.includes(row.id))
      for (const [name, row] of chosen) problems.set(name, { ...row, state: 'ignored', ignoredBecause: reason, nextTry: null })
      return chosen.length
    },
    async readProblems({ links: of, kind, state }) {
      return [...problems.values()]
        .filter(
          (row) =>
            of?.includes(row.link) !== false && (kind ?? row.problem.kind) === row.problem.kind && (state ?? row.state) === row.state,
        )
        .sort((a, b) => b.lastSeen - a.lastSeen || a.id - b.id)
        .map(({ spot: _spot, ...row }) => row)
    },
    async countProblems(ids) {
      return new Map(ids.map((id) => [id, openOf(id)] as const).filter(([, count]) => count > 0))
    },
    async countProblemsSince(from) {
      return [...problems.values()].filter((row) => row.state === 'open' && (row.lastSeen >= from || row.link === workspaceLink)).length
    },
    async findRecord(name) {
      const wanted = name.trim()
      const byNumber = /^\d{1,15}$/.test(wanted) ? links.get(Number(wanted)) : undefined
      if (byNumber !== undefined) return byNumber.id
      const parts = /^(hubspot|salesforce):([^:]+):(.+)$/.exec(wanted)
      if (parts === null) {
        const folded = wanted.toLowerCase()
        const holders = new Set([...keys.values()].flatMap((key) => (key.value === folded ? [key.link] : [])))
        return best(
          [...links.values()].filter((row) => row.label.toLowerCase() === folded || holders.has(row.id)),
          true,
        )
      }
      const [, side, object, id] = parts
      return best(
        [...links.values()].filter((row) => {
          const record = side === 'hubspot' ? row.hubspot : row.salesforce
          return record?.object === object && (record?.id === id || (side === 'salesforce' && record?.id.slice(0, 15) === id))
        }),
        false,
      )
    },
    async readRecordRow(link) {
      const row = links.get(link)
      return row === undefined ? null : toRow(row)
    },
    async readRecordRows({ text, state, limit = 100, after }) {
      const wanted = text?.trim().toLowerCase() ?? ''
      const all = [...links.values()]
        .filter((row) => [row.label, row.hubspot?.id ?? '', row.salesforce?.id ?? ''].some((each) => each.toLowerCase().includes(wanted)))
        .filter((row) => state === undefined || row.state === state || (state === 'error' && openOf(row.id) > 0))
        .sort((a, b) => a.id - b.id)
      const from = after !== undefined && /^\d+$/.test(after) ? Number(after) : 0
      const found = all.filter((row) => row.id > from)
      const rows = found.slice(0, limit).map(toRow)
      return { rows, next: found.length > limit ? (rows.at(-1)?.link ?? null) : null, total: all.length }
    },
    async readNames(ids) {
      return ids.flatMap((id) => {
        const row = links.get(id)
        return row === undefined ? [] : [{ id, hId: row.hubspot?.id ?? null, sId: row.salesforce?.id ?? null, label: row.label }]
      })
    },
  }
}
