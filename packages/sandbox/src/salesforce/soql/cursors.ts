/** Pages of query results, and the locators under which the rest waits. */
import { failure } from '../failure'
import { salesforceId } from '../ids'
import type { Org } from '../store/org'
import type { Answer } from './answer'

/** A page as the API answers it. */
export type QueryReply = { totalSize: number; done: boolean; nextRecordsUrl?: string; records: unknown[] }

const LIFETIME = 2 * 86_400_000

type Cursor = { readonly answer: Answer; readonly size: number; readonly opened: number }

export class Cursors {
  private cursors = new Map<string, Cursor>()
  private next = 1

  constructor(readonly org: Org) {}

  /** The first page; `size` rows, those of subqueries counted too. */
  open(answer: Answer, size: number, version: string): QueryReply {
    if (answer.countOnly) return { totalSize: answer.total, done: true, records: [] }
    const locator = salesforceId('01g', this.next)
    this.next += 1
    return this.page(locator, { answer, size, opened: this.org.now() }, 0, version)
  }

  /** The page at `locator-offset`. Throws a `Failure` with code `INVALID_QUERY_LOCATOR`. */
  more(token: string, version: string): QueryReply {
    const [locator = '', offset = ''] = token.split('-')
    const cursor = this.cursors.get(locator)
    if (
      cursor === undefined ||
      !/^\d+$/.test(offset) ||
      Number(offset) >= cursor.answer.rows ||
      this.org.now() - cursor.opened > LIFETIME
    ) {
      throw failure(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator')
    }
    return this.page(locator, cursor, Number(offset), version)
  }

  private page(locator: string, cursor: Cursor, offset: number, version: string): QueryReply {
    const { answer, size } = cursor
    const records: unknown[] = []
    let weight = 0
    let next = offset
    while (next < answer.rows && weight < size) {
      const record = answer.record(next)
      weight += 1 + childRows(record)
      records.push(record)
      next += 1
    }
    const done = next >= answer.rows
    if (done) return { totalSize: answer.total, done, records }
    this.cursors.set(locator, cursor)
    return { totalSize: answer.total, done, nextRecordsUrl: `/services/data/${version}/query/${locator}-${next}`, records }
  }
}

function childRows(record: unknown): number {
  let rows = 0
  if (typeof record !== 'object' || record === null) return 0
  for (const value of Object.values(record)) {
    if (typeof value === 'object' && value !== null && 'records' in value && Array.isArray(value.records)) rows += value.records.length
  }
  return rows
}
