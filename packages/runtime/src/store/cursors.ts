/** Rows of the `cursor` table: how far capture came on each side. */
import type { Cursor } from '../connectors/connector'
import type { SideName } from '../model'
import type { Queries } from './database'

/** The row whose value says that the first look is complete, and at which properties. */
export const inventoryMark = '*'

export type SideCursors = {
  readonly cursors: Readonly<Record<string, Cursor>>
  /** What the finished inventory covered, or null while it is not finished. */
  readonly covered: string | null
  /** When the last capture that was completed asked the service, by its clock; 0 before the first. */
  readonly at: number
}

/** Cursors of one side. */
export const readCursors = async (queries: Queries, ws: string, side: SideName): Promise<SideCursors> => {
  const rows = await queries.query<{ object: string; value: Cursor; at: number }>(
    `select object, value, at from cursor where ws = $1 and side = $2 and phase <> 'sweep'`,
    [ws, side],
  )
  const mark = rows.find((row) => row.object === inventoryMark)
  const covered = mark?.value['covered']
  return {
    cursors: Object.fromEntries(rows.filter((row) => row.object !== inventoryMark).map((row) => [row.object, row.value])),
    covered: typeof covered === 'string' ? covered : null,
    at: mark?.at ?? 0,
  }
}

/** Stores a cursor; call it after everything before it is stored. */
export const writeCursor = async (
  queries: Queries,
  ws: string,
  side: SideName,
  object: string,
  value: Cursor,
  at: number,
): Promise<void> => {
  await queries.query(
    `insert into cursor (ws, side, object, phase, value, at) values ($1, $2, $3, 'changes', $4::jsonb, $5)
     on conflict (ws, side, object) do update set value = excluded.value, at = excluded.at`,
    [ws, side, object, JSON.stringify(value), at],
  )
}

/** Forgets one side's cursors, so that the next capture is an inventory. When it was swept last is kept: an inventory shows no deletes. */
export const clearCursors = async (queries: Queries, ws: string, side: SideName): Promise<void> => {
  await queries.query(`delete from cursor where ws = $1 and side = $2 and phase <> 'sweep'`, [ws, side])
}

export type SweepRow = { readonly memory: Cursor; readonly at: number }

const sweepName = (object: string): string => `sweep:${object}`

/** When an object was last swept, by its service's clock, and what the sweep wants to remember; null before the first. */
export const readSweep = async (queries: Queries, ws: string, side: SideName, object: string): Promise<SweepRow | null> => {
  const [row] = await queries.query<SweepRow>('select value as memory, at from cursor where ws = $1 and side = $2 and object = $3', [
    ws,
    side,
    sweepName(object),
  ])
  return row ?? null
}

/** Notes that an object was swept. */
export const writeSweep = async (
  queries: Queries,
  ws: string,
  side: SideName,
  object: string,
  memory: Cursor,
  at: number,
): Promise<void> => {
  await queries.query(
    `insert into cursor (ws, side, object, phase, value, at) values ($1, $2, $3, 'sweep', $4::jsonb, $5)
     on conflict (ws, side, object) do update set value = excluded.value, at = excluded.at`,
    [ws, side, sweepName(object), JSON.stringify(memory), at],
  )
}
