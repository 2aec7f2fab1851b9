/** What else an administrator may set up to refuse a save: automations that fail, records under approval, filters of look-ups, full storage. */
import { failure } from '../failure'
import type { Field } from '../schema/field'
import type { ObjectSchema } from '../schema/object'
import type { Actor, Org } from '../store/org'
import { isDeleted, type Row, type Values } from '../store/row'
import type { Compile, Condition } from './condition'
import { onlyKeys, type Said, saidObject, saidText, saidTextOr, saidWord } from './said'

/** A trigger or flow that fails when a row for which `when` holds is saved; with `code`, in the words of `message` alone. */
export type Automation = {
  readonly object: ObjectSchema
  readonly code?: string
  readonly kind: 'trigger' | 'flow'
  readonly name: string
  readonly message: string
  readonly when: Condition
}
/** Rows for which `when` holds wait for approval. */
export type Approval = { readonly object: ObjectSchema; readonly when: Condition }
/** A look-up field may name only rows for which `when` holds. */
export type LookupFilter = { readonly object: ObjectSchema; readonly field: string; readonly message: string; readonly when: Condition }

function objectNamed(org: Org, name: unknown, what: string): ObjectSchema {
  const object = org.schema.object(saidText(name, `the object of ${what}`))
  if (object === undefined) throw new TypeError(`${what} names no object of the schema: \`${String(name)}\``)
  return object
}

/** Throws a `TypeError`. */
export function readAutomation(org: Org, entry: unknown, compile: Compile): Automation {
  const what = 'an automation'
  const said = saidObject(entry, what)
  onlyKeys(said, ['object', 'kind', 'code', 'name', 'message', 'when'], what)
  const object = objectNamed(org, said['object'], what)
  const kind = saidWord(said['kind'], ['trigger', 'flow'], 'trigger', `the kind of ${what}`)
  const usual =
    kind === 'trigger' ? 'System.NullPointerException: Attempt to de-reference a null object' : 'This error occurred in the flow.'
  const code = said['code'] === undefined ? undefined : saidText(said['code'], `the code of ${what}`)
  if (code !== undefined && !/^[A-Z_]+$/.test(code)) throw new TypeError(`the code of ${what} is no code as \`APEX_ERROR\` is`)
  return {
    object,
    kind,
    ...(code === undefined ? {} : { code }),
    name: saidTextOr(said['name'], kind === 'trigger' ? `${object.name}Trigger` : `${object.label} automation`, `the name of ${what}`),
    message: saidTextOr(said['message'], usual, `the message of ${what}`),
    when: conditionOf(said, object, what, compile),
  }
}

function conditionOf(said: Said, object: ObjectSchema, what: string, compile: Compile): Condition {
  return said['when'] === undefined ? () => true : compile(object, saidText(said['when'], `the condition of ${what}`))
}

/** Throws a `TypeError`. */
export function readApproval(org: Org, entry: unknown, compile: Compile): Approval {
  const what = 'an approval'
  const said = saidObject(entry, what)
  onlyKeys(said, ['object', 'when'], what)
  const object = objectNamed(org, said['object'], what)
  return { object, when: conditionOf(said, object, what, compile) }
}

/** Throws a `TypeError`. */
export function readLookupFilter(org: Org, entry: unknown, compile: Compile): LookupFilter {
  const what = 'a look-up filter'
  const said = saidObject(entry, what)
  onlyKeys(said, ['field', 'when', 'message'], what)
  const path = saidText(said['field'], `the field of ${what}`)
  const [objectName = '', fieldName = ''] = path.split('.')
  const object = objectNamed(org, objectName, what)
  const field = object.field(fieldName)
  const target = org.schema.object(field?.reference?.to[0] ?? '')
  if (field === undefined || target === undefined) throw new TypeError(`${what} names no look-up: \`${path}\``)
  const message = saidTextOr(said['message'], 'Value does not exist or does not match filter criteria.', `the message of ${what}`)
  return { object, field: field.name, message, when: compile(target, saidText(said['when'], `the condition of ${what}`)) }
}

/** Throws the `Failure` of the first automation that fails. */
export function verifyAutomations(org: Org, row: Row, draft: Values): void {
  const failing = org.rules.automations.find(({ object, when }) => object === row.object && when({ ...row, values: draft }))
  if (failing === undefined) return
  const { kind, code, name, message } = failing
  if (code !== undefined) throw failure(400, code, message, [])
  if (kind === 'flow') {
    const told = `We can't save this record because the “${name}” process failed. Give your Salesforce admin these details. ${message}`
    throw failure(400, 'CANNOT_EXECUTE_FLOW_TRIGGER', told, [])
  }
  const event = org.table(row.object).get(row.id) === undefined ? 'BeforeInsert' : 'BeforeUpdate'
  const told = `${name}: execution of ${event}\n\ncaused by: ${message}\n\nTrigger.${name}: line 1, column 1`
  throw failure(400, 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', told, [])
}

/** Throws a `Failure` where the row waits for approval and the actor may not modify all rows of its object. */
export function verifyUnlocked(org: Org, actor: Actor, row: Row): void {
  const isLocked = org.rules.approvals.some(({ object, when }) => object === row.object && when(row))
  if (!isLocked || !actor.api || org.rights(actor, row.object).modifyAll) return
  throw failure(400, 'ENTITY_IS_LOCKED', 'the entity is locked for editing', [])
}

/** Throws a `Failure` where a filter of the look-up does not let the row through. */
export function verifyFilter(org: Org, object: ObjectSchema, field: Field, target: Row): void {
  const filter = org.rules.filters.find((each) => each.object === object && each.field === field.name && !each.when(target))
  if (filter !== undefined) throw failure(400, 'FIELD_FILTER_VALIDATION_EXCEPTION', filter.message, [field.name])
}

/** Throws a `Failure` where the org has as many records as it may have; users and the like do not count. */
export function verifyStorage(org: Org, most: number): void {
  let records = 0
  for (const object of org.schema.objects.values()) {
    if (!object.searchable || object.name === 'User' || object.name === 'Group') continue
    for (const row of org.table(object).rows()) if (!isDeleted(row)) records += 1
  }
  if (records >= most) throw failure(400, 'STORAGE_LIMIT_EXCEEDED', 'storage limit exceeded', [])
}
