/** Finds what a path in a query means: a field of the object, or of a parent up to five look-ups away. */
import { failure } from '../failure'
import { compoundAddress } from '../rows/derive'
import { amountIn } from '../rows/money'
import { accessRow, RECORD_ACCESS } from '../rules/record-access'
import type { Field } from '../schema/field'
import type { ObjectSchema } from '../schema/object'
import type { Actor, Org } from '../store/org'
import { isDeleted, type Row, type Value } from '../store/row'
import type { Path, Query } from './ast'
import { applied } from './functions'
import { RELATED_NAME, valueOfName } from './related-name'
import { queryFailure } from './tokens'

/** Where a query runs: over which object, for whom, from which text. */
export type Scope = {
  readonly org: Org
  readonly actor: Actor
  readonly object: ObjectSchema
  readonly source: string
  readonly alias?: string
}

/** One step from a row to its parent; `objects` are what the parent may be, `byName` says that its `Name` is looked at and not the record itself. */
export type Step = {
  readonly relationship: string
  readonly lookup: Field
  readonly objects: readonly ObjectSchema[]
  readonly byName?: boolean
}

/** `map` is what a function makes of the field's value in its row; the field is then of the type that the function gives. */
export type Resolved = { readonly steps: readonly Step[]; readonly field: Field; readonly map?: (value: Value, row: Row) => Value }

const ADVICE =
  "If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names."

/** The schema of an object by name. Throws a `Failure` with code `INVALID_TYPE`. */
export function objectOf({ org, actor, source }: Pick<Scope, 'org' | 'actor' | 'source'>, name: string, at: number): ObjectSchema {
  const object = org.object(actor, name)
  if (object !== undefined) return object
  const advice =
    "If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names."
  throw queryFailure('INVALID_TYPE', source, at, `sObject type '${name}' is not supported. ${advice}`)
}

function noColumn({ source }: Scope, object: ObjectSchema, name: string, at: number) {
  return queryFailure('INVALID_FIELD', source, at, `No such column '${name}' on entity '${object.name}'. ${ADVICE}`)
}

/** What a path means. Throws a `Failure` with code `INVALID_FIELD`. */
export function resolve(scope: Scope, path: Path): Resolved {
  const { org, actor } = scope
  let parts = path.parts
  const first = parts[0]?.toLowerCase()
  const isItself = first === scope.object.name.toLowerCase() || first === scope.alias?.toLowerCase()
  if (parts.length > 1 && isItself && scope.object.up(parts[0]!) === undefined) parts = parts.slice(1)
  if (parts.length > 6) throw failure(400, 'MALFORMED_QUERY', 'Max of 5 levels of parent relationships allowed in a query')
  const steps: Step[] = []
  let objects: readonly ObjectSchema[] = [scope.object]
  for (const relationship of parts.slice(0, -1)) {
    const isAccess = relationship.toLowerCase() === 'userrecordaccess'
    const lookup: Field | undefined = isAccess
      ? RECORD_ACCESS
      : objects.map((object) => object.up(relationship)).find((field) => field !== undefined)
    const targets = (lookup?.reference?.to ?? []).map((name) => org.object(actor, name)).filter((object) => object !== undefined)
    const visible = lookup !== undefined && objects.some((object) => org.field(actor, object, lookup.name) !== undefined)
    if (lookup?.reference === undefined || !visible || targets.length === 0) {
      const what = `Didn't understand relationship '${relationship}' in field path. ${ADVICE}`
      throw queryFailure('INVALID_FIELD', scope.source, path.at, what)
    }
    const byName = lookup.reference.to.length > 1
    steps.push({ relationship: lookup.reference.relationship ?? relationship, lookup, objects: targets, byName })
    objects = byName ? [RELATED_NAME] : targets
  }
  const name = parts.at(-1)!
  const field = objects.map((object) => org.field(actor, object, name)).find((found) => found !== undefined)
  if (field === undefined) throw noColumn(scope, objects.at(-1)!, name, path.at)
  return path.call === undefined ? { steps, field } : { steps, ...applied(scope, path.call, field) }
}

/** The object and look-up below a relationship to children, with the relationship as the schema spells it. Throws a `Failure` with code `INVALID_TYPE`. */
export function childOf(
  { org, actor, object: parent, source }: Scope,
  { name: wanted, at }: Query['from'],
): { object: ObjectSchema; field: Field; name: string } {
  for (const object of org.schema.objects.values()) {
    for (const field of object.fields()) {
      const name = field.reference?.children
      const isWanted = name?.toLowerCase() === wanted.toLowerCase() && field.reference?.to.includes(parent.name)
      if (isWanted && name !== undefined && org.field(actor, object, field.name) !== undefined && org.rights(actor, object).read)
        return { object, field, name }
    }
  }
  const what = `Didn't understand relationship '${wanted}' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`
  throw queryFailure('INVALID_TYPE', source, at, what)
}

/** The live parent that the actor may see. */
export function parentOf({ org, actor }: Scope, row: Row, { lookup }: Step): Row | undefined {
  if (lookup === RECORD_ACCESS) return accessRow(org, actor.userId, row)
  const id = row.values[lookup.name]
  const parent = typeof id === 'string' ? org.row(id) : undefined
  return parent === undefined || isDeleted(parent) || !org.sees(actor, parent) ? undefined : parent
}

/** Finds the row that has the resolved field: the row itself, or a parent. */
function ownerOf(scope: Scope, steps: readonly Step[]): (row: Row) => Row | undefined {
  return (row) => {
    let current: Row | undefined = row
    for (const step of steps) current = current === undefined ? undefined : parentOf(scope, current, step)
    return current
  }
}

/** Reads a resolved path; null where a parent is missing. */
export function reader(scope: Scope, { steps, field, map }: Resolved): (row: Row) => Value {
  const { name } = field
  if (steps.length === 0) return map === undefined ? (row) => row.values[name] ?? null : (row) => map(row.values[name] ?? null, row)
  const owner = ownerOf(scope, steps)
  const byName = steps.at(-1)?.byName === true
  return (row) => {
    const current = owner(row)
    if (current === undefined) return null
    const value = byName ? valueOfName(current, field) : (current.values[name] ?? null)
    return map === undefined ? value : map(value, current)
  }
}

/** The same, with amounts in the corporate currency, in which they are compared and added up [Salesforce: convertCurrency()]. */
export function comparableReader(scope: Scope, resolved: Resolved): (row: Row) => Value {
  const { currencies } = scope.org.schema
  if (currencies === undefined || resolved.field.type !== 'currency') return reader(scope, resolved)
  const { corporate } = currencies
  const toCorporate = (value: Value, row: Row) => (typeof value === 'number' ? amountIn(currencies, row, value, corporate) : value)
  return reader(scope, { ...resolved, map: toCorporate })
}

/** A field's value as replies show it. */
export function shown(row: Row, field: Field): unknown {
  return field.type === 'address' ? compoundAddress(row.values, field.name) : (row.values[field.name] ?? null)
}
