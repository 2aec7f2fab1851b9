/** Grouped and aggregated queries. */
import { failure } from '../failure'
import { asText, type Row, type Value } from '../store/row'
import type { AggregateName, Comparison, Condition, Literal, Path, Query } from './ast'
import { comparableReader, reader, resolve, type Scope } from './resolve'

/** The most groups of one answer [Salesforce: SOQL limits]. */
const MOST_GROUPS = 2_000

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

const AGGREGATES = new Set(['COUNT', 'COUNT_DISTINCT', 'SUM', 'AVG', 'MIN', 'MAX'])

function written(path: Path): string {
  return `${path.call ?? ''}(${path.parts.join('.')})`.toLowerCase()
}

/** Whether the query's records are groups instead of rows. */
export function isAggregate(query: Query): boolean {
  return query.groupBy.length > 0 || query.select.some((item) => item.kind === 'aggregate')
}

type OfGroup = (group: readonly Row[]) => Value

/** The value of an aggregate or of a grouped field. Throws a `Failure` for what is neither. */
function operand(scope: Scope, path: Path, grouped: ReadonlySet<string>): OfGroup {
  const { call } = path
  if (call !== undefined && AGGREGATES.has(call)) {
    const read = path.parts.length === 0 ? undefined : comparableReader(scope, resolve(scope, { parts: path.parts, at: path.at }))
    return (group) => compute(call as AggregateName, group, read)
  }
  if (!grouped.has(written(path))) throw failure(400, 'MALFORMED_QUERY', `Field must be grouped or aggregated: ${path.parts.join('.')}`)
  const read = reader(scope, resolve(scope, path))
  return (group) => (group[0] === undefined ? null : read(group[0]))
}

function fold(value: Value): Value {
  return typeof value === 'string' ? value.toLowerCase() : value
}

function order(left: Value, right: Value): number {
  const [a, b] = [fold(left), fold(right)]
  return a === b ? 0 : a === null ? -1 : b === null ? 1 : a < b ? -1 : 1
}

function compares(operator: Comparison, value: Value, literal: Literal): boolean {
  if (operator === 'LIKE') throw failure(400, 'MALFORMED_QUERY', 'LIKE is not supported in HAVING')
  const wanted = literal.value
  if (operator === '=' || operator === '!=') return (fold(value) === fold(wanted)) === (operator === '=')
  if (value === null || wanted === null) return false
  const sign = order(value, wanted)
  return operator === '<' ? sign < 0 : operator === '<=' ? sign <= 0 : operator === '>' ? sign > 0 : sign >= 0
}

function havingTest(scope: Scope, condition: Condition, grouped: ReadonlySet<string>): (group: readonly Row[]) => boolean {
  switch (condition.kind) {
    case 'and':
    case 'or': {
      const tests = condition.terms.map((term) => havingTest(scope, term, grouped))
      return condition.kind === 'and' ? (group) => tests.every((test) => test(group)) : (group) => tests.some((test) => test(group))
    }
    case 'not': {
      const test = havingTest(scope, condition.term, grouped)
      return (group) => !test(group)
    }
    case 'compare': {
      const of = operand(scope, condition.path, grouped)
      const { operator, literal } = condition
      return (group) => compares(operator, of(group), literal)
    }
    case 'in': {
      const of = operand(scope, condition.path, grouped)
      const { values, negated } = condition
      if (!Array.isArray(values)) throw failure(400, 'MALFORMED_QUERY', 'a semi join is not supported in HAVING')
      const wanted = new Set(values.map((literal: Literal) => fold(literal.value)))
      return (group) => wanted.has(fold(of(group))) !== negated
    }
    case 'includes':
      throw failure(400, 'MALFORMED_QUERY', 'INCLUDES is not supported in HAVING')
  }
}

function groupsOf(scope: Scope, query: Query, rows: readonly Row[]): (readonly Row[])[] {
  if (query.groupBy.length === 0) return [rows]
  const keys = query.groupBy.map((path) => reader(scope, resolve(scope, path)))
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const key = JSON.stringify(keys.map((read) => fold(read(row))))
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  return [...groups.values()]
}

/** The groups, as records of type `AggregateResult`, in order. Throws a `Failure` for a field that is neither grouped nor aggregated. */
export function aggregate(scope: Scope, query: Query, rows: readonly Row[]): Record<string, unknown>[] {
  const grouped = new Set(query.groupBy.map(written))
  let unnamed = 0
  const columns = query.select.map((item): { name: string; of: OfGroup } => {
    if (item.kind === 'aggregate') {
      const path: Path = item.path === undefined ? { parts: [], at: 0, call: item.name } : { ...item.path, call: item.name }
      return { name: item.alias ?? `expr${unnamed++}`, of: operand(scope, path, grouped) }
    }
    if (item.kind !== 'field') throw failure(400, 'MALFORMED_QUERY', 'Grouped query cannot use child relationships in the SELECT list')
    const of = operand(scope, item.path, grouped)
    const name = item.alias ?? (item.path.call === undefined ? resolve(scope, item.path).field.name : `expr${unnamed++}`)
    return { name, of }
  })
  const having = query.having === undefined ? () => true : havingTest(scope, query.having, grouped)
  const groups = groupsOf(scope, query, rows).filter(having)
  const orders = query.orderBy.map(({ path, descending, nullsLast }) => {
    const named =
      path.call === undefined && path.parts.length === 1
        ? columns.find(({ name }) => name.toLowerCase() === path.parts[0]?.toLowerCase())
        : undefined
    return { of: named?.of ?? operand(scope, path, grouped), sign: descending ? -1 : 1, nulls: nullsLast ? 1 : -1 }
  })
  if (orders.length > 0) {
    groups.sort((left, right) => {
      for (const { of, sign, nulls } of orders) {
        const [a, b] = [of(left), of(right)]
        if (a === b) continue
        if (a === null) return nulls
        if (b === null) return -nulls
        const found = order(a, b)
        if (found !== 0) return found * sign
      }
      return 0
    })
  }
  if (groups.length > MOST_GROUPS && query.limit === undefined) {
    throw failure(
      400,
      'EXCEEDED_ID_LIMIT',
      'Aggregate query does not support queryMore(), use LIMIT to restrict the results to a single batch',
    )
  }
  return groups.map((group) => ({
    attributes: { type: 'AggregateResult' },
    ...Object.fromEntries(columns.map(({ name, of }) => [name, of(group)])),
  }))
}
