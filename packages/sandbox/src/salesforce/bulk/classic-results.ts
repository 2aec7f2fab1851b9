/** Results of the older Bulk API in the format of their job. */
import type { SandboxResponse } from '../../world/system'
import { Failure } from '../failure'
import { toXml } from '../xml/write'
import type { Batch } from './classic-job'
import { writeCsv } from './csv'
import type { QuerySheet } from './query-sheet'
import { errorText } from './write-rows'

const NAMESPACE = 'http://www.force.com/2009/06/asyncapi/dataload'
const XML = 'application/xml'

/** A document of the API's namespace. */
export function xmlDocument(name: string, content: Record<string, unknown>): SandboxResponse {
  const inner = Object.entries(content).map(([key, value]) => toXml(key, value))
  const spaces = `xmlns="${NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"`
  return { status: 200, type: XML, body: `<?xml version="1.0" encoding="UTF-8"?><${name} ${spaces}>${inner.join('')}</${name}>` }
}

function errors(
  outcome: Batch['outcomes'][number],
): { fields: readonly string[]; message: string; statusCode: string; extendedErrorDetails: null }[] {
  if (!(outcome instanceof Failure)) return []
  return outcome.problems.map(({ code, message, fields = [] }) => ({ fields, message, statusCode: code, extendedErrorDetails: null }))
}

/** What became of the rows of a batch. */
export function rowResults(batch: Batch): SandboxResponse {
  const { contentType } = batch.job.options
  if (contentType === 'CSV') {
    const lines = batch.outcomes.map((outcome) =>
      outcome instanceof Failure ? ['', 'false', 'false', errorText(outcome)] : [outcome.id, 'true', String(outcome.created), ''],
    )
    return { status: 200, type: 'text/csv', body: writeCsv([['Id', 'Success', 'Created', 'Error'], ...lines], ',', '\n') }
  }
  const results = batch.outcomes.map((outcome) => {
    const isRefused = outcome instanceof Failure
    return { success: !isRefused, created: !isRefused && outcome.created, id: isRefused ? null : outcome.id, errors: errors(outcome) }
  })
  if (contentType === 'JSON') return { status: 200, body: results }
  const told = results.map(({ errors: all, id, ...rest }) => ({
    errors: all.map(({ extendedErrorDetails: _, ...each }) => each),
    ...(id === null ? {} : { id }),
    ...rest,
  }))
  return xmlDocument('results', { result: told })
}

/** The ids of a query's results: one, since they are never split here. */
export function resultList(batch: Batch): SandboxResponse {
  if (batch.job.options.contentType === 'JSON') return { status: 200, body: [batch.resultId] }
  return xmlDocument('result-list', { result: [batch.resultId] })
}

/** The records of a query. */
export function queryResults(batch: Batch, sheet: QuerySheet): SandboxResponse {
  const { contentType } = batch.job.options
  const indexes = Array.from({ length: sheet.rows }, (_, index) => index)
  if (contentType === 'JSON') return { status: 200, body: indexes.map((index) => sheet.record(index)), records: sheet.rows }
  if (contentType === 'CSV') {
    // A query without results has one line that says so.
    const lines = sheet.rows === 0 ? [['Records not found for this query']] : [sheet.columns, ...indexes.map((index) => sheet.line(index))]
    return { status: 200, type: 'text/csv', body: writeCsv(lines, ',', '\n'), records: sheet.rows }
  }
  const records = indexes.map((index) => {
    const line = sheet.line(index)
    return {
      type: batch.job.options.object,
      ...Object.fromEntries(sheet.columns.map((name, at) => [name, line[at] === '' ? null : line[at]])),
    }
  })
  return xmlDocument('queryResult', { records })
}
