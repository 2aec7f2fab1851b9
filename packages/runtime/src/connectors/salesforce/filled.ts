/** What Salesforce filled in by itself in rows just created: defaults, formulas, auto-numbers. Told by no reply to a create, so read back. */
import type { SalesforceField, SalesforceObject, Watch } from '@lockstep/dsl'
import type { Snapshot } from '../../model'
import type { Made } from '../connector'
import { list } from '../reply'
import { type CaptureOptions, withVisible } from './ask'
import type { Describes } from './describe'
import { queriesPerCall, querySub, readRows, runComposite, type Sub } from './query'
import { toSnapshot } from './snapshot'
import { inQueries } from './soql'
import { selectOf, type Target, targetFor } from './targets'

/** Rows one retrieve by POST may name (Salesforce: sObject Collections, get records). */
const rowsPerRetrieve = 2_000

/** Whether Salesforce may put a value there when a create leaves the field out. */
const fillsItself = (field: SalesforceField): boolean =>
  field.name !== 'Id' && (field.defaultedOnCreate === true || field.calculated === true || !field.createable)

/** The field that a path (`Owner.Name`) begins at, or the field itself. */
const fieldOf = (described: SalesforceObject, path: string): SalesforceField | undefined => {
  const [first, rest] = path.split('.')
  return described.fields.find((field) => (rest === undefined ? field.name === first : field.relationshipName === first))
}

type Wanted = { readonly target: Target; readonly ids: readonly string[] }

/** The watched fields that Salesforce fills in by itself and some of these creates left out, with the rows that did. */
const wantedOf = (described: SalesforceObject, whole: Target, made: readonly Made[]): Wanted => {
  const own = whole.fields.flatMap((path) => {
    const field = fieldOf(described, path)
    return field !== undefined && fillsItself(field) ? [{ path, name: field.name }] : []
  })
  const lacks = made.map(({ id, sent }) => ({ id, paths: own.filter(({ name }) => !sent.includes(name)).map(({ path }) => path) }))
  const fields = [...new Set(lacks.flatMap(({ paths }) => paths))]
  return { target: { ...whole, fields, unread: [] }, ids: lacks.filter(({ paths }) => paths.length > 0).map(({ id }) => id) }
}

/** A sub-request, and the rows that its answer holds. */
type Part = { readonly sub: (name: string) => Sub; readonly rows: (body: unknown) => readonly unknown[]; readonly target: Target }

const retrieves = ({ target, ids }: Wanted): readonly Part[] => {
  const fields = [...new Set([...target.own, ...target.fields])]
  const parts: Part[] = []
  for (let start = 0; start < ids.length; start += rowsPerRetrieve)
    parts.push({
      target,
      sub: (name) => ({
        name,
        method: 'POST',
        path: `/composite/sobjects/${target.object}`,
        body: { ids: ids.slice(start, start + rowsPerRetrieve), fields },
      }),
      rows: (body) => list(body, 'body').filter((row) => row !== null),
    })
  return parts
}

/** A retrieve knows no paths through lookups; a query does, for fewer rows. */
const queries = ({ target, ids }: Wanted): readonly Part[] =>
  inQueries(selectOf(target), 'Id', ids).map((soql) => ({
    target,
    sub: (name) => querySub(name, soql, false),
    rows: (body) => readRows(body).rows,
  }))

/** Reads as `Connector.filled` promises: 2,000 rows a retrieve, five retrieves of any objects a call; nothing where nothing can be missing. */
export const readFilled = async (
  options: CaptureOptions & { readonly describes: Describes },
  watches: readonly Watch[],
  made: readonly Made[],
): Promise<readonly Snapshot[]> => {
  const objects = [...new Set(made.map((each) => each.object))]
  const targets = objects.map((object) => targetFor(watches, object))
  const { result } = await withVisible(options, targets, (visible) => readParts(options, visible, made))
  return result
}

const readParts = async (
  { exchange, version, describes }: CaptureOptions & { readonly describes: Describes },
  targets: readonly Target[],
  made: readonly Made[],
): Promise<readonly Snapshot[]> => {
  const parts: Part[] = []
  for (const target of targets) {
    const mine = made.filter((each) => each.object === target.object)
    const wanted = wantedOf(await describes.describe(target.object), target, mine)
    parts.push(...(wanted.target.fields.some((path) => path.includes('.')) ? queries(wanted) : retrieves(wanted)))
  }
  const snapshots: Snapshot[] = []
  for (let start = 0; start < parts.length; start += queriesPerCall) {
    const some = parts.slice(start, start + queriesPerCall)
    const subs = some.map(({ sub }, at) => sub(`f${at}`))
    const bodies = await runComposite(exchange, version, subs, 'read')
    const readAt = exchange.now()
    some.forEach(({ rows, target }, at) => {
      for (const row of rows(bodies.get(`f${at}`))) snapshots.push(toSnapshot(row, target, readAt))
    })
  }
  return snapshots
}
