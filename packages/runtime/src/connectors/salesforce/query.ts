/** Queries: up to five in one composite call, later pages by locator. */

import type { LockstepError } from '../../errors'
import type { Purpose } from '../connector'
import type { Exchange } from '../exchange'
import { count, list, optionalText, record, text, truth } from '../reply'
import { explainSalesforce } from './errors'

/** Queries one composite call may hold (Salesforce: composite). */
export const queriesPerCall = 5

/** One page of rows; `next` is the path of the page after it. */
export type Rows = { readonly total: number; readonly rows: readonly unknown[]; readonly next?: string }

/** A read to run inside a composite call, by GET unless it says otherwise. `path` begins below `/services/data/vXX`. */
export type Sub = { readonly name: string; readonly path: string; readonly method?: 'POST'; readonly body?: unknown }

/** `/queryAll` sees deleted and merged rows, `/query` only live ones. */
export function querySub(name: string, soql: string, isAll: boolean): Sub {
  return { name, path: `/${isAll ? 'queryAll' : 'query'}?q=${encodeURIComponent(soql)}` }
}

/**
 * Runs reads as one call; bodies by name. A sub-request that fails throws its `LockstepError`, unless `accept` takes its name and error: then
 * its body is absent, and the others go on.
 */
export function runComposite(
  exchange: Exchange,
  version: string,
  subs: readonly Sub[],
  purpose: Purpose,
  accept: (name: string, error: LockstepError) => boolean = () => false,
): Promise<ReadonlyMap<string, unknown>> {
  const compositeRequest = subs.map(({ name, path, method = 'GET', body }) => ({
    method,
    url: `/services/data/v${version}${path}`,
    referenceId: name,
    ...(body === undefined ? {} : { body }),
  }))
  const body = { allOrNone: false, collateSubrequests: false, compositeRequest }
  return exchange.read({ method: 'POST', path: '/composite', body, purpose }, (reply) => {
    const bodies = new Map<string, unknown>()
    const refused = new Set<string>()
    for (const given of list(record(reply.body, 'body')['compositeResponse'], 'compositeResponse')) {
      const answer = record(given, 'compositeResponse[]')
      const name = text(answer['referenceId'], 'referenceId')
      const status = count(answer['httpStatusCode'], 'httpStatusCode')
      if (status < 300) bodies.set(name, answer['body'])
      else {
        const error = explainSalesforce({ status, headers: reply.headers, body: answer['body'] })
        if (!accept(name, error)) throw error
        refused.add(name)
      }
    }
    for (const { name } of subs) if (!bodies.has(name) && !refused.has(name)) record(undefined, `compositeResponse ${name}`)
    return bodies
  })
}

/** Reads a query's answer. Throws `ShapeError`. */
export function readRows(given: unknown): Rows {
  const body = record(given, 'query')
  const rows = list(body['records'], 'records')
  const isDone = truth(body['done'], 'done')
  const next = isDone ? undefined : text(body['nextRecordsUrl'], 'nextRecordsUrl')
  return { total: count(body['totalSize'], 'totalSize'), rows, ...(next === undefined ? {} : { next }) }
}

/** The page behind a locator. */
export function nextRows(exchange: Exchange, path: string, purpose: Purpose): Promise<Rows> {
  return exchange.read({ method: 'GET', path, purpose }, (reply) => readRows(reply.body))
}

/** All rows of several queries, five queries a call; later pages one call each. */
export async function allRows(
  exchange: Exchange,
  version: string,
  queries: readonly string[],
  options: { readonly isAll: boolean; readonly purpose: Purpose },
): Promise<readonly unknown[]> {
  const rows: unknown[] = []
  for (let start = 0; start < queries.length; start += queriesPerCall) {
    const subs = queries.slice(start, start + queriesPerCall).map((soql, index) => querySub(`q${index}`, soql, options.isAll))
    const bodies = await runComposite(exchange, version, subs, options.purpose)
    for (const { name } of subs) {
      let page = readRows(bodies.get(name))
      rows.push(...page.rows)
      while (page.next !== undefined) {
        page = await nextRows(exchange, page.next, options.purpose)
        rows.push(...page.rows)
      }
    }
  }
  return rows
}

/** Whether an error says that a query locator is no longer known. */
export function isLostLocator(code: string | undefined): boolean {
  return optionalText(code) === 'INVALID_QUERY_LOCATOR'
}
