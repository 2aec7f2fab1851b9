/** SOAP calls that read rows. */
import { failure } from '../failure'
import { collections } from '../rest/collections'
import { query as moreRows, runQuery } from '../rest/query'
import { replication } from '../rest/replication'
import type { QueryReply } from '../soql/cursors'
import { runSearch } from '../sosl/execute'
import { parseSearch } from '../sosl/parse'
import { childText, childTexts } from '../xml/read'
import { element, toXml } from '../xml/write'
import type { Call, Handler } from './call'
import { record } from './records'

function queryResult(body: QueryReply): { markup: string; records: number } {
  const locator = body.nextRecordsUrl?.split('/').at(-1) ?? null
  const records = body.records.map((each) => record('records', each as Record<string, unknown>)).join('')
  const parts = [element('done', String(body.done)), toXml('queryLocator', locator), records, element('size', String(body.totalSize))]
  return { markup: element('result', parts.join(''), 'xsi:type="QueryResult"'), records: body.records.length }
}

function query(call: Call, deleted: boolean): { markup: string; records: number } {
  const source = childText(call.body, 'queryString')
  if (source === undefined) throw failure(400, 'MALFORMED_QUERY', 'SOQL is missing')
  return queryResult(runQuery(call.ask, source, deleted).body as QueryReply)
}

function queryMore(call: Call): { markup: string; records: number } {
  const locator = childText(call.body, 'queryLocator') ?? ''
  const answer = moreRows({ ...call.ask, method: 'GET', segments: ['query', locator] })
  return queryResult(answer?.body as QueryReply)
}

function retrieve(call: Call): { markup: string; records: number } {
  const type = childText(call.body, 'sObjectType') ?? ''
  if (call.ask.org.object(call.ask.actor, type) === undefined)
    throw failure(400, 'INVALID_TYPE', `sObject type '${type}' is not supported.`)
  const fields = (childText(call.body, 'fieldList') ?? '').split(',').map((name) => name.trim())
  const body = { json: { ids: childTexts(call.body, 'ids'), fields: fields.filter((name) => name !== '') } }
  const answer = collections({ ...call.ask, method: 'POST', segments: ['composite', 'sobjects', type], body })
  const rows = (answer?.body ?? []) as (Record<string, unknown> | null)[]
  const markup = rows.map((row) => (row === null ? '<result xsi:nil="true"/>' : record('result', row))).join('')
  return { markup, records: rows.length }
}

function changed(call: Call, what: 'updated' | 'deleted'): { markup: string } {
  const type = childText(call.body, 'sObjectType') ?? ''
  const dates = { start: childText(call.body, 'startDate') ?? '', end: childText(call.body, 'endDate') ?? '' }
  const answer = replication({ ...call.ask, method: 'GET', segments: ['sobjects', type, what], query: new URLSearchParams(dates) })
  return { markup: toXml('result', answer?.body) }
}

function search(call: Call): { markup: string; records: number } {
  const found = runSearch(call.ask.org, call.ask.actor, parseSearch(childText(call.body, 'searchString') ?? ''), call.ask.version)
  const records = found.map((each) => element('searchRecords', record('record', each as Record<string, unknown>)))
  return { markup: element('result', records.join('')), records: found.length }
}

/** The calls by name. */
export const READS: Readonly<Record<string, Handler>> = {
  query: (call) => query(call, false),
  queryAll: (call) => query(call, true),
  queryMore,
  retrieve,
  search,
  getUpdated: (call) => changed(call, 'updated'),
  getDeleted: (call) => changed(call, 'deleted'),
}
