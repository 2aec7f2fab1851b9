/** Turns conditions into tests of rows. */
import { failure } from '../failure'
import { readId } from '../ids'
import type { Field } from '../schema/field'
import { readStamp, stamp } from '../stamps'
import { asText, type Row, type Value } from '../store/row'
import { amountTest, moneyOf } from './amount'
import type { Comparison, Condition, Literal, Path, Query } from './ast'
import { dateRange, dayOf } from './dates'
import { comparableReader, reader, resolve, type Scope } from './resolve'

export type Test = (row: Row) => boolean
/** Runs a semi-join: the values its one selected field has. */
export type SubQuery = (query: Query) => Value[]

const NUMBERS = new Set(['int', 'double', 'currency', 'percent'])
/** Long texts are stored apart and cannot be searched by value. */
const LONGEST_FILTERABLE = 255

function wrongType(field: Field, expected: string, quoted: boolean) {
  const enclosed = quoted ? 'be enclosed in quotes' : 'not be enclosed in quotes'
  return failure(
    400,
    'INVALID_FIELD',
    `value of filter criterion for field '${field.name}' must be of type ${expected} and should ${enclosed}`,
  )
}

/** The text under which two values are the same to a query. */
function folded(field: Field, value: Value): Value {
  if (typeof value !== 'string' || field.type === 'reference' || field.type === 'id' || field.caseSensitive) return value
  return field.type === 'date' || field.type === 'datetime' ? value : value.toLowerCase()
}

function temporal(field: Field, literal: Literal): Value {
  if (field.type === 'date') {
    if (literal.kind === 'date') return literal.value
    throw wrongType(field, 'date', false)
  }
  if (literal.kind === 'datetime') return stamp(readStamp(literal.value))
  if (literal.kind === 'date') return stamp(Date.parse(literal.value))
  throw wrongType(field, 'dateTime', false)
}

/** A literal as the field would hold it. Throws a `Failure` where the kinds do not go together. */
function literalValue(field: Field, literal: Literal): Value {
  if (literal.kind === 'null') return null
  if (field.type === 'date' || field.type === 'datetime') return temporal(field, literal)
  if (NUMBERS.has(field.type)) {
    if (literal.kind !== 'number') throw wrongType(field, field.type === 'int' ? 'int' : 'double', false)
    return literal.value
  }
  if (field.type === 'boolean') {
    if (literal.kind !== 'boolean') throw wrongType(field, 'boolean', false)
    return literal.value
  }
  if (literal.kind !== 'string') throw wrongType(field, 'string', true)
  if (field.type === 'id' || field.type === 'reference') {
    const id = readId(literal.value)
    if (id === undefined && literal.value !== '') throw failure(400, 'INVALID_QUERY_FILTER_OPERATOR', `invalid ID field: ${literal.value}`)
    return id ?? null
  }
  return literal.value === '' ? null : folded(field, literal.value)
}

function likePattern(pattern: string): RegExp {
  let expression = ''
  for (let at = 0; at < pattern.length; at += 1) {
    const letter = pattern.charAt(at)
    const next = pattern.charAt(at + 1)
    if (letter === '\\' && (next === '_' || next === '%')) {
      expression += next
      at += 1
    } else if (letter === '%') expression += '[^]*'
    else if (letter === '_') expression += '[^]'
    else expression += letter.replace(/[.*+?^${}()|[\]\\]/, '\\$&')
  }
  return new RegExp(`^${expression}$`, 'iu')
}

/** The order of two values of a field that are not null. */
function before(left: Value, right: Value): boolean {
  return typeof left === 'number' && typeof right === 'number' ? left < right : asText(left) < asText(right)
}

function wordTest(scope: Scope, field: Field, read: (row: Row) => Value, operator: Comparison, literal: Literal): Test {
  const range = literal.kind === 'word' ? dateRange(literal.value, literal.count, scope.org.now()) : undefined
  if (range === undefined) throw failure(400, 'MALFORMED_QUERY', `unexpected token: '${String(literal.value)}'`)
  if (field.type !== 'date' && field.type !== 'datetime') throw wrongType(field, 'string', true)
  const edge = (time: number) => (field.type === 'date' ? dayOf(time) : stamp(time))
  const [start, end] = [edge(range.start), edge(range.end)]
  return (row) => {
    const value = read(row)
    if (value === null) return operator === '!='
    const [early, late] = [before(value, start), !before(value, end)]
    if (operator === '=') return !early && !late
    if (operator === '!=') return early || late
    if (operator === '<') return early
    if (operator === '>') return late
    return operator === '<=' ? !late : !early
  }
}

function compareTest(scope: Scope, path: Path, operator: Comparison, literal: Literal): Test {
  const resolved = resolve(scope, path)
  const { field } = resolved
  refuseLong(field)
  const read = reader(scope, resolved)
  if (path.call?.endsWith('CONVERTCURRENCY')) throw failure(400, 'MALFORMED_QUERY', 'convertCurrency() cannot be used in a WHERE clause')
  const amount = literal.kind === 'word' && field.type === 'currency' ? moneyOf(scope, literal.value) : undefined
  if (amount !== undefined) return amountTest(comparableReader(scope, resolved), operator, amount)
  if (literal.kind === 'word') return wordTest(scope, field, read, operator, literal)
  if (operator === 'LIKE') {
    if (literal.kind !== 'string') throw wrongType(field, 'string', true)
    const pattern = likePattern(literal.value)
    return (row) => pattern.test(asText(read(row))) && read(row) !== null
  }
  const wanted = literalValue(field, literal)
  if (operator === '=') return (row) => folded(field, read(row)) === wanted
  if (operator === '!=') return (row) => folded(field, read(row)) !== wanted
  return (row) => {
    const value = folded(field, read(row))
    if (value === null || wanted === null) return false
    if (operator === '<') return before(value, wanted)
    if (operator === '>') return before(wanted, value)
    return operator === '<=' ? !before(wanted, value) : !before(value, wanted)
  }
}

function refuseLong(field: Field): void {
  const isLong = field.type === 'textarea' && field.length > LONGEST_FILTERABLE
  if (isLong || field.type === 'address') throw failure(400, 'INVALID_FIELD', `field '${field.name}' can not be filtered in a query call`)
}

/** A condition as a test of rows. Throws a `Failure` for unknown names and values of the wrong kind. */
export function compileCondition(scope: Scope, condition: Condition, subQuery: SubQuery): Test {
  switch (condition.kind) {
    case 'and': {
      const tests = condition.terms.map((term) => compileCondition(scope, term, subQuery))
      return (row) => tests.every((test) => test(row))
    }
    case 'or': {
      const tests = condition.terms.map((term) => compileCondition(scope, term, subQuery))
      return (row) => tests.some((test) => test(row))
    }
    case 'not': {
      const test = compileCondition(scope, condition.term, subQuery)
      return (row) => !test(row)
    }
    case 'compare':
      return compareTest(scope, condition.path, condition.operator, condition.literal)
    case 'in': {
      const resolved = resolve(scope, condition.path)
      const { field } = resolved
      refuseLong(field)
      const read = reader(scope, resolved)
      const values = new Set(valuesOf(field, condition.values, subQuery))
      return (row) => values.has(folded(field, read(row))) !== condition.negated
    }
    case 'includes': {
      const resolved = resolve(scope, condition.path)
      const read = reader(scope, resolved)
      const wanted = condition.values.map((literal) =>
        asText(literal.kind === 'word' ? literal.value : literal.value)
          .toLowerCase()
          .split(';'),
      )
      return (row) => {
        const held = new Set(asText(read(row)).toLowerCase().split(';'))
        return wanted.some((all) => all.every((each) => held.has(each))) !== condition.negated
      }
    }
  }
}

function isQuery(values: readonly Literal[] | Query): values is Query {
  return !Array.isArray(values)
}

function valuesOf(field: Field, values: readonly Literal[] | Query, subQuery: SubQuery): Value[] {
  return isQuery(values) ? subQuery(values).map((value) => folded(field, value)) : values.map((literal) => literalValue(field, literal))
}

/** What bounds a stamp from below. */
const STARTS: ReadonlySet<string> = new Set(['>', '>='])

/** Rows by their stamp, where it is compared with a moment; the moment's own second comes along, for the condition to look at. */
function changedSince(scope: Scope, { path, literal }: Extract<Condition, { kind: 'compare' }>): readonly Row[] | undefined {
  if (path.parts.length !== 1 || path.call !== undefined || literal.kind === 'null' || literal.kind === 'word') return undefined
  const { field } = resolve(scope, path)
  if (field.name !== 'SystemModstamp') return undefined
  const from = literalValue(field, literal)
  return from === null ? undefined : scope.org.table(scope.object).since(asText(from))
}

/** Rows by index, where some term that must hold names an id or an indexed value; `undefined` where all rows have to be looked at. */
export function candidates(scope: Scope, condition: Condition | undefined): readonly Row[] | undefined {
  if (condition === undefined) return undefined
  if (condition.kind === 'and') {
    for (const term of condition.terms) {
      const found = candidates(scope, term)
      if (found !== undefined) return found
    }
    return undefined
  }
  if (condition.kind !== 'compare' && condition.kind !== 'in') return undefined
  if (condition.kind === 'compare' && STARTS.has(condition.operator)) return changedSince(scope, condition)
  if (condition.kind === 'compare' ? condition.operator !== '=' : condition.negated) return undefined
  const literals = condition.kind === 'compare' ? [condition.literal] : condition.values
  if (isQuery(literals) || condition.path.parts.length !== 1 || condition.path.call !== undefined) return undefined
  const { field } = resolve(scope, condition.path)
  if (literals.some((literal) => literal.kind === 'null' || literal.kind === 'word')) return undefined
  const table = scope.org.table(scope.object)
  const rows = new Set<Row>()
  for (const literal of literals) {
    const value = literalValue(field, literal)
    if (value === null) return undefined
    if (field.type === 'id') {
      const row = table.get(asText(value))
      if (row !== undefined) rows.add(row)
      continue
    }
    const found = table.lookup(field, value)
    if (found === undefined) return undefined
    for (const row of found) rows.add(row)
  }
  return [...rows]
}
