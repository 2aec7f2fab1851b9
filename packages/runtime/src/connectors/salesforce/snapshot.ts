/** Salesforce rows to snapshots: JSON values as wire text, stamps in milliseconds. */
import type { Instant, Snapshot, Wire } from '../../model'
import { instant, isRecord, optionalText, record, ShapeError, text } from '../reply'
import { lookupOf, splitPath } from './paths'
import type { Target } from './targets'

/** One row as a snapshot of the target's fields; what the connected user cannot see is `unread`. Throws `ShapeError` where it is not as documented. */
export function toSnapshot(given: unknown, target: Target, readAt: Instant): Snapshot {
  const row = record(given, 'records[]')
  const values: Record<string, Wire> = {}
  const unread = [...(target.unread ?? [])]
  for (const field of target.fields) {
    if (isOutOfSight(row, field)) unread.push(field)
    else values[field] = valueAt(row, field)
  }
  const isDeleted = row['IsDeleted'] === true
  const master = optionalText(row['MasterRecordId'])
  const contact = row['IsConverted'] === true ? optionalText(row['ConvertedContactId']) : undefined
  return {
    side: 'salesforce',
    object: target.object,
    id: text(row['Id'], 'Id'),
    values,
    ...(unread.length === 0 ? {} : { unread }),
    at: instant(row['SystemModstamp'], 'SystemModstamp'),
    readAt,
    ...(row['CreatedDate'] === undefined ? {} : { createdAt: instant(row['CreatedDate'], 'CreatedDate') }),
    ...(isDeleted ? { deleted: true } : {}),
    ...(isDeleted && master !== undefined ? { mergedInto: master } : {}),
    ...(contact === undefined ? {} : { convertedTo: contact }),
  }
}

/** Whether a path leads to a row that is there, by its id, but not shown: the connected user may not see it. */
const isOutOfSight = (row: Readonly<Record<string, unknown>>, path: string): boolean => {
  const { relationship } = splitPath(path)
  return relationship !== undefined && row[relationship] === null && optionalText(row[lookupOf(relationship)]) !== undefined
}

/** The value under a field or a path through lookups (`Account.Name`) in wire form. Throws `ShapeError` where the row lacks the field. */
export function valueAt(row: Readonly<Record<string, unknown>>, path: string): Wire {
  let held: unknown = row
  for (const part of path.split('.')) {
    if (held === null) return null
    held = record(held, path)[part]
  }
  return wire(held, path)
}

/** A JSON value as wire text; blank is `null`; compound values as JSON. Throws `ShapeError` for an absent one. */
export function wire(value: unknown, path: string): Wire {
  if (value === undefined) throw new ShapeError(path, 'in the row')
  if (value === null || value === '') return null
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  if (typeof value === 'number') return decimal(value)
  if (isRecord(value)) return JSON.stringify(value)
  throw new ShapeError(path, 'a value')
}

/** A number in plain decimal digits, never with an exponent. */
export function decimal(value: number): string {
  const short = String(value)
  const match = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(short)
  if (match === null) return short
  const [, sign = '', whole = '', fraction = '', power = '0'] = match
  const digits = whole + fraction
  const point = whole.length + Number(power)
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  return point >= digits.length
    ? `${sign}${digits}${'0'.repeat(point - digits.length)}`
    : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`
}
