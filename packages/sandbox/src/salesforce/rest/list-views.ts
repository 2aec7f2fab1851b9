/** List views: each object that people see has one, with all its records. */
import type { SandboxResponse } from '../../world/system'
import { NO_RESOURCE } from '../failure'
import { readId, salesforceId } from '../ids'
import type { Field } from '../schema/field'
import type { ObjectSchema } from '../schema/object'
import { execute } from '../soql/execute'
import { parseQuery } from '../soql/parse'
import type { Org } from '../store/org'
import type { Ask } from './ask'

const MOST = 2_000
const USUAL = 25
/** Fields that a list shows, where its object has them. */
const SHOWN = [
  'Name',
  'Subject',
  'Company',
  'Site',
  'BillingState',
  'Title',
  'Phone',
  'Email',
  'StageName',
  'Amount',
  'CloseDate',
  'Status',
]

function seen(org: Org): ObjectSchema[] {
  return [...org.schema.objects.values()].filter((object) => object.searchable)
}

function idOf(org: Org, object: ObjectSchema): string {
  return salesforceId('00B', seen(org).indexOf(object) + 1)
}

function columns(object: ObjectSchema): Field[] {
  const shown = SHOWN.map((name) => object.field(name)).filter((field) => field !== undefined)
  return shown.length > 0 ? shown : [object.field('Id')!]
}

function soql(object: ObjectSchema): string {
  const names = columns(object).map(({ name }) => name)
  return `SELECT ${[...names, 'Id', 'CreatedDate', 'LastModifiedDate', 'SystemModstamp'].join(', ')} FROM ${object.name} ORDER BY ${names[0]} ASC NULLS FIRST, Id ASC NULLS FIRST`
}

function column(field: Field, index: number): Record<string, unknown> {
  return {
    ascendingLabel: null,
    descendingLabel: null,
    fieldNameOrPath: field.name,
    hidden: false,
    label: field.label,
    searchable: field.type !== 'boolean',
    selectListItem: field.name,
    sortDirection: index === 0 ? 'ascending' : null,
    sortIndex: index === 0 ? 0 : null,
    sortable: true,
    type: field.type,
  }
}

/** The query behind a list view's id; `undefined` for other texts. */
export function listViewQuery(org: Org, id: string): string | undefined {
  const full = readId(id)
  const object = full === undefined ? undefined : seen(org).find((each) => idOf(org, each) === full)
  return object === undefined ? undefined : soql(object)
}

function results(ask: Ask, object: ObjectSchema, id: string): SandboxResponse {
  const limit = Math.min(MOST, Number(ask.query.get('limit') ?? USUAL) || USUAL)
  const offset = Number(ask.query.get('offset') ?? 0) || 0
  const source = soql(object)
  const { org, actor, version } = ask
  const answer = execute({ org, actor, source, version, deleted: false }, parseQuery(source))
  const records = Array.from({ length: Math.max(0, Math.min(limit, answer.rows - offset)) }, (_, index) => {
    const record = answer.record(offset + index) as Record<string, unknown>
    const cells = columns(object).map(({ name }) => ({ fieldNameOrPath: name, value: record[name] === null ? null : String(record[name]) }))
    return { columns: [...cells, { fieldNameOrPath: 'Id', value: record['Id'] }] }
  })
  const body = {
    columns: columns(object).map(column),
    developerName: `All${object.name}`,
    done: offset + records.length >= answer.rows,
    id,
    label: `All ${object.plural}`,
    records,
    size: records.length,
  }
  return { status: 200, body, records: records.length }
}

/** Answers what is below `/sobjects/Type/listviews`. */
export function listViews(ask: Ask, object: ObjectSchema, rest: readonly string[]): SandboxResponse {
  const id = idOf(ask.org, object)
  const base = `/services/data/${ask.version}/sobjects/${object.name}/listviews/${id}`
  const view = {
    describeUrl: `${base}/describe`,
    developerName: `All${object.name}`,
    id,
    label: `All ${object.plural}`,
    resultsUrl: `${base}/results`,
    soqlCompatible: true,
    url: base,
  }
  const [said, what, more] = rest
  const listviews = object.searchable ? [view] : []
  if (said === undefined) {
    return { status: 200, body: { done: true, listviews, nextRecordsUrl: null, size: listviews.length, sobjectType: object.name } }
  }
  if (!object.searchable || readId(said) !== id || more !== undefined) throw NO_RESOURCE
  if (what === undefined) return { status: 200, body: view }
  if (what === 'results') return results(ask, object, id)
  if (what !== 'describe') throw NO_RESOURCE
  const orderBy = [{ fieldNameOrPath: columns(object)[0]?.name, nullsPosition: 'first', sortDirection: 'ascending' }]
  const body = {
    columns: columns(object).map(column),
    id,
    orderBy,
    query: soql(object),
    scope: 'everything',
    sobjectType: object.name,
    whereCondition: { conditions: [], conjunction: 'and' },
  }
  return { status: 200, body }
}
