/** Errors as CSV: one row an error, for people who work through them in a spreadsheet. */
import type { ErrorItem } from '@lockstep/runtime'
import { toCsv } from './csv'

const header = [
  'kind',
  'code',
  'message',
  'cure',
  'side',
  'object',
  'record',
  'hubspot',
  'salesforce',
  'field',
  'value',
  'rule',
  'state',
  'tries',
  'first seen',
  'last seen',
]

/** The header, then one row an error; times in ISO 8601. */
export const errorsCsv = (items: readonly ErrorItem[]): string =>
  toCsv([
    header,
    ...items.map((item) => [
      item.kind,
      item.code,
      item.message,
      item.cure,
      item.side,
      item.object,
      item.recordId,
      item.hubspotId,
      item.salesforceId,
      item.field,
      item.value,
      item.lines.length === 0 ? item.line : item.lines.join(' '),
      item.state,
      item.tries,
      new Date(item.firstSeen).toISOString(),
      new Date(item.lastSeen).toISOString(),
    ]),
  ])
