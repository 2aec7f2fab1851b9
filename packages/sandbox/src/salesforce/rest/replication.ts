/** `updated` and `deleted`: ids of what changed in a stretch of time, and up to when that is all. */
import type { SandboxResponse } from '../../world/system'
import { failure } from '../failure'
import { readStamp, stamp } from '../stamps'
import { asText, isDeleted } from '../store/row'
import { type Ask, namedObject } from './ask'

const DAY = 86_400_000
const MINUTE = 60_000
const MOST_IDS = 600_000

/** Seconds do not count: the stretch is whole minutes. Throws a `Failure` with code `INVALID_REPLICATION_DATE`. */
function stretch(ask: Ask, days: number): { start: number; end: number } {
  const read = (name: string) => {
    const text = ask.query.get(name)
    const time = text === null ? Number.NaN : readStamp(text.replace(/ (\d\d:?\d\d)$/, '+$1'))
    if (Number.isNaN(time)) throw failure(400, 'INVALID_REPLICATION_DATE', `${name}Date is missing or no date`)
    return Math.floor(time / MINUTE) * MINUTE
  }
  const [start, end] = [read('start'), read('end')]
  if (start >= end) throw failure(400, 'INVALID_REPLICATION_DATE', 'startDate should be greater than endDate by at least one minute')
  if (start < ask.org.now() - days * DAY) throw failure(400, 'INVALID_REPLICATION_DATE', `startDate cannot be more than ${days} days ago`)
  return { start, end }
}

/** Answers `/sobjects/Type/updated` and `/sobjects/Type/deleted`. */
export function replication(ask: Ask): SandboxResponse | undefined {
  const [first, type, what] = ask.segments
  if (first !== 'sobjects' || type === undefined || (what !== 'updated' && what !== 'deleted') || ask.method !== 'GET') return undefined
  const object = namedObject(ask, type)
  const { start, end } = stretch(ask, what === 'updated' ? 30 : 15)
  const [from, to] = [stamp(start), stamp(end)]
  const rows = [...ask.org.table(object).rows()].filter((row) => {
    const at = asText(row.values['SystemModstamp'])
    return at >= from && at < to && isDeleted(row) === (what === 'deleted') && ask.org.sees(ask.actor, row)
  })
  if (rows.length > MOST_IDS) throw failure(400, 'EXCEEDED_ID_LIMIT', `cannot return more than ${MOST_IDS} ids`)
  const latestDateCovered = stamp(Math.min(end, ask.org.covered()))
  if (what === 'updated') return { status: 200, body: { ids: rows.map((row) => row.id), latestDateCovered }, records: rows.length }
  const deletedRecords = rows.map((row) => ({ id: row.id, deletedDate: row.values['SystemModstamp'] }))
  const earliestDateAvailable = stamp(ask.org.now() - 15 * DAY)
  return { status: 200, body: { deletedRecords, earliestDateAvailable, latestDateCovered }, records: rows.length }
}
