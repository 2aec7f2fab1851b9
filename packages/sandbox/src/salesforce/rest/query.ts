/** `query`, `queryAll` and the pages after the first. */
import type { SandboxResponse } from '../../world/system'
import { failure } from '../failure'
import { describeColumns } from '../soql/column-metadata'
import { candidates } from '../soql/condition'
import { execute } from '../soql/execute'
import { parseQuery } from '../soql/parse'
import { pathsOf } from '../soql/paths'
import { objectOf, resolve } from '../soql/resolve'
import { type Ask, notAllowed } from './ask'
import { listViewQuery } from './list-views'

const SMALLEST_PAGE = 200

/** Rows of a page: what the client hints at, within what the org gives. */
function pageSize(ask: Ask): number {
  const most = ask.org.world.limits.salesforce.pageSize
  const hint = /batchSize=(\d+)/i.exec(ask.headers['sforce-query-options'] ?? '')?.[1]
  return hint === undefined ? most : Math.min(most, Math.max(SMALLEST_PAGE, Number(hint)))
}

/** Runs a query for a request. Throws a `Failure`. */
export function runQuery(ask: Ask, source: string, deleted: boolean): SandboxResponse {
  const { org, actor, version } = ask
  const parsed = parseQuery(source)
  const answer = execute({ org, actor, source, version, deleted }, parsed)
  if (parsed.viewed) ask.recents.see(actor.userId, answer.ids())
  const body = ask.cursors.open(answer, pageSize(ask), version)
  return { status: 200, body, records: body.records.length }
}

/** How a query would run: by an index of the fields it filters on, or over all rows. */
function explain(ask: Ask, source: string): SandboxResponse {
  const { org, actor } = ask
  const query = parseQuery(source)
  const object = objectOf({ org, actor, source }, query.from.name, query.from.at)
  execute({ org, actor, source, version: ask.version, deleted: false }, { ...query, limit: 0 })
  const scope = { org, actor, object, source, alias: query.from.alias }
  const found = candidates(scope, query.where)
  const sobjectCardinality = org.table(object).size
  const plan = {
    cardinality: found?.length ?? sobjectCardinality,
    fields: found === undefined ? [] : pathsOf(query.where).map((path) => resolve(scope, path).field.name),
    leadingOperationType: found === undefined ? 'TableScan' : 'Index',
    notes: [],
    relativeCost: found === undefined ? 1 : Math.min(1, found.length / Math.max(1, sobjectCardinality)),
    sobjectCardinality,
    sobjectType: object.name,
  }
  return { status: 200, body: { plans: [plan], sourceQuery: source } }
}

/** Answers `/query?explain=`, `/query?q=`, `/queryAll?q=` and `/query/locator`. */
export function query(ask: Ask): SandboxResponse | undefined {
  const [first, locator] = ask.segments
  if ((first !== 'query' && first !== 'queryAll') || ask.segments.length > 2) return undefined
  if (ask.method !== 'GET') throw notAllowed(ask, ['GET', 'HEAD'])
  if (locator !== undefined) {
    const body = ask.cursors.more(locator, ask.version)
    return { status: 200, body, records: body.records.length }
  }
  const explained = ask.query.get('explain')
  if (explained !== null) return explain(ask, listViewQuery(ask.org, explained) ?? explained)
  const source = ask.query.get('q')
  if (source === null) throw failure(400, 'MALFORMED_QUERY', 'SOQL is missing: the q parameter is required')
  if (ask.query.get('columns')?.toLowerCase() === 'true')
    return { status: 200, body: describeColumns({ ...ask, source }, parseQuery(source)) }
  return runQuery(ask, source, first === 'queryAll')
}
