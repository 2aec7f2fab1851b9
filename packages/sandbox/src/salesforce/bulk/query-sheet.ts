/** Query results as lines of CSV. */
import { failure } from '../failure'
import { isAggregate } from '../soql/aggregate'
import type { Answer } from '../soql/answer'
import type { Query } from '../soql/ast'
import { type Asked, execute } from '../soql/execute'
import { parseQuery } from '../soql/parse'

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

/** A query that ran: the names of its columns, and its lines when they are asked for. */
export class QuerySheet {
  constructor(
    readonly columns: readonly string[],
    private readonly answer: Answer,
  ) {}

  get rows(): number {
    return this.answer.rows
  }

  record(index: number): unknown {
    return this.answer.record(index)
  }

  line(index: number): string[] {
    const values = new Map<string, unknown>()
    flat(this.answer.record(index), '', values)
    return this.columns.map((name) => cell(values.get(name.toLowerCase())))
  }
}

/** Runs a query for a bulk job. Throws a `Failure`. */
export function runBulkQuery(asked: Asked, query: Query): QuerySheet {
  const answer = execute(asked, query)
  return new QuerySheet(named(answer, query), answer)
}
