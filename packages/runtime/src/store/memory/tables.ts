/** The tables of a store in memory, after those of `schema.ts`. */
import type { Cursor, Edge, Purpose } from '../../connectors/connector'
import type { Instant, SideName, Snapshot } from '../../model'
import type { RunSummary } from '../../reports'
import type { BindingRow } from '../bindings'
import type { CallRow } from '../calls'
import type { JournalRow } from '../journal'
import type { KeyRow } from '../keys'
import type { LinkRow } from '../links'
import type { Deployed } from '../policies'
import type { ErrorRow } from '../problems'
import type { HoldCounts } from '../runs'
import type { Workspace } from '../workspace'
import { Table, Undo } from './table'

export type UsageCount = { readonly system: SideName; readonly minute: Instant; readonly purpose: Purpose; readonly calls: number }
export type StoredCursor = {
  readonly side: SideName
  readonly object: string
  readonly isSweep: boolean
  readonly value: Cursor
  readonly at: Instant
}

/** New tables. A link bears its own lane; a number that was absorbed is never written again. */
export const openTables = () => {
  const undo = new Undo()
  return {
    undo,
    numbers: { last: 0 },
    links: new Table<number, LinkRow>(undo),
    absorbed: new Table<number, true>(undo),
    keys: new Table<string, KeyRow>(undo),
    edges: new Table<string, Edge & { readonly side: SideName; readonly rank: number }>(undo),
    seen: new Table<string, Snapshot>(undo),
    cursors: new Table<string, StoredCursor>(undo),
    calls: new Table<number, CallRow>(undo),
    journal: new Table<number, JournalRow & { readonly id: number }>(undo),
    problems: new Table<string, ErrorRow & { readonly spot: string }>(undo),
    runs: new Table<string, RunSummary & { readonly counts: Readonly<Record<string, HoldCounts>> }>(undo),
    usage: new Table<string, UsageCount>(undo),
    workspace: new Table<'one', Workspace>(undo),
    policy: new Table<'one', Deployed>(undo),
    bindings: new Table<string, BindingRow>(undo),
  }
}

export type Tables = ReturnType<typeof openTables>

/** The next of the numbers that links, calls, journal rows and errors share. A number is not given back. */
export const nextNumber = (tables: Tables): number => {
  tables.numbers.last += 1
  return tables.numbers.last
}

/** Compares as a database does, smaller first. */
export const inOrder = <Value extends string | number>(a: Value, b: Value): number => (a < b ? -1 : a > b ? 1 : 0)
