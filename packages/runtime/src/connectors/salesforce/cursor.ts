/** The stored position in one object: where the next window starts, or how far one that was cut off has come. */
import type { Instant } from '../../model'
import type { Cursor } from '../connector'
import { datetime, literal } from './soql'

/**
 * `since`: where a window starts, itself included. `after`: the last row given out of a window that is not finished, which `covered`
 * bounds: rows that commit late behind `after` are read by the next window. `inventory`: the last id of an unfinished inventory.
 */
export type Position = {
  readonly since?: Instant
  readonly after?: { readonly at: Instant; readonly id: string }
  readonly covered?: Instant
  readonly inventory?: string
}

/** Reads what was stored; anything else counts as no position. */
export function readPosition(cursor: Cursor | undefined): Position {
  const { since, at, id, covered, inventory } = cursor ?? {}
  return {
    ...(typeof since === 'number' ? { since } : {}),
    ...(typeof at === 'number' && typeof id === 'string' ? { after: { at, id } } : {}),
    ...(typeof covered === 'number' ? { covered } : {}),
    ...(typeof inventory === 'string' ? { inventory } : {}),
  }
}

/** The stored form of a position. */
export function writePosition(position: Position): Cursor {
  return {
    since: position.since,
    ...(position.after === undefined ? {} : { at: position.after.at, id: position.after.id }),
    ...(position.covered === undefined ? {} : { covered: position.covered }),
    ...(position.inventory === undefined ? {} : { inventory: position.inventory }),
  }
}

/** The condition of a window from a position, with its order. */
export function windowOf(position: Position & { readonly since: Instant }): string {
  const { after, since } = position
  const stamp = 'SystemModstamp'
  const rows =
    after === undefined
      ? `${stamp} >= ${datetime(since)}`
      : `(${stamp} > ${datetime(after.at)} OR (${stamp} = ${datetime(after.at)} AND Id > ${literal(after.id)}))`
  return ` WHERE ${rows} ORDER BY ${stamp}, Id`
}
