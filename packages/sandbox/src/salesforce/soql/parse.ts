/** Parses SOQL: recursive descent over the tokens. */
import { failure } from '../failure'
import type { AggregateName, Comparison, Condition, Literal, Order, Path, Query, Selected, TypeCase } from './ast'
import { FORMATTED_CONVERSION, FUNCTIONS } from './functions'
import { TokenCursor } from './token-cursor'

const AGGREGATES = new Set(['COUNT', 'COUNT_DISTINCT', 'SUM', 'AVG', 'MIN', 'MAX'])
const CLAUSES = new Set(['FROM', 'WHERE', 'GROUP', 'ORDER', 'LIMIT', 'OFFSET', 'FOR', 'ALL', 'WITH', 'HAVING', 'USING', 'UPDATE'])
const SCOPES = new Set(['DELEGATED', 'EVERYTHING', 'MINE', 'MINE_AND_MY_GROUPS', 'MY_TERRITORY', 'MY_TEAM_TERRITORY', 'TEAM'])
const COMPARISONS = new Set(['=', '!=', '<>', '<', '<=', '>', '>='])
/** Longest query the API reads. */
const LONGEST = 100_000
const LONGEST_OFFSET = 2_000
/** Parentheses within parentheses. */
const DEEPEST = 200

class Parser extends TokenCursor {
  #depth = 0
  #inHaving = false

  /** A path, or a function of one. Aggregates are functions where `aggregates` says so. */
  #path(aggregates = false): Path {
    const first = this.name()
    const upper = first.text.toUpperCase()
    if (this.isSign('(') && (FUNCTIONS.has(upper) || (aggregates && AGGREGATES.has(upper)))) {
      this.take()
      if (AGGREGATES.has(upper) && this.sign(')')) return { parts: [], at: first.at, call: upper }
      // `convertTimezone` changes nothing in an org whose time zone is UTC.
      const inner = this.#deeper(() => this.#path())
      this.expectSign(')')
      const both = upper === 'FORMAT' && inner.call === 'CONVERTCURRENCY' ? FORMATTED_CONVERSION : undefined
      return upper === 'CONVERTTIMEZONE' ? inner : { ...inner, at: first.at, call: both ?? inner.call ?? upper }
    }
    const parts = [first.text]
    while (this.sign('.')) parts.push(this.name().text)
    return { parts, at: first.at }
  }

  #typeOf(): Selected {
    this.expectWord('TYPEOF')
    const relationship = this.#path()
    const cases: TypeCase[] = []
    while (this.word('WHEN')) {
      const { text, at } = this.name()
      this.expectWord('THEN')
      cases.push({ object: { name: text, at }, paths: this.#paths() })
    }
    if (cases.length === 0) throw this.unexpected()
    const otherwise = this.word('ELSE') ? this.#paths() : []
    this.expectWord('END')
    return { kind: 'typeof', relationship, cases, otherwise }
  }

  #paths(): Path[] {
    const paths = [this.#path()]
    while (this.sign(',')) paths.push(this.#path())
    return paths
  }

  #alias(): string | undefined {
    const token = this.peek()
    return token.kind === 'name' && !CLAUSES.has(token.text.toUpperCase()) ? this.take().text : undefined
  }

  #selected(): Selected {
    if (this.isSign('(')) {
      this.take()
      const query = this.#deeper(() => this.#query())
      this.expectSign(')')
      return { kind: 'children', query }
    }
    const upper = this.peek().text.toUpperCase()
    if (upper === 'TYPEOF' && this.peek(1).kind === 'name') return this.#typeOf()
    if (this.isSign('(', 1) && AGGREGATES.has(upper)) {
      this.skip(2)
      const path = this.isSign(')') ? undefined : this.#path()
      this.expectSign(')')
      return { kind: 'aggregate', name: upper as AggregateName, path, alias: this.#alias() }
    }
    if (this.isSign('(', 1) && upper === 'FIELDS') {
      this.skip(2)
      const which = this.name()
      const said = which.text.toUpperCase()
      if (said !== 'ALL' && said !== 'STANDARD' && said !== 'CUSTOM') throw this.unexpected(which)
      this.expectSign(')')
      return { kind: 'fields', which: said }
    }
    return { kind: 'field', path: this.#path(), alias: this.#alias() }
  }

  #literal(): Literal {
    const token = this.take()
    if (token.kind === 'string' || token.kind === 'date' || token.kind === 'datetime') return { kind: token.kind, value: token.text }
    if (token.kind === 'number') return { kind: 'number', value: Number(token.text) }
    if (token.kind !== 'name') throw this.unexpected(token)
    const upper = token.text.toUpperCase()
    if (upper === 'NULL') return { kind: 'null', value: null }
    if (upper === 'TRUE' || upper === 'FALSE') return { kind: 'boolean', value: upper === 'TRUE' }
    // Of `USD5000.50` the tokens are three.
    if (/^[A-Z]{3}\d+$/.test(token.text) && this.isSign('.') && this.peek(1).kind === 'number') {
      this.take()
      return { kind: 'word', value: `${upper}.${this.take().text}`, count: 0 }
    }
    if (!this.sign(':')) return { kind: 'word', value: upper, count: 0 }
    const count = this.take()
    if (count.kind !== 'number') throw this.unexpected(count)
    return { kind: 'word', value: upper, count: Number(count.text) }
  }

  #literals(): Literal[] {
    this.expectSign('(')
    const values = [this.#literal()]
    while (this.sign(',')) values.push(this.#literal())
    this.expectSign(')')
    return values
  }

  #comparison(): Condition {
    const path = this.#path(this.#inHaving)
    const negated = this.isWord('NOT') && this.isWord('IN', 1)
    if (negated) this.take()
    if (this.word('IN')) {
      if (!(this.isSign('(') && this.isWord('SELECT', 1))) return { kind: 'in', path, negated, values: this.#literals() }
      this.take()
      const query = this.#query()
      this.expectSign(')')
      return { kind: 'in', path, negated, values: query }
    }
    if (this.word('INCLUDES')) return { kind: 'includes', path, negated: false, values: this.#literals() }
    if (this.word('EXCLUDES')) return { kind: 'includes', path, negated: true, values: this.#literals() }
    if (this.word('LIKE')) return { kind: 'compare', path, operator: 'LIKE', literal: this.#literal() }
    const sign = this.take()
    if (sign.kind !== 'sign' || !COMPARISONS.has(sign.text)) throw this.unexpected(sign)
    return { kind: 'compare', path, operator: (sign.text === '<>' ? '!=' : sign.text) as Comparison, literal: this.#literal() }
  }

  #deeper<Part>(parse: () => Part): Part {
    this.#depth += 1
    if (this.#depth > DEEPEST)
      throw failure(400, 'QUERY_TOO_COMPLICATED', 'Query is either selecting too many fields or the filter conditions are too complicated.')
    const part = parse()
    this.#depth -= 1
    return part
  }

  #term(): Condition {
    if (this.word('NOT')) return { kind: 'not', term: this.#deeper(() => this.#term()) }
    if (!this.sign('(')) return this.#comparison()
    const inner = this.#deeper(() => this.#condition())
    this.expectSign(')')
    return inner
  }

  /** AND and OR do not mix without parentheses. */
  #condition(): Condition {
    const terms = [this.#term()]
    const joint = this.isWord('AND') ? 'AND' : this.isWord('OR') ? 'OR' : undefined
    if (joint === undefined) return terms[0]!
    while (this.word(joint)) terms.push(this.#term())
    if (this.isWord('AND') || this.isWord('OR')) throw this.unexpected()
    return { kind: joint === 'AND' ? 'and' : 'or', terms }
  }

  #order(): Order {
    const path = this.#path(true)
    const descending = this.word('DESC')
    if (!descending) this.word('ASC')
    if (!this.word('NULLS')) return { path, descending, nullsLast: false }
    const nullsLast = this.word('LAST')
    if (!nullsLast) this.expectWord('FIRST')
    return { path, descending, nullsLast }
  }

  #query(): Query {
    this.expectWord('SELECT')
    const select = [this.#selected()]
    while (this.sign(',')) select.push(this.#selected())
    this.expectWord('FROM')
    const { text: name, at } = this.name()
    this.word('AS')
    const alias = this.#alias()
    const scope = this.word('USING') ? this.#scope() : undefined
    const where = this.word('WHERE') ? this.#condition() : undefined
    if (this.word('WITH')) this.#security()
    const groupBy = this.isWord('GROUP') ? this.#grouping() : []
    const having = this.word('HAVING') ? this.#having(groupBy) : undefined
    const orderBy: Order[] = []
    if (this.word('ORDER')) {
      this.expectWord('BY')
      do orderBy.push(this.#order())
      while (this.sign(','))
    }
    const limit = this.word('LIMIT') ? this.count() : undefined
    const offset = this.word('OFFSET') ? this.count() : undefined
    if (offset !== undefined && offset > LONGEST_OFFSET) {
      throw failure(400, 'NUMBER_OUTSIDE_VALID_RANGE', `Maximum SOQL offset allowed is ${LONGEST_OFFSET}`)
    }
    const viewed = this.#purposes()
    const allRows = this.word('ALL')
    if (allRows) this.expectWord('ROWS')
    return { select, from: { name, at, alias }, where, groupBy, having, orderBy, limit, offset, allRows, scope, viewed }
  }

  #scope(): string {
    this.expectWord('SCOPE')
    const token = this.name()
    if (!SCOPES.has(token.text.toUpperCase())) throw this.unexpected(token)
    return token.text.toLowerCase()
  }

  /** The API always runs as its user: `WITH SECURITY_ENFORCED` and the modes change nothing. */
  #security(): void {
    const token = this.name()
    if (!['SECURITY_ENFORCED', 'USER_MODE', 'SYSTEM_MODE'].includes(token.text.toUpperCase())) throw this.unexpected(token)
  }

  #having(groupBy: readonly Path[]): Condition {
    if (groupBy.length === 0) throw this.unexpected(this.peek(-1))
    this.#inHaving = true
    const condition = this.#condition()
    this.#inHaving = false
    return condition
  }

  /** `FOR VIEW`, `FOR REFERENCE`, `FOR UPDATE`, `UPDATE TRACKING`, `UPDATE VIEWSTAT`; true where the rows count as looked at. */
  #purposes(): boolean {
    let viewed = false
    while (this.word('FOR')) {
      const isSeen = this.word('VIEW') || this.word('REFERENCE')
      if (!isSeen) this.expectWord('UPDATE')
      viewed ||= isSeen
      while (this.sign(',')) this.name()
    }
    if (this.word('UPDATE')) {
      do if (!this.word('TRACKING')) this.expectWord('VIEWSTAT')
      while (this.sign(','))
    }
    return viewed
  }

  #grouping(): Path[] {
    this.take()
    this.expectWord('BY')
    return this.#paths()
  }

  whole(): Query {
    const query = this.#query()
    if (this.peek().kind !== 'end') throw this.unexpected()
    return query
  }

  wholeCondition(): Condition {
    const condition = this.#condition()
    if (this.peek().kind !== 'end') throw this.unexpected()
    return condition
  }
}

/** Parses a query. Throws a `Failure` with code `MALFORMED_QUERY`. */
export function parseQuery(source: string): Query {
  if (source.length > LONGEST) throw failure(400, 'MALFORMED_QUERY', `SOQL statements cannot be longer than ${LONGEST} characters.`)
  return new Parser(source).whole()
}

/** Parses what may follow WHERE: for the validation rules of a seed. */
export function parseCondition(source: string): Condition {
  return new Parser(source).wholeCondition()
}
