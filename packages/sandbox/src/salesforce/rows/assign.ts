/** From a client's JSON row to values of fields, with every refusal that needs no look at the row's other values. */
import { Failure, failure, type Problem } from '../failure'
import type { Field } from '../schema/field'
import type { ObjectSchema } from '../schema/object'
import type { Actor, Org } from '../store/org'
import type { Value } from '../store/row'
import { coerce } from './coerce'
import { locateBy } from './locate'

/** A row as clients send it; `attributes` and `Id` are not values. */
export type Input = Readonly<Record<string, unknown>>

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The id of the parent that `{ "ExternalId__c": value }` names. */
function parent(org: Org, actor: Actor, lookup: Field, named: Record<string, unknown>): Value {
  const [entry] = Object.entries(named).filter(([name]) => name !== 'attributes')
  // Of a look-up to several objects the client says which one it means.
  const said = isObject(named['attributes']) ? named['attributes']['type'] : undefined
  const target = lookup.reference?.to
    .filter((name) => typeof said !== 'string' || name.toLowerCase() === said.toLowerCase())
    .map((name) => org.schema.object(name))
    .find((object): object is ObjectSchema => object !== undefined && org.field(actor, object, entry?.[0] ?? '') !== undefined)
  const field = target === undefined ? undefined : org.field(actor, target, entry?.[0] ?? '')
  if (entry === undefined || target === undefined || field === undefined || !(field.externalId || field.idLookup)) {
    throw failure(400, 'INVALID_FIELD', `${lookup.label}: the related record is not named by an external ID field`, [lookup.name])
  }
  const rows = locateBy(org, actor, target, field, String(entry[1]))
  const what = `Foreign key external ID: ${String(entry[1]).toLowerCase()}`
  if (rows.length === 0) throw failure(400, 'INVALID_FIELD', `${what} not found for field ${field.name} in entity ${target.name}`, [])
  if (rows.length > 1) throw failure(400, 'DUPLICATE_EXTERNAL_ID', `${what} matches ${rows.length} records in entity ${target.name}`, [])
  return rows[0]?.id ?? null
}

/**
 * The values a client sets, by canonical field name. Throws a `Failure`: for the row, or for the whole request where its code is
 * `INVALID_FIELD` for an unknown column or `JSON_PARSER_ERROR`.
 */
export function assign(org: Org, actor: Actor, object: ObjectSchema, input: Input, creating: boolean): Map<string, Value> {
  const values = new Map<string, Value>()
  const problems: Problem[] = []
  const locked: string[] = []
  for (const name in input) {
    if (name === 'attributes') continue
    const value = input[name]
    const nested = isObject(value) ? object.up(name) : undefined
    const field = org.field(actor, object, nested?.name ?? name)
    if (field === undefined) throw new UnknownColumn(name, object.name)
    if (field.type === 'id') continue
    if (!(creating ? field.createable : field.updateable)) {
      locked.push(field.name)
      continue
    }
    try {
      values.set(field.name, nested !== undefined && isObject(value) ? parent(org, actor, field, value) : coerce(field, value))
    } catch (error) {
      if (!(error instanceof Failure) || error.problems.some(({ code }) => code === 'JSON_PARSER_ERROR')) throw error
      problems.push(...error.problems)
    }
  }
  if (locked.length > 0) {
    const advice = 'Please check the security settings of this field and verify that it is read/write for your profile or permission set.'
    const message = `Unable to create/update fields: ${locked.join(', ')}. ${advice}`
    throw failure(400, 'INVALID_FIELD_FOR_INSERT_UPDATE', message, locked)
  }
  if (problems.length > 0) throw new Failure(400, problems)
  return values
}

/** A field that the object does not have, or that the user may not see: refuses the whole request, Collections too. */
export class UnknownColumn extends Failure {
  constructor(name: string, object: string) {
    super(400, [{ code: 'INVALID_FIELD', message: `No such column '${name}' on sobject of type ${object}` }])
  }
}
