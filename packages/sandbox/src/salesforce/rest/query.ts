/** `query`, `queryAll` and the pages after the first. */
import type { SandboxResponse } from '../../world/system'
import { failure } from '../failure'
import { execute } from '../soql/execute'
import { parseQuery } from '../soql/parse'
import { type Ask, notAllowed } from './ask'

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
  const answer = execute({ org, actor, source, version, deleted }, parseQuery(source))
  const body = ask.cursors.open(answer, pageSize(ask), version)
  return { status: 200, body, records: body.records.length }
}

/** Answers `/query?q=`, `/queryAll?q=` and `/query/locator`. */
export function query(ask: Ask): SandboxResponse | undefined {
  const [first, locator] = ask.segments
  if ((first !== 'query' && first !== 'queryAll') || ask.segments.length > 2) return undefined
  if (ask.method !== 'GET') throw notAllowed(ask, ['GET', 'HEAD'])
  if (locator !== undefined) {
    const body = ask.cursors.more(locator, ask.version)
    return { status: 200, body, records: body.records.length }
  }
  const source = ask.query.get('q')
  if (source === null) throw failure(400, 'MALFORMED_QUERY', 'SOQL is missing: the q parameter is required')
  return runQuery(ask, source, first === 'queryAll')
}
