/** Grouped and aggregated queries. */
import { failure } from '../failure'
import { asText, type Row, type Value } from '../store/row'
import type { AggregateName, Query } from './ast'
import { reader, resolve, type Scope } from './resolve'

function numbers(values: readonly Value[]): number[] {
  return values.filter((value) => typeof value === 'number')
}

function compute(name: AggregateName, rows: readonly Row[], read: ((row: Row) => Value) | undefined): Value {
  if (read === undefined) return rows.length
  const values = rows.map(read).filter((value) => value !== null)
  if (name === 'COUNT') return values.length
  if (name === 'COUNT_DISTINCT') return new Set(values.map((value) => asText(value).toLowerCase())).size
  if (values.length === 0) return null
  const sum = numbers(values).reduce((total, value) => total + value, 0)
  if (name === 'SUM') return sum
  if (name === 'AVG') return sum / values.length
  const sorted = [...values].sort((left, right) => (left === right ? 0 : left! < right! ? -1 : 1))
  return (name === 'MIN' ? sorted[0] : sorted.at(-1)) ?? null
}

/** Whether the query's records are groups instead of rows. */
export function isAggregate(query: Query): boolean {
  return query.groupBy.length > 0 || query.select.some((item) => item.kind === 'aggregate')
}

/** The groups, as records of type `AggregateResult`. Throws a `Failure` for a field that is neither grouped nor aggregated. */
export function aggregate(scope: Scope, query: Query, rows: readonly Row[]): Record<string, unknown>[] {
  const keys = query.groupBy.map((path) => reader(scope, resolve(scope, path)))
  const grouped = new Set(query.groupBy.map((path) => path.parts.join('.').toLowerCase()))
  let unnamed = 0
  const columns = query.select.map((item) => {
    if (item.kind === 'aggregate') {
      const read = item.path === undefined ? undefined : reader(scope, resolve(scope, item.path))
      const name = item.alias ?? `expr${unnamed++}`
      return { name, of: (group: readonly Row[]) => compute(item.name, group, read) }
    }
    if (item.kind !== 'field' || !grouped.has(item.path.parts.join('.').toLowerCase())) {
      const what = item.kind === 'field' ? item.path.parts.join('.') : 'a subquery'
      throw failure(400, 'MALFORMED_QUERY', `Field must be grouped or aggregated: ${what}`)
    }
    const resolved = resolve(scope, item.path)
    const read = reader(scope, resolved)
    return { name: item.alias ?? resolved.field.name, of: (group: readonly Row[]) => (group[0] === undefined ? null : read(group[0])) }
  })
  const groups = new Map<string, Row[]>()
  if (keys.length === 0) groups.set('', [...rows])
  for (const row of keys.length === 0 ? [] : rows) {
    const key = JSON.stringify(keys.map((read) => read(row)))
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  return [...groups.values()].map((group) => ({
    attributes: { type: 'AggregateResult' },
    ...Object.fromEntries(columns.map(({ name, of }) => [name, of(group)])),
  }))
}
