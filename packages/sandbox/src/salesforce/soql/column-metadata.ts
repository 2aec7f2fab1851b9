/** Tells which columns a query has, without running it: what `columns=true` asks for. */
import type { Field, FieldType } from '../schema/field'
import type { ObjectSchema } from '../schema/object'
import type { Path, Query } from './ast'
import { childOf, objectOf, resolve, type Scope } from './resolve'

/** One column as clients read it [salesforcecli/plugin-data query; jetstream query types]; what is inside a relationship is in `joinColumns`. */
export type ColumnMetadata = {
  readonly aggregate: boolean
  readonly apexType: string | null
  readonly booleanType: boolean
  readonly columnName: string
  readonly custom: boolean
  readonly displayName: string
  readonly foreignKeyName: string | null
  readonly insertable: boolean
  readonly joinColumns: ColumnMetadata[]
  readonly numberType: boolean
  readonly textType: boolean
  readonly updatable: boolean
}

const APEX_TYPES: Partial<Record<FieldType, string>> = {
  id: 'Id',
  reference: 'Id',
  boolean: 'Boolean',
  int: 'Integer',
  double: 'Double',
  currency: 'Double',
  percent: 'Double',
  date: 'Date',
  datetime: 'Datetime',
  address: 'Address',
}
const NUMBERS = new Set<FieldType>(['int', 'double', 'currency', 'percent'])

function column(columnName: string, what: Partial<ColumnMetadata>): ColumnMetadata {
  return {
    aggregate: false,
    apexType: null,
    booleanType: false,
    columnName,
    custom: false,
    displayName: columnName,
    foreignKeyName: null,
    insertable: false,
    joinColumns: [],
    numberType: false,
    textType: false,
    updatable: false,
    ...what,
  }
}

function ofField(field: Field, alias?: string): ColumnMetadata {
  const apexType = APEX_TYPES[field.type] ?? 'String'
  return column(alias ?? field.name, {
    apexType,
    booleanType: field.type === 'boolean',
    custom: field.custom,
    displayName: field.name,
    insertable: field.createable,
    numberType: NUMBERS.has(field.type),
    textType: apexType === 'String',
    updatable: field.updateable,
  })
}

/** Puts a field below the relationships that lead to it, which several columns may share. */
function place(columns: ColumnMetadata[], scope: Scope, path: Path, alias?: string): void {
  const { steps, field } = resolve(scope, path)
  let level = columns
  for (const { relationship, lookup } of steps) {
    let join = level.find((each) => each.columnName === relationship && each.foreignKeyName !== null)
    if (join === undefined) {
      join = column(relationship, { foreignKeyName: lookup.name, custom: lookup.custom })
      level.push(join)
    }
    level = join.joinColumns
  }
  level.push(ofField(field, alias))
}

function columnsOf(scope: Scope, query: Query): ColumnMetadata[] {
  const columns: ColumnMetadata[] = []
  let unnamed = 0
  for (const item of query.select) {
    if (item.kind === 'field') place(columns, scope, item.path, item.alias)
    else if (item.kind === 'aggregate') {
      if (item.path !== undefined) resolve(scope, item.path)
      const displayName = `${item.name.toLowerCase()}(${item.path?.parts.join('.') ?? ''})`
      columns.push(column(item.alias ?? `expr${unnamed++}`, { aggregate: true, displayName, numberType: true }))
    } else if (item.kind === 'fields') {
      const fields = scope.org.fields(scope.actor, scope.object)
      columns.push(
        ...fields.filter(({ custom }) => item.which === 'ALL' || custom === (item.which === 'CUSTOM')).map((field) => ofField(field)),
      )
    } else if (item.kind === 'typeof') {
      const name = item.relationship.parts.at(-1) ?? ''
      columns.push(column(name, { foreignKeyName: scope.object.up(name)?.name ?? null }))
    } else {
      const { object, name } = childOf(scope, item.query.from)
      const joinColumns = columnsOf({ ...scope, object, alias: item.query.from.alias }, item.query)
      columns.push(column(name, { aggregate: true, joinColumns }))
    }
  }
  return columns
}

/** The answer to a query with `columns=true`; `object` where the query's own name does not lead to it. Throws a `Failure`. */
export function describeColumns(asked: Omit<Scope, 'object' | 'alias'>, query: Query, object?: ObjectSchema): Record<string, unknown> {
  const from = object ?? objectOf(asked, query.from.name, query.from.at)
  const columnMetadata = columnsOf({ ...asked, object: from, alias: query.from.alias }, query)
  return {
    columnMetadata,
    entityName: from.name,
    groupBy: query.groupBy.length > 0,
    idSelected: columnMetadata.some(({ columnName }) => columnName === 'Id'),
    keyPrefix: from.prefix,
  }
}
