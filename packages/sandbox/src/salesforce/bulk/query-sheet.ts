/** Query results as lines of CSV. */
import { failure } from '../failure'
import { isAggregate } from '../soql/aggregate'
import type { Query } from '../soql/ast'
import { type Answer, type Asked, execute } from '../soql/execute'
import { parseQuery } from '../soql/parse'

/** A query that ran: names of its columns, and its lines when asked for. */
export type QuerySheet = {
  readonly columns: readonly string[]
  readonly rows: number
  line(index: number): string[]
  record(index: number): unknown
}

/** Parses a query for a bulk job. Throws a `Failure` for what they do not offer. */
export function parseBulkQuery(source: string): Query {
  const query = parseQuery(source)
  if (isAggregate(query)) throw failure(400, 'API_ERROR', 'Aggregate Relationships not supported in Bulk Query')
  if (query.select.some(({ kind }) => kind === 'children'))
    throw failure(400, 'API_ERROR', 'Aggregate Relationships not supported in Bulk Query')
  if (query.offset !== undefined) throw failure(400, 'API_ERROR', 'OFFSET is not supported in Bulk Query')
  return query
}

function flat(record: unknown, prefix: string, into: Map<string, unknown>): void {
  if (typeof record !== 'object' || record === null) return
  for (const [name, value] of Object.entries(record)) {
    if (name === 'attributes') continue
    if (typeof value === 'object' && value !== null && 'attributes' in value) flat(value, `${prefix}${name}.`, into)
    else into.set(`${prefix}${name}`.toLowerCase(), value)
  }
}

/** Times have `Z` here, unlike in REST. */
function cell(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value.replace(/^(\d{4}-\d\d-\d\dT[\d:.]+)\+0000$/, '$1Z')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function named(answer: Answer, query: Query): string[] {
  const paths = query.select.flatMap((item) => (item.kind === 'field' ? [item.path.parts.join('.')] : []))
  if (paths.length === query.select.length) return paths
  // FIELDS() names none: the first record does.
  const first = new Map<string, unknown>()
  const record = answer.rows === 0 ? undefined : answer.record(0)
  flat(record, '', first)
  return typeof record === 'object' && record !== null ? Object.keys(record).filter((name) => name !== 'attributes') : paths
}

/** Runs a query for a bulk job. Throws a `Failure`. */
export function runBulkQuery(asked: Asked, query: Query): QuerySheet {
  const answer = execute(asked, query)
  const columns = named(answer, query)
  return {
    columns,
    rows: answer.rows,
    record: (index) => answer.record(index),
    line: (index) => {
      const values = new Map<string, unknown>()
      flat(answer.record(index), '', values)
      return columns.map((name) => cell(values.get(name.toLowerCase())))
    },
  }
}
