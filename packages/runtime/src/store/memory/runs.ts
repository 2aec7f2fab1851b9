/** Runs, calls, the journal, counts of calls, the lease and the deployed policy, in memory. */
import { day, usageDays } from '../retention'
import { addCounts, type HoldCounts, noCounts } from '../runs'
import type { Store } from '../store'
import type { Workspace } from '../workspace'
import { inOrder, nextNumber, type Tables } from './tables'

type Runs = Pick<
  Store,
  | 'startRun'
  | 'writeRunCounts'
  | 'endRun'
  | 'readRuns'
  | 'readLastSync'
  | 'countsSince'
  | 'writePlanned'
  | 'markCall'
  | 'deleteCalls'
  | 'deletePlanned'
  | 'readOpenCalls'
  | 'writeJournal'
  | 'readJournal'
  | 'addUsage'
  | 'readUsage'
  | 'forgetOld'
  | 'readWorkspace'
  | 'takeLease'
  | 'holdLease'
  | 'dropLease'
  | 'clearLease'
  | 'writeAccounts'
  | 'writeSuspension'
  | 'readBindings'
  | 'writeBindings'
  | 'readDeployed'
  | 'writeDeployed'
>

export const runsOf = (tables: Tables): Runs => {
  const { runs, calls, journal, usage, workspace, policy, bindings } = tables
  const change = (part: Partial<Workspace>): void => {
    const row = workspace.get('one')
    if (row !== undefined) workspace.set('one', { ...row, ...part })
  }
  return {
    async startRun(run, now) {
      for (const row of [...runs.values()])
        if (row.state === 'running')
          runs.set(row.id, { ...row, state: 'interrupted', endedAt: now, message: 'the process ended before the run did' })
      const kind = run.kind === 'plan' ? 'plan' : 'sync'
      runs.set(run.id, {
        id: run.id,
        kind,
        state: 'running',
        startedAt: now,
        endedAt: null,
        policy: run.policy,
        report: null,
        message: null,
        counts: {},
      })
    },
    async writeRunCounts(run, counts) {
      const row = runs.get(run)
      if (row !== undefined) runs.set(run, { ...row, counts: { ...counts } })
    },
    async endRun(run, end, now) {
      const row = runs.get(run)
      if (row !== undefined) runs.set(run, { ...row, ...end, endedAt: now })
    },
    async readRuns(limit) {
      return [...runs.values()]
        .sort((a, b) => b.startedAt - a.startedAt || (a.id < b.id ? 1 : -1))
        .slice(0, limit)
        .map(({ counts: _counts, ...row }) => row)
    },
    async readLastSync() {
      const ends = [...runs.values()].flatMap((row) => (row.kind === 'sync' && row.state === 'done' ? (row.endedAt ?? []) : []))
      return ends.length === 0 ? null : Math.max(...ends)
    },
    async countsSince(from) {
      const sums: Record<string, HoldCounts> = {}
      for (const row of runs.values())
        if (row.startedAt >= from)
          for (const [sync, more] of Object.entries(row.counts)) sums[sync] = addCounts(sums[sync] ?? noCounts, more)
      return sums
    },
    async writePlanned(rows) {
      for (const row of rows) calls.set(row.id, row)
    },
    async markCall(id, state, deadline, sentAt) {
      const row = calls.get(id)
      if (row !== undefined) calls.set(id, { ...row, state, deadline, sentAt })
    },
    async deleteCalls(ids) {
      for (const id of ids) calls.delete(id)
    },
    async deletePlanned() {
      for (const row of [...calls.values()]) if (row.state === 'planned') calls.delete(row.id)
    },
    async readOpenCalls() {
      return [...calls.values()].filter((row) => row.state !== 'planned').sort((a, b) => a.id - b.id)
    },
    async writeJournal(rows) {
      for (const row of rows) {
        if (row.entries.decisions.length === 0 && row.entries.written.length === 0) continue
        const id = nextNumber(tables)
        journal.set(id, { ...row, id })
      }
    },
    async readJournal(link) {
      return [...journal.values()]
        .filter((row) => row.link === link)
        .sort((a, b) => a.at - b.at || a.id - b.id)
        .map(({ id: _id, ...row }) => row)
    },
    async addUsage(rows) {
      for (const row of rows) {
        const name = `${row.system} ${row.minute} ${row.purpose}`
        usage.set(name, { ...row, calls: row.calls + (usage.get(name)?.calls ?? 0) })
      }
    },
    async readUsage(from) {
      return [...usage.values()].filter((row) => row.minute >= from).sort((a, b) => a.minute - b.minute)
    },
    async forgetOld(now, journalDays) {
      const before = now - journalDays * day
      for (const row of [...journal.values()]) if (row.at < before) journal.delete(row.id)
      const holding = new Set([...tables.links.values()].map((row) => row.hold))
      for (const row of [...runs.values()])
        if (row.startedAt < before && row.state !== 'running' && !holding.has(row.id)) runs.delete(row.id)
      for (const [name, row] of [...usage.entries()]) if (row.minute < now - usageDays * day) usage.delete(name)
    },
    async readWorkspace(store) {
      const known = workspace.get('one')
      if (known !== undefined) return known
      const made: Workspace = { store, portal: null, org: null, epoch: 0, leaseOwner: null, leaseUntil: 0, policy: null, suspension: null }
      workspace.set('one', made)
      return made
    },
    async takeLease(owner, now, until) {
      const row = workspace.get('one')
      if (row === undefined || !(row.leaseOwner === null || row.leaseOwner === owner || row.leaseUntil <= now)) return null
      change({ epoch: row.epoch + 1, leaseOwner: owner, leaseUntil: until })
      return row.epoch + 1
    },
    async holdLease(epoch, until) {
      const row = workspace.get('one')
      if (row?.epoch !== epoch) return false
      change({ leaseUntil: Math.max(row.leaseUntil, until) })
      return true
    },
    async dropLease(epoch) {
      if (workspace.get('one')?.epoch === epoch) change({ leaseOwner: null, leaseUntil: 0 })
    },
    async clearLease() {
      change({ leaseOwner: null, leaseUntil: 0 })
    },
    async writeAccounts(portal, org) {
      change({ portal, org })
    },
    async writeSuspension(suspension) {
      change({ suspension })
    },
    async readBindings() {
      return [...bindings.values()].sort((a, b) => inOrder(a.kind, b.kind) || inOrder(a.label, b.label))
    },
    async writeBindings(rows) {
      for (const row of rows) bindings.set(JSON.stringify([row.kind, row.label]), row)
    },
    async readDeployed() {
      return policy.get('one') ?? null
    },
    async writeDeployed(deployed) {
      policy.set('one', deployed)
      change({ policy: deployed.plan.hash })
    },
  }
}
