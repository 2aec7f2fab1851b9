/** Runs queries over an org's tables. */
import { failure } from '../failure'
import { RECYCLE_BIN } from '../rows/undelete'
import { accessRows } from '../rules/record-access'
import type { ObjectSchema } from '../schema/object'
import type { Actor, Org } from '../store/org'
import { isDeleted, type Row, type Value } from '../store/row'
import { aggregate, isAggregate } from './aggregate'
import { type Answer, FixedAnswer, RowAnswer, type Shower } from './answer'
import type { Order, Path, Query, Selected } from './ast'
import { candidates, compileCondition, type Test } from './condition'
import { type Children, type Column, projector } from './project'
import { childOf, comparableReader, objectOf, reader, resolve, type Scope } from './resolve'

/** Everything a query needs besides its text. `deleted`: rows of the recycle bin come along; `tooling`: the Tooling API's objects are there too. */
export type Asked = {
  readonly org: Org
  readonly actor: Actor
  readonly source: string
  readonly version: string
  readonly deleted: boolean
  readonly tooling?: boolean
  /** The rows to choose from, where a search has found them; else all of the object. */
  readonly only?: readonly Row[]
}

function compareBy(scope: Scope, orders: readonly Order[]): (left: Row, right: Row) => number {
  const keys = orders.map(({ path, descending, nullsLast }) => {
    const resolved = resolve(scope, path)
    if (path.call === 'CONVERTCURRENCY') throw failure(400, 'MALFORMED_QUERY', 'convertCurrency() cannot be used in ORDER BY')
    const read = comparableReader(scope, resolved)
    const exact = resolved.field.type === 'reference' || resolved.field.type === 'id'
    const fold = (value: Value) => (typeof value === 'string' && !exact ? value.toLowerCase() : value)
    return { read: (row: Row) => fold(read(row)), sign: descending ? -1 : 1, nulls: nullsLast ? 1 : -1 }
  })
  return (left, right) => {
    for (const { read, sign, nulls } of keys) {
      const [a, b] = [read(left), read(right)]
      if (a === b) continue
      if (a === null) return nulls
      if (b === null) return -nulls
      return a < b ? -sign : sign
    }
    return left.id < right.id ? -1 : left.id > right.id ? 1 : 0
  }
}

function fromObject(asked: Asked, { from }: Query): ObjectSchema {
  const { org, tooling } = asked
  return tooling && from.name.toLowerCase() === 'customfield' ? org.schema.customField : objectOf(asked, from.name, from.at)
}

function inBin(asked: Asked, row: Row): boolean {
  return asked.deleted && Date.parse(String(row.values['SystemModstamp']).slice(0, 19).concat('Z')) > asked.org.now() - RECYCLE_BIN
}

/** The rows a query selects, in order, before LIMIT. */
function select(asked: Asked, scope: Scope, query: Query, within?: readonly Row[]): Row[] {
  const { org, actor } = asked
  const subQuery = (inner: Query) => values(asked, inner)
  const test: Test = query.where === undefined ? () => true : compileCondition(scope, query.where, subQuery)
  const picked = within ?? accessRows(org, actor, scope.object.name, query.where) ?? candidates(scope, query.where)
  const found: Row[] = []
  const isMine = query.scope === 'mine' && scope.object.field('OwnerId') !== undefined
  for (const row of picked ?? org.table(scope.object).rows()) {
    if (isMine && row.values['OwnerId'] !== actor.userId) continue
    if ((!isDeleted(row) || inBin(asked, row)) && org.sees(actor, row) && test(row)) found.push(row)
  }
  // A table's rows are in the order of their creation; picked ones are not.
  return query.orderBy.length === 0 && picked === undefined ? found : found.sort(compareBy(scope, query.orderBy))
}

function limited<Item>(query: Query, items: readonly Item[]): readonly Item[] {
  const start = query.offset ?? 0
  return start === 0 && query.limit === undefined ? items : items.slice(start, query.limit === undefined ? undefined : start + query.limit)
}

function values(asked: Asked, query: Query): Value[] {
  const scope = scopeOf(asked, fromObject(asked, query), query)
  const [selected] = query.select
  if (query.select.length !== 1 || selected?.kind !== 'field')
    throw failure(400, 'MALFORMED_QUERY', 'a semi join selects exactly one field')
  const read = reader(scope, resolve(scope, selected.path))
  return limited(query, select(asked, scope, query)).map(read)
}

function scopeOf(asked: Asked, object: ObjectSchema, query: Query): Scope {
  const { org, actor, source } = asked
  return { org, actor, source, object, alias: query.from.alias }
}

/** Subqueries within subqueries [Salesforce: five levels, API version 58.0 and later]. */
const DEEPEST = 5

function children(asked: Asked, scope: Scope, query: Query, depth: number): Children {
  if (depth >= DEEPEST) throw failure(400, 'MALFORMED_QUERY', `SOQL allows subqueries of child relationships ${DEEPEST - 1} levels deep`)
  const { object, field, name } = childOf(scope, query.from)
  const inner = scopeOf(asked, object, query)
  const project = projector(inner, columns(inner, query), below(asked, inner, query, depth), asked.version)
  const of = (row: Row) => {
    const rows =
      asked.org.table(object).lookup(field, row.id) ??
      [...asked.org.table(object).rows()].filter((each) => each.values[field.name] === row.id)
    return { records: limited(query, select(asked, inner, query, rows)).map(project) }
  }
  return { name, of }
}

function below(asked: Asked, scope: Scope, query: Query, depth: number): Children[] {
  return query.select.flatMap((item) => (item.kind === 'children' ? [children(asked, scope, item.query, depth + 1)] : []))
}

/** The fields of `TYPEOF`, each with the objects it is told of. */
function typed(scope: Scope, item: Extract<Selected, { kind: 'typeof' }>): Column[] {
  const { relationship, cases, otherwise } = item
  const up = scope.object.up(relationship.parts.at(-1) ?? '')
  if (up?.reference === undefined || up.reference.to.length < 2) {
    throw failure(
      400,
      'INVALID_FIELD',
      `The relationship '${relationship.parts.join('.')}' is not polymorphic and cannot be used in TYPEOF`,
    )
  }
  const { reference } = up
  const column = (object: ObjectSchema, path: Path): Column => {
    const { steps, field, map } = resolve({ ...scope, object, alias: undefined }, path)
    const step = { relationship: reference.relationship ?? relationship.parts.join('.'), lookup: up, objects: [object] }
    return { steps: [step, ...steps], field, map }
  }
  const named = cases.map(({ object, paths }) => ({ object: objectOf(scope, object.name, object.at), paths }))
  const columns = named.flatMap(({ object, paths }) => paths.map((path): Column => ({ ...column(object, path), only: object.name })))
  const rest = reference.to
    .map((name) => scope.org.schema.object(name))
    .find((object) => object !== undefined && !named.some((each) => each.object === object))
  const not = named.map(({ object }) => object.name)
  return rest === undefined ? columns : [...columns, ...otherwise.map((path): Column => ({ ...column(rest, path), not }))]
}

function columns(scope: Scope, query: Query): Column[] {
  return query.select.flatMap((item): Column[] => {
    if (item.kind === 'field') return [{ ...resolve(scope, item.path), alias: item.alias }]
    if (item.kind === 'typeof') return typed(scope, item)
    if (item.kind !== 'fields') return []
    if (item.which !== 'STANDARD' && (query.limit === undefined || query.limit > 200)) {
      throw failure(400, 'MALFORMED_QUERY', 'The SOQL FIELDS function must have a LIMIT of at most 200')
    }
    const fields = scope.org.fields(scope.actor, scope.object)
    return fields
      .filter((field) => item.which === 'ALL' || field.custom === (item.which === 'CUSTOM'))
      .map((field) => ({ steps: [], field }))
  })
}

/** Shows rows as a query asks. */
export class QueryShower implements Shower {
  constructor(
    private readonly asked: Asked,
    private readonly query: Query,
  ) {}

  show(): (row: Row) => unknown {
    const { asked, query } = this
    const scope = scopeOf(asked, fromObject(asked, query), query)
    return projector(scope, columns(scope, query), below(asked, scope, query, 0), asked.version)
  }
}

/** Runs a parsed query. Throws a `Failure`. */
export function execute(asked: Asked, query: Query): Answer {
  const asks: Asked = query.allRows ? { ...asked, deleted: true } : asked
  const scope = scopeOf(asks, fromObject(asks, query), query)
  const [first] = query.select
  if (
    query.select.length === 1 &&
    first?.kind === 'aggregate' &&
    first.name === 'COUNT' &&
    first.path === undefined &&
    query.groupBy.length === 0
  ) {
    const total = limited(query, select(asks, scope, query, asks.only)).length
    return new FixedAnswer(total, true, [])
  }
  if (isAggregate(query)) {
    const groups = limited(query, aggregate(scope, query, select(asks, scope, { ...query, orderBy: [] }, asks.only)))
    return new FixedAnswer(groups.length, false, groups)
  }
  const shower = new QueryShower(asks, query)
  const shown = shower.show()
  return new RowAnswer(limited(query, select(asks, scope, query, asks.only)), shower, shown)
}
